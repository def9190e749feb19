package dev.watertight.analysis;

import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.Objects;

/** A value together with the method whose body it belongs to. */
record Operand(MethodModel method, Value value) {
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
