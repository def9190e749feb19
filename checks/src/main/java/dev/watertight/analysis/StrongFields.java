package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.lang.reflect.Modifier;

/** Which fields keep alive what they hold. */
final class StrongFields {
  private final Scene scene;

  StrongFields(Scene scene) {
    this.scene = scene;
  }

  /**
   * {@code Data.session}; a local that the compiler copies into the object goes by its own name.
   */
  String name(FieldRef field) {
    FieldRef declared = scene.hierarchy().resolve(field);
    return declared.name().startsWith("val$")
        ? "the captured " + declared.name().substring(4)
        : Types.simpleName(declared.owner()) + "." + declared.name();
  }

  /**
   * Whether an instance field keeps what it holds: as it is no reference, and nobody empties it.
   */
  boolean isStrong(FieldRef ref) {
    FieldModel field = scene.hierarchy().field(ref);
    if (field == null
        || field.isStatic()
        || Types.isPrimitive(field.descriptor())
        || isReference(field.descriptor())
        || isWeak(Types.internalName(field.descriptor()))) {
      return false;
    }
    return Modifier.isFinal(field.access()) || !isEmptied(field.ref());
  }

  private boolean isEmptied(FieldRef field) {
    for (MethodModel writer : scene.mentions().writers(field)) {
      if (writer.isConstructor() || writer.body() == null) {
        continue;
      }
      for (Event event : writer.body().events()) {
        if (event instanceof Event.Put put
            && put.field().name().equals(field.name())
            && scene.hierarchy().resolve(put.field()).equals(field)
            && isNull(put.value())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNull(Value value) {
    return value instanceof Value.Const constant && constant.value() == null;
  }

  /**
   * Whether what a property is now keeps it: as it is what the owner was made with, or as the owner
   * is nothing that outlives many.
   */
  boolean isLasting(FieldRef ref) {
    if (!isStrong(ref)) {
      return false;
    }
    FieldRef field = scene.hierarchy().resolve(ref);
    ClassModel owner = scene.hierarchy().find(field.owner());
    if (owner == null || !scene.holders().of(owner).isLong()) {
      return true;
    }
    for (MethodModel writer : scene.mentions().writers(field)) {
      if (!writer.isConstructor()) {
        return false;
      }
    }
    return true;
  }

  /** Whether what goes by that type is held by a weak, soft or phantom reference. */
  boolean isReference(String descriptor) {
    String name = Types.internalName(descriptor);
    return name != null && scene.hierarchy().isSubtype(name, "java/lang/ref/Reference");
  }

  /** Whether a container lets go of its entries by itself. */
  boolean isWeak(String type) {
    Entry container = scene.lookup().first("container", type);
    return container != null
        && (container.has("weak-keys") || container.has("weak-values") || container.has("soft"));
  }
}
