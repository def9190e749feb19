package dev.watertight.analysis;

import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import java.util.List;
import java.util.Set;

/**
 * A field that holds a map, collection, queue, buffer or cache.
 *
 * @param field its declaration
 * @param holder the declaring class
 * @param kind the knowledge entry's kind: map, collection, queue, buffer, cache, ...
 * @param flags what bounds or weakens it: bounded, expiring, soft, weak-keys, weak-values,
 *     immutable; {@code given} where a caller supplies it, {@code unknown} where its making cannot
 *     be seen
 */
public record Container(FieldModel field, ClassModel holder, String kind, Set<String> flags) {
  public Container {
    flags = Set.copyOf(flags);
  }

  public FieldRef ref() {
    return field.ref();
  }

  public boolean isMap() {
    return kind.endsWith("map") || kind.equals("cache");
  }

  /** Descriptor of the key type, {@code Ljava/lang/Object;} where it is not given. */
  public String keyType() {
    return argument(0);
  }

  /** Descriptor of the type of a map's values or a collection's elements. */
  public String valueType() {
    return argument(isMap() ? 1 : 0);
  }

  private String argument(int index) {
    List<String> arguments = Generics.arguments(field.signature());
    return index < arguments.size() ? Generics.erase(arguments.get(index)) : "Ljava/lang/Object;";
  }

  /** Whether it lets go of an entry when the key is used nowhere else, and at no other time. */
  public boolean isLimitedByWeakKeysOnly() {
    return flags.contains("weak-keys")
        && !flags.contains("bounded")
        && !flags.contains("expiring")
        && !flags.contains("soft")
        && !flags.contains("weak-values")
        && !flags.contains("immutable");
  }

  /** Whether it lets go by itself. */
  public boolean limitsItself() {
    return flags.contains("bounded")
        || flags.contains("expiring")
        || flags.contains("soft")
        || flags.contains("weak-keys")
        || flags.contains("weak-values")
        || flags.contains("immutable");
  }
}
