package dev.watertight.maven.source;

import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.watertight.findings.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the text adds to what class files tell: columns, lines of declarations, fields. */
public final class Outline {
  private final Sources sources;

  /** Looks into these sources. */
  public Outline(Sources sources) {
    this.sources = sources;
  }

  /**
   * A stretch of text; lines and columns count from one, the end column is the one behind.
   *
   * @param startLine the line of the place, which is never another than the class file says
   */
  public record Extent(int startLine, int startColumn, int endLine, int endColumn) {}

  /** The file that a place is in, by what the class file says or else by the name of the class. */
  public static String file(Place place) {
    return place.file() != null ? place.file() : Declarations.fileOf(place.className());
  }

  /**
   * The line of a place; for a member without one where it is declared, and 0 if that is unknown.
   */
  public int line(Place place) {
    return place.line() > 0
        ? place.line()
        : declared(place).flatMap(Node::getRange).map(range -> range.begin.line).orElse(0);
  }

  /**
   * What stands at a place: the expression or short statement that begins on its line, or the name
   * of the member that is declared there.
   */
  public Optional<Extent> extent(Place place) {
    int line = line(place);
    SourceFile source = sources.find(file(place)).orElse(null);
    String text = source == null ? null : source.line(line).orElse(null);
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    int indent = text.length() - text.stripLeading().length();
    Extent whole = new Extent(line, indent + 1, line, text.stripTrailing().length() + 1);
    if (place.line() <= 0) {
      return Optional.of(declared(place).flatMap(Outline::extent).orElse(whole));
    }
    return Optional.of(
        source.tree().flatMap(tree -> standing(tree, line)).flatMap(Outline::extent).orElse(whole));
  }

  private static Optional<Node> standing(CompilationUnit tree, int line) {
    return tree.findAll(Node.class, node -> speaks(node) && startsOn(node, line)).stream()
        .min(Comparator.comparing((Node node) -> node.getRange().get(), Outline::outerFirst));
  }

  private static boolean speaks(Node node) {
    return node instanceof Expression
        || node instanceof ExpressionStmt
        || node instanceof ReturnStmt
        || node instanceof ThrowStmt
        || node instanceof FieldDeclaration;
  }

  private static boolean startsOn(Node node, int line) {
    return node.getRange().filter(range -> range.begin.line == line).isPresent()
        && node.findFirst(BlockStmt.class).isEmpty();
  }

  private static int outerFirst(Range one, Range other) {
    int byBegin = one.begin.compareTo(other.begin);
    return byBegin != 0 ? byBegin : other.end.compareTo(one.end);
  }

  private static Optional<Extent> extent(Node node) {
    return node.getRange()
        .map(
            range ->
                new Extent(
                    range.begin.line, range.begin.column, range.end.line, range.end.column + 1));
  }

  /** The name of a member, as it is declared; the first of several that share it. */
  private Optional<Node> declared(Place place) {
    return sources
        .find(file(place))
        .flatMap(SourceFile::tree)
        .flatMap(
            tree ->
                Declarations.members(tree, place.className(), place.member()).stream()
                    .findFirst()
                    .map(member -> nameOf(member, place.member())));
  }

  private static Node nameOf(BodyDeclaration<?> member, String name) {
    if (member instanceof FieldDeclaration field) {
      for (VariableDeclarator variable : field.getVariables()) {
        if (variable.getNameAsString().equals(name)) {
          return variable.getName();
        }
      }
    }
    return member instanceof NodeWithSimpleName<?> named ? named.getName() : member;
  }

  /**
   * The types of the fields of a class that refer to objects, as its source writes them; empty
   * where there is no source.
   *
   * @param className {@code pkg.Outer$Inner}
   */
  public List<String> refersTo(String className) {
    String internal = className.replace('.', '/');
    TypeDeclaration<?> type =
        sources
            .find(Declarations.fileOf(internal))
            .flatMap(SourceFile::tree)
            .flatMap(tree -> Declarations.type(tree, internal))
            .orElse(null);
    List<String> result = new ArrayList<>();
    if (type == null) {
      return result;
    }
    if (type.isRecordDeclaration()) {
      type.asRecordDeclaration()
          .getParameters()
          .forEach(component -> add(component.getType().asString(), result));
    }
    for (FieldDeclaration field : type.getFields()) {
      if (!field.isStatic()) {
        add(field.getElementType().asString(), result);
      }
    }
    return result;
  }

  private static void add(String type, List<String> types) {
    boolean primitive = Character.isLowerCase(type.charAt(0)) && type.indexOf('.') < 0;
    if (!primitive && !types.contains(type)) {
      types.add(type);
    }
  }
}
