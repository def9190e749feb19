package dev.watertight.model;

import java.util.Map;

/**
 * An annotation as written.
 *
 * @param type internal name of the annotation type
 * @param values explicitly given elements; strings, boxed primitives, internal class names, enum
 *     constant names, or lists of these. Nested annotations are left out.
 */
public record AnnotationModel(String type, Map<String, Object> values) {
  public AnnotationModel {
    values = Map.copyOf(values);
  }
}
