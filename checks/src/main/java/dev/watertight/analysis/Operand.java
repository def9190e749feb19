package dev.watertight.analysis;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.Objects;

/** A value together with the method whose body it belongs to. */
record Operand(MethodModel method, Value value) {
  /** The call that yields the value or constructs it, or null. */
  Event.Invoke call() {
    return call(method, value);
  }

  /** The call in the method's body that yields the value or constructs it, or null. */
  static Event.Invoke call(MethodModel method, Value value) {
    Body body = method.body();
    return body == null ? null : body.invoke(value);
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(method) * 31 + Objects.hashCode(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Operand that
        && method == that.method
        && Objects.equals(value, that.value);
  }
}
