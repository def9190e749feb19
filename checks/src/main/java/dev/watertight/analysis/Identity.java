package dev.watertight.analysis;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.Value;

/** Whether two operands of a body are one object. */
final class Identity {
  private Identity() {}

  /** Whether the two are one object, as far as the body shows: getters answer the same again. */
  static boolean same(Body body, Value one, Value other) {
    if (same(one, other)) {
      return true;
    }
    Event.Invoke a = one instanceof Value.Result ? body.invoke(one) : null;
    Event.Invoke b = other instanceof Value.Result ? body.invoke(other) : null;
    return a != null
        && b != null
        && a.method().equals(b.method())
        && a.arguments().isEmpty()
        && (a.method().name().startsWith("get") || a.method().name().startsWith("current"))
        && (a.receiver() == null
            ? b.receiver() == null
            : b.receiver() != null && same(body, a.receiver(), b.receiver()));
  }

  /** Whether the two are one object; what is met at different times or places need not be. */
  static boolean same(Value one, Value other) {
    if (one instanceof Value.Union union) {
      for (Value member : union.values()) {
        if (same(member, other)) {
          return true;
        }
      }
      return false;
    }
    if (other instanceof Value.Union) {
      return same(other, one);
    }
    if (one instanceof Value.Param a && other instanceof Value.Param b) {
      return a.index() == b.index();
    }
    if (one instanceof Value.Result a && other instanceof Value.Result b) {
      return a.event() == b.event();
    }
    if (one instanceof Value.New a && other instanceof Value.New b) {
      return a.event() == b.event();
    }
    if (one instanceof Value.FieldRead a && other instanceof Value.FieldRead b) {
      return a.receiver() != null
          && b.receiver() != null
          && a.field().equals(b.field())
          && same(a.receiver(), b.receiver());
    }
    return (one instanceof Value.This && other instanceof Value.This)
        || (one instanceof Value.Outer && one.equals(other));
  }
}
