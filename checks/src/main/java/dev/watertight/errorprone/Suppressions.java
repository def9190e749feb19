package dev.watertight.errorprone;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.tree.JCTree.JCAnnotation;
import dev.watertight.extract.javac.Places;
import dev.watertight.findings.Finding;
import dev.watertight.model.AnnotationModel;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.DeclaredSuppressions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code @SuppressWarnings} on the field, on the members that add, around the place, and on
 * whatever encloses one of them. Error Prone itself looks only at what encloses the place.
 */
final class Suppressions {
  private static final String SUPPRESS = "java/lang/SuppressWarnings";
  private static final String EVERYTHING = "all";

  private final DeclaredSuppressions declared;
  private final Catalogue catalogue;

  Suppressions(World world, Catalogue catalogue) {
    this.declared = new DeclaredSuppressions(world);
    this.catalogue = catalogue;
  }

  boolean cover(Finding finding, Places.Found place) {
    Set<String> names = new HashSet<>(catalogue.suppressionNames(finding.ruleId()));
    names.add(EVERYTHING);
    return declared.find(finding, annotation -> suppresses(annotation, names)) != null
        || (place.tree() != null && around(place, names));
  }

  private static boolean suppresses(AnnotationModel annotation, Set<String> names) {
    if (!annotation.type().equals(SUPPRESS)) {
      return false;
    }
    Object value = annotation.values().get("value");
    return value instanceof Collection<?> list
        ? list.stream().anyMatch(names::contains)
        : names.contains(value);
  }

  /** Declarations around the place, locals included. */
  private static boolean around(Places.Found place, Set<String> names) {
    TreePath path = TreePath.getPath(place.unit(), place.tree());
    for (; path != null; path = path.getParentPath()) {
      ModifiersTree modifiers = modifiers(path.getLeaf());
      if (modifiers != null && suppressed(modifiers, names)) {
        return true;
      }
    }
    return false;
  }

  private static ModifiersTree modifiers(Tree tree) {
    if (tree instanceof VariableTree variable) {
      return variable.getModifiers();
    }
    if (tree instanceof MethodTree method) {
      return method.getModifiers();
    }
    return tree instanceof ClassTree type ? type.getModifiers() : null;
  }

  private static boolean suppressed(ModifiersTree modifiers, Set<String> names) {
    for (AnnotationTree tree : modifiers.getAnnotations()) {
      if (tree instanceof JCAnnotation annotation
          && annotation.attribute != null
          && annotation.type.tsym.flatName().contentEquals("java.lang.SuppressWarnings")) {
        for (var pair : annotation.attribute.values) {
          if (holds(pair.snd.getValue(), names)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean holds(Object value, Set<String> names) {
    if (value instanceof Collection<?> list) {
      for (Object each : list) {
        Object text = each instanceof Attribute attribute ? attribute.getValue() : each;
        if (names.contains(text)) {
          return true;
        }
      }
      return false;
    }
    return names.contains(value);
  }
}
