package dev.watertight.extract.bytecode;

import dev.watertight.model.FieldRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.FieldInsnNode;

/**
 * Makes values out of values, none so deep or wide that the analysis of a loop would not come to an
 * end: beyond a limit they are unknown.
 */
final class Values {
  private static final int WIDEST_UNION = 8;
  private static final int DEEPEST = 5;
  private static final int DEEPEST_OPERAND = 3;

  private Values() {}

  /** What a field access yields. */
  static Value read(FieldInsnNode field, Value receiver) {
    if (field.name.startsWith("this$")) {
      return new Value.Outer(field.desc);
    }
    return depth(receiver) >= DEEPEST
        ? new Value.Unknown(field.desc)
        : new Value.FieldRead(new FieldRef(field.owner, field.name), receiver, field.desc);
  }

  /** The value as another primitive type, or boxed or unboxed. */
  static Value convert(Value value, String type) {
    return depth(value) >= DEEPEST ? new Value.Unknown(type) : new Value.Convert(value, type);
  }

  /** An element of the array. */
  static Value element(Value array, String type) {
    return depth(array) >= DEEPEST ? new Value.Unknown(type) : new Value.ArrayElement(array, type);
  }

  /** The value itself where it is not too deep to be part of another. */
  static Value limited(Value value) {
    return depth(value) >= DEEPEST ? new Value.Unknown(value.type()) : value;
  }

  /** The result of an operator. */
  static Value computed(String operation, String type, List<Value> operands) {
    for (Value operand : operands) {
      if (depth(operand) >= DEEPEST_OPERAND) {
        return new Value.Unknown(type);
      }
    }
    return new Value.Computed(operation, operands, type);
  }

  /** The same value, known to be of that type. */
  static Value refine(Value value, String type) {
    if (value instanceof Value.Result v) {
      return new Value.Result(v.event(), type);
    }
    if (value instanceof Value.FieldRead v) {
      return new Value.FieldRead(v.field(), v.receiver(), type);
    }
    if (value instanceof Value.Param v) {
      return new Value.Param(v.index(), type);
    }
    if (value instanceof Value.ArrayElement v) {
      return new Value.ArrayElement(v.array(), type);
    }
    if (value instanceof Value.Caught v) {
      return new Value.Caught(v.event(), type);
    }
    if (value instanceof Value.Union v) {
      return new Value.Union(v.values(), type);
    }
    return value instanceof Value.Unknown ? new Value.Unknown(type) : value;
  }

  /** What a loop could make ever longer. */
  static boolean isOpen(Value value) {
    return value instanceof Value.Union
        || value instanceof Value.Computed
        || value instanceof Value.Unknown;
  }

  /** What is either, on two ways that meet. */
  static Value union(Value one, Value two) {
    String type = one.type().equals(two.type()) ? one.type() : common(one, two);
    if (one instanceof Value.Unknown) {
      return one.type().equals(type) ? one : new Value.Unknown(type);
    }
    List<Value> all = new ArrayList<>(members(one));
    for (Value member : members(two)) {
      if (!all.contains(member)) {
        all.add(member);
      }
    }
    if (all.size() == members(one).size() && type.equals(one.type())) {
      return one;
    }
    for (Value member : all) {
      if (member instanceof Value.Unknown || depth(member) >= DEEPEST) {
        return new Value.Unknown(type);
      }
    }
    return all.size() > WIDEST_UNION ? new Value.Unknown(type) : new Value.Union(all, type);
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

  private static List<Value> members(Value value) {
    return value instanceof Value.Union union ? union.values() : List.of(value);
  }

  /** How many values are nested in the value, along the longest way. */
  private static int depth(Value value) {
    if (value instanceof Value.FieldRead v) {
      return v.receiver() == null ? 1 : 1 + depth(v.receiver());
    }
    if (value instanceof Value.ArrayElement v) {
      return 1 + depth(v.array());
    }
    if (value instanceof Value.Convert v) {
      return 1 + depth(v.operand());
    }
    if (value instanceof Value.InstanceOf v) {
      return 1 + depth(v.operand());
    }
    int deepest = 0;
    List<Value> inner =
        value instanceof Value.Computed v
            ? v.operands()
            : value instanceof Value.Union v
                ? v.values()
                : value instanceof Value.Lambda v ? v.captured() : List.of();
    for (Value each : inner) {
      deepest = Math.max(deepest, depth(each));
    }
    return inner.isEmpty() ? 0 : deepest + 1;
  }
}
