package dev.watertight.maven.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.comments.Comment;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.List;

/** What a {@code @SuppressWarnings} says. */
final class SuppressedNames {
  private SuppressedNames() {}

  /** The names that the annotation lists as literals; none for any other annotation. */
  static List<String> of(AnnotationExpr annotation) {
    String name = annotation.getNameAsString();
    if (!name.equals("SuppressWarnings") && !name.equals("java.lang.SuppressWarnings")) {
      return List.of();
    }
    return annotation.findAll(StringLiteralExpr.class).stream()
        .filter(literal -> literal.getParentNode().filter(SuppressedNames::isList).isPresent())
        .map(StringLiteralExpr::asString)
        .toList();
  }

  /** Not within an expression that makes another string of it. */
  private static boolean isList(Node parent) {
    return !(parent instanceof Expression expression)
        || expression.isAnnotationExpr()
        || expression.isArrayInitializerExpr();
  }

  /** The comment on the annotation's last line, else the one that ends on the line above it. */
  static String reason(AnnotationExpr annotation) {
    CompilationUnit tree = annotation.findCompilationUnit().orElse(null);
    if (tree == null || annotation.getRange().isEmpty()) {
      return null;
    }
    int first = annotation.getRange().get().begin.line;
    int last = annotation.getRange().get().end.line;
    String above = null;
    for (Comment comment : tree.getAllComments()) {
      if (comment.isJavadocComment() || comment.getRange().isEmpty()) {
        continue;
      }
      String text = comment.getContent().strip().replaceAll("\\s+", " ");
      if (text.isEmpty()) {
        continue;
      }
      if (comment.getRange().get().begin.line >= first
          && comment.getRange().get().begin.line <= last) {
        return text;
      }
      if (comment.getRange().get().end.line == first - 1) {
        above = text;
      }
    }
    return above;
  }
}
