package dev.watertight.model;

import java.lang.reflect.Modifier;
import java.util.List;

/**
 * A declared field.
 *
 * @param ref owner and name
 * @param access JVM access flags
 * @param descriptor erased JVM descriptor
 * @param signature generic JVM signature, or null where the type is not generic
 * @param annotations those with class or runtime retention (javac: all)
 */
public record FieldModel(
    FieldRef ref,
    int access,
    String descriptor,
    String signature,
    List<AnnotationModel> annotations) {
  public FieldModel {
    annotations = List.copyOf(annotations);
  }

  public boolean isStatic() {
    return Modifier.isStatic(access);
  }

  public boolean isPrivate() {
    return Modifier.isPrivate(access);
  }
}
