package dev.watertight.model;

import java.util.List;

/**
 * Makes values out of values, none so deep that a loop could make one without end: beyond a limit
 * they are unknown. Every extractor keeps the same limits, so that bodies of one method are equal.
 */
public final class Bounds {
  /** Ways that meet yield at most so many values; more are unknown. */
  public static final int WIDEST_UNION = 8;

  private static final int DEEPEST = 5;
  private static final int DEEPEST_OPERAND = 3;

  private Bounds() {}

  /**
   * What a field access yields.
   *
   * @param receiver null for a static field
   */
  public static Value fieldRead(FieldRef field, Value receiver, String type) {
    return receiver != null && isDeepest(receiver)
        ? new Value.Unknown(type)
        : new Value.FieldRead(field, receiver, type);
  }

  /** An element of the array. */
  public static Value arrayElement(Value array, String type) {
    return isDeepest(array) ? new Value.Unknown(type) : new Value.ArrayElement(array, type);
  }

  /** The value as another primitive type, or boxed or unboxed. */
  public static Value convert(Value operand, String type) {
    return isDeepest(operand) ? new Value.Unknown(type) : new Value.Convert(operand, type);
  }

  /** The result of an operator. */
  public static Value computed(String operation, List<Value> operands, String type) {
    for (Value operand : operands) {
      if (depth(operand) >= DEEPEST_OPERAND) {
        return new Value.Unknown(type);
      }
    }
    return new Value.Computed(operation, operands, type);
  }

  /** The value itself where it may be part of another. */
  public static Value limited(Value value) {
    return isDeepest(value) ? new Value.Unknown(value.type()) : value;
  }

  /** The same value, known to be of that type. */
  public static Value refined(Value value, String type) {
    if (value.type().equals(type)) {
      return value;
    }
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

  /** Whether a loop could make it ever longer. */
  public static boolean isOpen(Value value) {
    return value instanceof Value.Union
        || value instanceof Value.Computed
        || value instanceof Value.Unknown;
  }

  /** The alternatives of a union, or the value alone. */
  public static List<Value> members(Value value) {
    return value instanceof Value.Union union ? union.values() : List.of(value);
  }

  /** Whether nothing more may be made of the value. */
  public static boolean isDeepest(Value value) {
    return depth(value) >= DEEPEST;
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
