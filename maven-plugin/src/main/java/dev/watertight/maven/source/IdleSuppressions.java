package dev.watertight.maven.source;

import com.github.javaparser.ast.expr.AnnotationExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds suppressions that suppress nothing: left behind by a repair, or put where they cannot work.
 * Reads only the files in which the name of a rule occurs.
 */
public final class IdleSuppressions {
  private final Sources sources;

  /** Looks into these sources. */
  public IdleSuppressions(Sources sources) {
    this.sources = sources;
  }

  /**
   * The idle ones, in the order of files and lines.
   *
   * @param names that suppress a rule which the run would have reported
   * @param used suppressions that silenced a finding
   * @param looked whether the class of a file (internal name) was judged
   */
  public List<Suppression> of(
      Collection<String> names, Collection<Suppression> used, Predicate<String> looked) {
    List<Suppression> idle = new ArrayList<>();
    for (String file : sources.mentioning(names)) {
      if (looked.test(file.substring(0, file.length() - ".java".length()))) {
        sources.find(file).flatMap(SourceFile::tree).stream()
            .flatMap(tree -> tree.findAll(AnnotationExpr.class).stream())
            .flatMap(
                annotation ->
                    SuppressedNames.of(annotation).stream()
                        .filter(names::contains)
                        .map(name -> Suppressions.suppression(file, annotation, name)))
            .filter(suppression -> !used.contains(suppression))
            .forEach(idle::add);
      }
    }
    return List.copyOf(idle);
  }
}
