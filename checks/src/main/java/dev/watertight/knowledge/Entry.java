package dev.watertight.knowledge;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of a knowledge file, already checked against the schema.
 *
 * @param verb what kind of statement it is
 * @param type internal name of the type it is about ({@code java/util/Map$Entry}), {@code
 *     @pkg/Annotation} for an annotation, or the plain name or pattern for verbs about names
 * @param member method name, or null where the statement is about the type
 * @param arity number of parameters, -1 for any
 * @param attributes flags have the empty string as their value
 * @param file where it was read
 * @param line 1-based
 */
public record Entry(
    String verb,
    String type,
    String member,
    int arity,
    SortedMap<String, String> attributes,
    String file,
    int line) {
  public Entry {
    attributes =
        attributes.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** The value, or null where absent. */
  public String get(String attribute) {
    return attributes.get(attribute);
  }

  public String get(String attribute, String otherwise) {
    return attributes.getOrDefault(attribute, otherwise);
  }

  /**
   * The 0-based argument position that an attribute names; -1 where it is absent or names the
   * receiver.
   */
  public int index(String attribute) {
    String value = attributes.get(attribute);
    return value == null || value.equals(Schema.RECEIVER) ? -1 : Integer.parseInt(value);
  }

  /** A comma-separated attribute as a list, in the order written; empty where absent. */
  public List<String> names(String attribute) {
    String value = attributes.get(attribute);
    return value == null || value.isEmpty() ? List.of() : List.of(value.split(","));
  }

  /** The effect of a verb that demands one ({@code grow}, {@code set}), or null. */
  public String effect() {
    return Schema.effect(verb, attributes.keySet());
  }

  /** {@code pkg.Type.member/2} as it stands in the file. */
  public String subject() {
    String name = type.replace('/', '.');
    if (member == null) {
      return name;
    }
    return name + "." + member + (arity < 0 ? "" : "/" + arity);
  }

  /** {@code file:line}. */
  public String place() {
    return file + ":" + line;
  }
}
