package dev.watertight.model;

import java.util.List;

/** A node of an event graph: what a method does that another life might notice. */
public sealed interface Event {
  /** Position in {@link Body#events()}. */
  int id();

  /** Source line, 0 where unknown. */
  int line();

  /** Where the method begins; always event 0. */
  record Entry(int id, int line) implements Event {}

  /** How a method is selected. */
  enum Dispatch {
    STATIC,
    /** Constructors, private methods of old class files and {@code super} calls. */
    SPECIAL,
    VIRTUAL
  }

  /**
   * A call.
   *
   * @param receiver null for a static call; a {@link Value.New} for the constructor call of {@code
   *     new}
   * @param resultUsed false where the result is thrown away (also for void)
   */
  record Invoke(
      int id,
      int line,
      Dispatch dispatch,
      MethodRef method,
      Value receiver,
      List<Value> arguments,
      boolean resultUsed)
      implements Event {
    public Invoke {
      arguments = List.copyOf(arguments);
    }
  }

  /** A field assignment; {@code receiver} is null for a static field. */
  record Put(int id, int line, FieldRef field, Value receiver, Value value) implements Event {}

  /** An assignment to an array element. */
  record ArrayStore(int id, int line, Value array, Value index, Value value) implements Event {}

  /**
   * A decision. Two normal successors: where the condition holds, then where it does not. A switch
   * has as many as it has targets and the selector as its condition.
   */
  record Branch(int id, int line, Value condition) implements Event {}

  /** Where a handler begins; no types stands for any ({@code finally}). */
  record Catch(int id, int line, List<String> types) implements Event {
    public Catch {
      types = List.copyOf(types);
    }
  }

  /** A normal way out; {@code value} is null in void methods. */
  record Return(int id, int line, Value value) implements Event {}

  /** An explicit throw. */
  record Throw(int id, int line, Value value) implements Event {}
}
