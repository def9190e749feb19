package dev.watertight.analysis;

import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;

/**
 * Something done to a container.
 *
 * @param kind what
 * @param at to which container, view or inner container
 * @param key operand that selects the entry, or null
 * @param value operand stored or removed by equality, or null
 * @param method whose text does it; for an operation done by a helper on its parameter the method
 *     that calls the helper
 * @param event the event in that method's body
 * @param helper the method that in the end does it, equal to {@code method} where it is direct
 * @param guarded an addition that the container's size, or its having the key, decides about
 */
record Operation(
    Kind kind,
    Location at,
    Operand key,
    Operand value,
    MethodModel method,
    Event event,
    MethodModel helper,
    boolean guarded) {
  /** What can be done to a container. */
  enum Kind {
    /** Adds an entry. */
    GROW,
    /** Removes the entry with a given key or value. */
    SHRINK,
    /** Removes some entries: by predicate, through an iterator, from an end. */
    SHRINK_SOME,
    /** Removes all. */
    CLEAR,
    /** May add or remove, as its function says. */
    COMPUTE,
    /** Looks an entry up. */
    READ,
    CONTAINS,
    SIZE,
    ITERATE,
    /** The field gets another container, or null. */
    REASSIGN,
    /** Handed to code that cannot be seen. */
    ESCAPE
  }

  int line() {
    return event.line();
  }

  boolean releases() {
    return at.level() == 0
        && (kind == Kind.SHRINK
            || kind == Kind.SHRINK_SOME
            || kind == Kind.CLEAR
            || kind == Kind.REASSIGN);
  }
}
