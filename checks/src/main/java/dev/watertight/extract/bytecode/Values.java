package dev.watertight.extract.bytecode;

import dev.watertight.model.Bounds;
import dev.watertight.model.FieldRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.FieldInsnNode;

/** What instructions make of values, and ways that meet. */
final class Values {
  private Values() {}

  /** What a field access yields. */
  static Value read(FieldInsnNode field, Value receiver) {
    return field.name.startsWith("this$")
        ? new Value.Outer(field.desc)
        : Bounds.fieldRead(new FieldRef(field.owner, field.name), receiver, field.desc);
  }

  /** What is either, on two ways that meet. */
  static Value union(Value one, Value two) {
    String type = one.type().equals(two.type()) ? one.type() : common(one, two);
    if (one instanceof Value.Unknown) {
      return one.type().equals(type) ? one : new Value.Unknown(type);
    }
    List<Value> all = new ArrayList<>(Bounds.members(one));
    for (Value member : Bounds.members(two)) {
      if (!all.contains(member)) {
        all.add(member);
      }
    }
    if (all.size() == Bounds.members(one).size() && type.equals(one.type())) {
      return one;
    }
    for (Value member : all) {
      if (member instanceof Value.Unknown || Bounds.isDeepest(member)) {
        return new Value.Unknown(type);
      }
    }
    return all.size() > Bounds.WIDEST_UNION ? new Value.Unknown(type) : new Value.Union(all, type);
  }

  private static String common(Value one, Value two) {
    if (isNull(one)) {
      return two.type();
    }
    if (isNull(two)) {
      return one.type();
    }
    return one.type().length() == 1 ? one.type() : Frames.OBJECT;
  }

  private static boolean isNull(Value value) {
    return value instanceof Value.Const constant && constant.value() == null;
  }
}
