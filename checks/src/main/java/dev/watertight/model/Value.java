package dev.watertight.model;

import java.util.List;
import java.util.Objects;

/**
 * Where an operand comes from. Values are relative to one {@link Body}: {@link Result} and {@link
 * New} name events of it. Casts are seen through (they only refine {@link #type()}); boxing is a
 * {@link Convert}.
 *
 * <p>Types are JVM descriptors ({@code I}, {@code Ljava/lang/String;}, {@code [B}); {@code
 * Ljava/lang/Object;} where nothing better is known.
 *
 * <p>Equality is written out: that of a record is linked at run time, which costs a short
 * compilation more than all the comparing.
 */
public sealed interface Value {
  /** JVM descriptor of the static type. */
  String type();

  /** The receiver. */
  record This(String type) implements Value {
    @Override
    public int hashCode() {
      return type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof This that && type.equals(that.type);
    }
  }

  /** A parameter, counted from 0 without the receiver. */
  record Param(int index, String type) implements Value {
    @Override
    public int hashCode() {
      return index * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Param that && index == that.index && type.equals(that.type);
    }
  }

  /** The innermost enclosing instance of that type ({@code Outer.this}), however it is reached. */
  record Outer(String type) implements Value {
    @Override
    public int hashCode() {
      return type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Outer that && type.equals(that.type);
    }
  }

  /** A string, boxed primitive or null. */
  record Const(Object value, String type) implements Value {
    @Override
    public int hashCode() {
      return Objects.hashCode(value) * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Const that
          && Objects.equals(value, that.value)
          && type.equals(that.type);
    }
  }

  /** A class literal; {@code named} is its descriptor. */
  record ClassConst(String named, String type) implements Value {
    @Override
    public int hashCode() {
      return named.hashCode() * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ClassConst that && named.equals(that.named) && type.equals(that.type);
    }
  }

  /** A field read; {@code receiver} is null for a static field. */
  record FieldRead(FieldRef field, Value receiver, String type) implements Value {
    @Override
    public int hashCode() {
      return (field.hashCode() * 31 + Objects.hashCode(receiver)) * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof FieldRead that
          && field.equals(that.field)
          && Objects.equals(receiver, that.receiver)
          && type.equals(that.type);
    }
  }

  /** What the {@link Event.Invoke} of that id returns. */
  record Result(int event, String type) implements Value {
    @Override
    public int hashCode() {
      return event * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Result that && event == that.event && type.equals(that.type);
    }
  }

  /** The object whose constructor the {@link Event.Invoke} of that id calls. */
  record New(int event, String type) implements Value {
    @Override
    public int hashCode() {
      return event * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof New that && event == that.event && type.equals(that.type);
    }
  }

  /** A new array. */
  record NewArray(String type) implements Value {
    @Override
    public int hashCode() {
      return type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof NewArray that && type.equals(that.type);
    }
  }

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

    @Override
    public int hashCode() {
      return ((((type.hashCode() * 31 + interfaceMethod.hashCode()) * 31
                                  + implementation.hashCode())
                              * 31
                          + captured.hashCode())
                      * 31
                  + (reference ? 1 : 0))
              * 31
          + (implementationStatic ? 1 : 0);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Lambda that
          && reference == that.reference
          && implementationStatic == that.implementationStatic
          && type.equals(that.type)
          && interfaceMethod.equals(that.interfaceMethod)
          && implementation.equals(that.implementation)
          && captured.equals(that.captured);
    }
  }

  /** An element read from an array. */
  record ArrayElement(Value array, String type) implements Value {
    @Override
    public int hashCode() {
      return array.hashCode() * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ArrayElement that
          && array.equals(that.array)
          && type.equals(that.type);
    }
  }

  /** One of several, depending on the path. Flat, without duplicates, in order of discovery. */
  record Union(List<Value> values, String type) implements Value {
    public Union {
      values = List.copyOf(values);
    }

    @Override
    public int hashCode() {
      return values.hashCode() * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Union that && values.equals(that.values) && type.equals(that.type);
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

    @Override
    public int hashCode() {
      return (operation.hashCode() * 31 + operands.hashCode()) * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Computed that
          && operation.equals(that.operation)
          && operands.equals(that.operands)
          && type.equals(that.type);
    }
  }

  /** Boxing, unboxing or a primitive conversion. */
  record Convert(Value operand, String type) implements Value {
    @Override
    public int hashCode() {
      return operand.hashCode() * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Convert that
          && operand.equals(that.operand)
          && type.equals(that.type);
    }
  }

  /** A type test. */
  record InstanceOf(Value operand, String tested, String type) implements Value {
    @Override
    public int hashCode() {
      return (operand.hashCode() * 31 + tested.hashCode()) * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InstanceOf that
          && operand.equals(that.operand)
          && tested.equals(that.tested)
          && type.equals(that.type);
    }
  }

  /** The exception of the {@link Event.Catch} with that id. */
  record Caught(int event, String type) implements Value {
    @Override
    public int hashCode() {
      return event * 31 + type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Caught that && event == that.event && type.equals(that.type);
    }
  }

  /** Nothing is known but the type. */
  record Unknown(String type) implements Value {
    @Override
    public int hashCode() {
      return type.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Unknown that && type.equals(that.type);
    }
  }
}
