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
import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code @SuppressWarnings} on the field, on the members that add, around the place, and on
 * whatever encloses one of them. Error Prone itself looks only at what encloses the place.
 */
final class Suppressions {
  private static final String SUPPRESS = "java/lang/SuppressWarnings";
  private static final String EVERYTHING = "all";

  private final World world;
  private final Catalogue catalogue;

  Suppressions(World world, Catalogue catalogue) {
    this.world = world;
    this.catalogue = catalogue;
  }

  boolean cover(Finding finding, Places.Found place) {
    Set<String> names = new HashSet<>(catalogue.suppressionNames(finding.ruleId()));
    names.add(EVERYTHING);
    if (member(finding.holder(), finding.subject(), names)
        || member(finding.place().className(), finding.place().member(), names)
        || place.tree() != null && around(place, names)) {
      return true;
    }
    // A second member that adds keeps a finding alive that is suppressed on the first
    return !finding.acquiringMembers().isEmpty()
        && finding.acquiringMembers().stream().allMatch(member -> member(member, names));
  }

  private boolean member(String qualified, Set<String> names) {
    int dot = qualified.lastIndexOf('.');
    return dot > 0
        && member(
            qualified.substring(0, dot).replace('.', '/'), qualified.substring(dot + 1), names);
  }

  private boolean member(String className, String name, Set<String> names) {
    ClassModel type = world.judges(className) ? world.find(className) : null;
    if (type == null) {
      return false;
    }
    FieldModel field = type.field(name);
    if (field != null && suppressed(field.annotations(), names)) {
      return true;
    }
    for (MethodModel method : type.methods()) {
      if (method.name().equals(name) && suppressed(method.annotations(), names)) {
        return true;
      }
    }
    return type(type, names);
  }

  private boolean type(ClassModel type, Set<String> names) {
    if (suppressed(type.annotations(), names)) {
      return true;
    }
    if (type.enclosingMethod() != null) {
      return member(type.enclosingMethod().owner(), type.enclosingMethod().name(), names);
    }
    ClassModel outer = type.outerClass() == null ? null : world.find(type.outerClass());
    return outer != null && type(outer, names);
  }

  private static boolean suppressed(List<AnnotationModel> annotations, Set<String> names) {
    for (AnnotationModel annotation : annotations) {
      if (annotation.type().equals(SUPPRESS)) {
        Object value = annotation.values().get("value");
        if (value instanceof Collection<?> list
            ? list.stream().anyMatch(names::contains)
            : names.contains(value)) {
          return true;
        }
      }
    }
    return false;
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
