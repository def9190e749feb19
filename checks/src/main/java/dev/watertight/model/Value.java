package dev.watertight.model;

import java.util.List;

/**
 * Where an operand comes from. Values are relative to one {@link Body}: {@link Result} and {@link
 * New} name events of it. Casts are seen through (they only refine {@link #type()}); boxing is a
 * {@link Convert}.
 *
 * <p>Types are JVM descriptors ({@code I}, {@code Ljava/lang/String;}, {@code [B}); {@code
 * Ljava/lang/Object;} where nothing better is known.
 */
public sealed interface Value {
  /** JVM descriptor of the static type. */
  String type();

  /** The receiver. */
  record This(String type) implements Value {}

  /** A parameter, counted from 0 without the receiver. */
  record Param(int index, String type) implements Value {}

  /** The innermost enclosing instance of that type ({@code Outer.this}), however it is reached. */
  record Outer(String type) implements Value {}

  /** A string, boxed primitive or null. */
  record Const(Object value, String type) implements Value {}

  /** A class literal; {@code named} is its descriptor. */
  record ClassConst(String named, String type) implements Value {}

  /** A field read; {@code receiver} is null for a static field. */
  record FieldRead(FieldRef field, Value receiver, String type) implements Value {}

  /** What the {@link Event.Invoke} of that id returns. */
  record Result(int event, String type) implements Value {}

  /** The object whose constructor the {@link Event.Invoke} of that id calls. */
  record New(int event, String type) implements Value {}

  /** A new array. */
  record NewArray(String type) implements Value {}

  /**
   * A lambda or method reference.
   *
   * @param interfaceMethod name of the functional interface's method
   * @param implementation the lambda body, or the method referred to ({@code <init>} for {@code
   *     X::new})
   * @param captured captured values in the order of the body's leading parameters (receiver first
   *     where the implementation is an instance method and the receiver is bound)
   * @param reference whether it was written as a method reference
   * @param implementationStatic whether the implementation is static
   */
  record Lambda(
      String type,
      String interfaceMethod,
      MethodRef implementation,
      List<Value> captured,
      boolean reference,
      boolean implementationStatic)
      implements Value {
    public Lambda {
      captured = List.copyOf(captured);
    }
  }

  /** An element read from an array. */
  record ArrayElement(Value array, String type) implements Value {}

  /** One of several, depending on the path. Flat, without duplicates, in order of discovery. */
  record Union(List<Value> values, String type) implements Value {
    public Union {
      values = List.copyOf(values);
    }
  }

  /**
   * An arithmetic, bitwise, comparison or concatenation result.
   *
   * @param operation {@code concat}, a Java operator such as {@code +}, {@code ==}, {@code <}, or
   *     {@code length} of an array
   */
  record Computed(String operation, List<Value> operands, String type) implements Value {
    public Computed {
      operands = List.copyOf(operands);
    }
  }

  /** Boxing, unboxing or a primitive conversion. */
  record Convert(Value operand, String type) implements Value {}

  /** A type test. */
  record InstanceOf(Value operand, String tested, String type) implements Value {}

  /** The exception of the {@link Event.Catch} with that id. */
  record Caught(int event, String type) implements Value {}

  /** Nothing is known but the type. */
  record Unknown(String type) implements Value {}
}
