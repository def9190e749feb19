package dev.watertight.rules;

import dev.watertight.findings.Finding;
import dev.watertight.model.AnnotationModel;
import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.World;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the annotation that silences a finding: on the member that it is about, on the member at
 * its place, on the members that add, or on whatever encloses one of them.
 */
public final class DeclaredSuppressions {
  /**
   * An annotation and the declaration that carries it.
   *
   * @param className internal name of the class that carries it or declares the member
   * @param member simple name of the field or method; null where the class itself carries it
   * @param descriptor of the field or method; null where the class itself carries it
   */
  public record Found(
      AnnotationModel annotation, String className, String member, String descriptor) {}

  private final World world;

  /** Looks at the classes that the world judges. */
  public DeclaredSuppressions(World world) {
    this.world = world;
  }

  /**
   * The first that silences, or null.
   *
   * @param silences whether an annotation silences this finding
   */
  public Found find(Finding finding, Predicate<AnnotationModel> silences) {
    Found found = member(finding.holder(), finding.subject(), silences);
    if (found == null) {
      found = member(finding.place().className(), finding.place().member(), silences);
    }
    if (found == null) {
      // A second member that adds keeps a finding alive that is suppressed on the first
      for (String member : finding.acquiringMembers()) {
        found = member(member, silences);
        if (found == null) {
          return null;
        }
      }
    }
    return found;
  }

  private Found member(String qualified, Predicate<AnnotationModel> silences) {
    int dot = qualified.lastIndexOf('.');
    return dot <= 0
        ? null
        : member(
            qualified.substring(0, dot).replace('.', '/'), qualified.substring(dot + 1), silences);
  }

  private Found member(String className, String name, Predicate<AnnotationModel> silences) {
    ClassModel type = world.judges(className) ? world.find(className) : null;
    if (type == null) {
      return null;
    }
    FieldModel field = type.field(name);
    AnnotationModel annotation = field == null ? null : first(field.annotations(), silences);
    if (annotation != null) {
      return new Found(annotation, className, name, field.descriptor());
    }
    for (MethodModel method : type.methods()) {
      annotation = method.name().equals(name) ? first(method.annotations(), silences) : null;
      if (annotation != null) {
        return new Found(annotation, className, name, method.ref().descriptor());
      }
    }
    return type(type, silences);
  }

  private Found type(ClassModel type, Predicate<AnnotationModel> silences) {
    AnnotationModel annotation = first(type.annotations(), silences);
    if (annotation != null) {
      return new Found(annotation, type.name(), null, null);
    }
    if (type.enclosingMethod() != null) {
      return member(type.enclosingMethod().owner(), type.enclosingMethod().name(), silences);
    }
    ClassModel outer = type.outerClass() == null ? null : world.find(type.outerClass());
    return outer == null ? null : type(outer, silences);
  }

  private static AnnotationModel first(
      List<AnnotationModel> annotations, Predicate<AnnotationModel> silences) {
    for (AnnotationModel annotation : annotations) {
      if (silences.test(annotation)) {
        return annotation;
      }
    }
    return null;
  }
}
