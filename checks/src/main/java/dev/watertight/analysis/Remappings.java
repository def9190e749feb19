package dev.watertight.analysis;

import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;

/** What the functions return that {@code compute} and its kin are given: null removes. */
final class Remappings {
  private static final int DEEPEST = 3;

  private final Hierarchy hierarchy;

  Remappings(Hierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /**
   * Whether the function may return null, or something else than null; one that cannot be seen may
   * return either, a method reference no null.
   */
  boolean mayReturn(Value function, boolean wantNull) {
    if (!(function instanceof Value.Lambda lambda)) {
      return true;
    }
    if (lambda.reference()) {
      return !wantNull;
    }
    MethodModel body = hierarchy.resolve(lambda.implementation());
    if (body == null || body.body() == null) {
      return true;
    }
    return mayReturn(body, wantNull, 0);
  }

  private boolean mayReturn(MethodModel method, boolean wantNull, int depth) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Return exit && may(method, exit.value(), wantNull, depth)) {
        return true;
      }
    }
    return false;
  }

  private boolean may(MethodModel method, Value value, boolean wantNull, int depth) {
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        if (may(method, member, wantNull, depth)) {
          return true;
        }
      }
      return false;
    }
    boolean isNull = value instanceof Value.Const constant && constant.value() == null;
    return wantNull == isNull || (wantNull && mayBeNull(method, value, depth));
  }

  /** Whether the value comes from a method of ours that somewhere returns null. */
  private boolean mayBeNull(MethodModel method, Value value, int depth) {
    Event.Invoke call = value instanceof Value.Result ? method.body().invoke(value) : null;
    if (call == null || depth >= DEEPEST) {
      return false;
    }
    for (MethodModel target : hierarchy.targets(call.method(), Locator.isVirtual(call))) {
      if (target.body() != null && mayReturn(target, true, depth + 1)) {
        return true;
      }
    }
    return false;
  }
}
