package dev.watertight.maven.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.nodeTypes.NodeWithRange;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
   * Every suppression of a finding, the one to show first; several where both a member and its
   * class have one.
   *
   * @param names any of which suppresses the rule
   */
  public List<Suppression> of(Finding finding, Collection<String> names) {
    List<Located> concerned = new ArrayList<>(at(finding.place()));
    concerned.addAll(named(finding.holder(), finding.subject(), fileOf(finding)));
    for (Step step : finding.chain()) {
      if (step.role() == Step.Role.STORED) {
        concerned.addAll(at(step.place()));
      }
    }
    for (String member : finding.acquiringMembers()) {
      concerned.addAll(acquiring(member));
    }
    return concerned.stream().flatMap(node -> around(node, names).stream()).distinct().toList();
  }

  /**
   * An annotation that the class file has, as a suppression in the source.
   *
   * @param className internal name of the class that carries it or declares the member
   * @param member simple name of the field or method that carries it; null for the class
   * @param annotation internal name of its type
   * @param reason null where nobody gave one
   */
  public Suppression declared(String className, String member, String annotation, String reason) {
    String file = Declarations.fileOf(className);
    String name =
        annotation.substring(
            Math.max(annotation.lastIndexOf('/'), annotation.lastIndexOf('$')) + 1);
    int line =
        tree(file).stream()
            .flatMap(tree -> declarations(tree, className, member))
            .flatMap(declaration -> declaration.getAnnotations().stream())
            .filter(each -> each.getName().getIdentifier().equals(name))
            .flatMap(each -> each.getBegin().stream())
            .mapToInt(position -> position.line)
            .findFirst()
            .orElse(0);
    return new Suppression(file, line, name, reason);
  }

  private static Stream<? extends BodyDeclaration<?>> declarations(
      CompilationUnit tree, String className, String member) {
    return member == null
        ? Declarations.type(tree, className).stream()
        : Declarations.members(tree, className, member).stream();
  }

  /** The holder's file, which the class name tells unless the class shares another's file. */
  private String fileOf(Finding finding) {
    String byName = Declarations.fileOf(finding.holder());
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

  /** The smallest annotatable thing that contains the line. */
  private List<Located> at(Place place) {
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
        .map(node -> new Located(place.file(), node))
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
  private List<Located> acquiring(String qualified) {
    int dot = qualified.lastIndexOf('.');
    if (dot < 0) {
      return List.of();
    }
    String className = qualified.substring(0, dot).replace('.', '/');
    List<Located> members =
        named(className, qualified.substring(dot + 1), Declarations.fileOf(className));
    return members.size() == 1 ? members : List.of();
  }

  private List<Located> named(String className, String member, String file) {
    return tree(file).stream()
        .flatMap(tree -> Declarations.members(tree, className, member).stream())
        .map(declaration -> new Located(file, declaration))
        .toList();
  }

  private Optional<CompilationUnit> tree(String file) {
    return sources.find(file).flatMap(SourceFile::tree);
  }

  /** What suppresses one of the names on a node or around it, innermost first. */
  private static List<Suppression> around(Located innermost, Collection<String> names) {
    List<Suppression> found = new ArrayList<>();
    for (Node node = innermost.node(); node != null; node = node.getParentNode().orElse(null)) {
      if (node instanceof NodeWithAnnotations<?> annotated) {
        for (AnnotationExpr annotation : annotated.getAnnotations()) {
          for (String name : SuppressedNames.of(annotation)) {
            if (names.contains(name)) {
              found.add(suppression(innermost.file(), annotation, name));
            }
          }
        }
      }
    }
    return found;
  }

  static Suppression suppression(String file, AnnotationExpr annotation, String name) {
    int line = annotation.getBegin().map(position -> position.line).orElse(0);
    return new Suppression(file, line, name, SuppressedNames.reason(annotation));
  }

  /** A node, which does not know its file. */
  private record Located(String file, Node node) {}
}
