package dev.watertight.maven.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.comments.Comment;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.nodeTypes.NodeWithRange;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out whether a finding is suppressed in the source: on the member it is about, on a member
 * that adds to what is kept, on the member at its place, or on anything around one of them. Class
 * files cannot tell, since {@code @SuppressWarnings} is not in them.
 */
public final class Suppressions {
  private final Sources sources;

  /** Looks into these sources. */
  public Suppressions(Sources sources) {
    this.sources = sources;
  }

  /**
   * The suppression of a finding, if there is one.
   *
   * @param names any of which suppresses the rule
   */
  public Optional<Suppression> find(Finding finding, Collection<String> names) {
    List<Node> concerned = new ArrayList<>(at(finding.place()));
    concerned.addAll(named(finding.holder(), finding.subject(), fileOf(finding)));
    for (Step step : finding.chain()) {
      if (step.role() == Step.Role.STORED) {
        concerned.addAll(at(step.place()));
      }
    }
    for (String member : finding.acquiringMembers()) {
      concerned.addAll(acquiring(member));
    }
    return concerned.stream().map(node -> around(node, names)).filter(Objects::nonNull).findFirst();
  }

  /** The holder's file, which the class name tells unless the class shares another's file. */
  private String fileOf(Finding finding) {
    String byName = fileOf(finding.holder());
    if (sources.find(byName).isPresent()) {
      return byName;
    }
    return finding.chain().stream()
        .map(Step::place)
        .filter(place -> place.className().equals(finding.holder()) && place.file() != null)
        .map(Place::file)
        .findFirst()
        .orElse(byName);
  }

  private static String fileOf(String className) {
    int nested = className.indexOf('$', className.lastIndexOf('/') + 2);
    return (nested < 0 ? className : className.substring(0, nested)) + ".java";
  }

  /** The smallest annotatable thing that contains the line. */
  private List<Node> at(Place place) {
    if (place == null || place.line() < 1) {
      return List.of();
    }
    return tree(place.file())
        .flatMap(
            tree ->
                tree
                    .findAll(
                        Node.class,
                        node -> node instanceof NodeWithAnnotations && contains(node, place.line()))
                    .stream()
                    .min(Comparator.comparingInt(Suppressions::height)))
        .stream()
        .toList();
  }

  private static boolean contains(NodeWithRange<?> node, int line) {
    return node.getRange().map(r -> r.begin.line <= line && line <= r.end.line).orElse(false);
  }

  private static int height(NodeWithRange<?> node) {
    return node.getRange().map(r -> r.end.line - r.begin.line).orElse(Integer.MAX_VALUE);
  }

  /** A member by its name; nothing where several methods share it and none is at fault alone. */
  private List<Node> acquiring(String qualified) {
    int dot = qualified.lastIndexOf('.');
    if (dot < 0) {
      return List.of();
    }
    String className = qualified.substring(0, dot).replace('.', '/');
    List<Node> members = named(className, qualified.substring(dot + 1), fileOf(className));
    return members.size() == 1 ? members : List.of();
  }

  private List<Node> named(String className, String member, String file) {
    return tree(file).map(tree -> type(tree, className)).stream()
        .flatMap(type -> type.getMembers().stream())
        .filter(declaration -> declares(declaration, member))
        .map(declaration -> (Node) declaration)
        .toList();
  }

  private static boolean declares(BodyDeclaration<?> declaration, String member) {
    if (declaration.isFieldDeclaration()) {
      return declaration.asFieldDeclaration().getVariables().stream()
          .anyMatch(variable -> variable.getNameAsString().equals(member));
    }
    if (declaration.isMethodDeclaration()) {
      return declaration.asMethodDeclaration().getNameAsString().equals(member);
    }
    return declaration.isConstructorDeclaration() && member.equals("<init>");
  }

  /** The declaration of a class; for one without a name the declaration around it. */
  private static TypeDeclaration<?> type(CompilationUnit tree, String className) {
    String[] names = className.substring(className.lastIndexOf('/') + 1).split("\\$");
    TypeDeclaration<?> found = null;
    for (String binary : names) {
      String name = binary.replaceFirst("^\\d+", "");
      Node within = found == null ? tree : found;
      if (name.isEmpty()) {
        continue;
      }
      found =
          within.findAll(TypeDeclaration.class).stream()
              .filter(type -> type != within && type.getNameAsString().equals(name))
              .map(type -> (TypeDeclaration<?>) type)
              .findFirst()
              .orElse(null);
      if (found == null) {
        return null;
      }
    }
    return found;
  }

  private Optional<CompilationUnit> tree(String file) {
    return sources.find(file).flatMap(SourceFile::tree);
  }

  private static Suppression around(Node innermost, Collection<String> names) {
    for (Node node = innermost; node != null; node = node.getParentNode().orElse(null)) {
      if (node instanceof NodeWithAnnotations<?> annotated) {
        for (AnnotationExpr annotation : annotated.getAnnotations()) {
          if (suppresses(annotation, names)) {
            int line = annotation.getBegin().map(position -> position.line).orElse(0);
            return new Suppression(line, reason(annotation));
          }
        }
      }
    }
    return null;
  }

  private static boolean suppresses(AnnotationExpr annotation, Collection<String> names) {
    String name = annotation.getNameAsString();
    return (name.equals("SuppressWarnings") || name.equals("java.lang.SuppressWarnings"))
        && annotation.findAll(StringLiteralExpr.class).stream()
            .anyMatch(literal -> names.contains(literal.asString()));
  }

  /** The comment on the annotation's last line, else the one that ends on the line above it. */
  private static String reason(AnnotationExpr annotation) {
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
