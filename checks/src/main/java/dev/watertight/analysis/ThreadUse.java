package dev.watertight.analysis;

import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.Objects;

/**
 * Something done to what a thread keeps.
 *
 * @param value what is set or added, or null
 */
record ThreadUse(Kind kind, MethodModel method, Event event, Value value) {
  /** What is done. */
  enum Kind {
    SET,
    /** Set to null or to a constant: the slot itself stays. */
    BLANK,
    /** Set to what it was before. */
    RESTORE,
    REMOVE,
    /** The field gets null or another thread-local: old slots become garbage. */
    DROP,
    /** Something is added to the collection that is kept. */
    GROW,
    /** Something is removed from the collection that is kept. */
    SHRINK
  }

  boolean releases() {
    return kind == Kind.REMOVE || kind == Kind.RESTORE || kind == Kind.DROP;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(method) * 31 + event.id();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ThreadUse that
        && method == that.method
        && event == that.event
        && kind == that.kind
        && Objects.equals(value, that.value);
  }
}
