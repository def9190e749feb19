package dev.watertight.analysis;

import dev.watertight.model.ClassModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which static types a container, a view of one or an iteration over one can have. Whatever goes by
 * another type is not followed, which spares the analysis most of a program.
 */
final class ContainerTypes {
  /** Types that say nothing about the object, and what containers implement besides. */
  private static final Set<String> GENERAL =
      Set.of(
          "java/lang/Object",
          "java/lang/Iterable",
          "java/lang/Cloneable",
          "java/lang/AutoCloseable",
          "java/io/Closeable",
          "java/io/Serializable");

  private static final Set<String> NONE =
      Set.of("java/util/EventListener", "java/util/EventObject");

  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final Map<String, Boolean> known = new HashMap<>();

  ContainerTypes(Hierarchy hierarchy, Lookup lookup) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
  }

  /**
   * Whether an operand of that type may be one.
   *
   * @param descriptor of the type
   */
  boolean mayBe(String descriptor) {
    if (Types.isPrimitive(descriptor)) {
      return false;
    }
    Boolean decided = known.get(descriptor);
    if (decided == null) {
      decided = decide(descriptor.substring(descriptor.lastIndexOf('[') + 1));
      known.put(descriptor, decided);
    }
    return decided;
  }

  private boolean decide(String descriptor) {
    String name = Types.internalName(descriptor);
    if (name == null) {
      return false;
    }
    if (GENERAL.contains(name) || isContainer(name)) {
      return true;
    }
    for (ClassModel below : hierarchy.subclasses(name)) {
      if (isContainer(below.name())) {
        return true;
      }
    }
    return false;
  }

  private boolean isContainer(String name) {
    if (lookup.first("container", name) != null) {
      return true;
    }
    for (String type : hierarchy.supertypes(name)) {
      if (type.startsWith("java/util/")
          ? !NONE.contains(type)
          : type.equals("java/lang/Iterable")) {
        return true;
      }
    }
    return hierarchy.find(name) == null;
  }
}
