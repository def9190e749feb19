package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import dev.watertight.model.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Removals under a condition that can never hold: a switch that nothing sets, or the answer of a
 * removal whose entry an earlier removal has taken already.
 */
final class ImpossibleRemovals {
  private final World world;
  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final Locator locator;
  private final Mentions mentions;
  private final Map<FieldRef, Boolean> neverSet = new HashMap<>();

  ImpossibleRemovals(
      World world, Hierarchy hierarchy, Lookup lookup, Locator locator, Mentions mentions) {
    this.world = world;
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.locator = locator;
    this.mentions = mentions;
  }

  /** Whether the removal hangs on a condition that never holds. */
  boolean isImpossible(Operation removal) {
    Body body = removal.method().body();
    for (Event event : body.events()) {
      if (event instanceof Event.Branch branch && body.normal(branch.id()).length == 2) {
        int edge = neverTaken(removal.method(), branch.condition());
        if (edge >= 0 && Paths.needsEdge(body, branch.id(), edge, removal.event().id())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The edge of a branch that is never taken, or -1. */
  private int neverTaken(MethodModel method, Value condition) {
    if (condition instanceof Value.FieldRead read && read.type().equals("Z")) {
      return isNeverSet(read.field()) ? 0 : -1;
    }
    if (condition instanceof Value.Computed computed
        && computed.operation().matches("==|!=")
        && computed.operands().get(1) instanceof Value.Const constant
        && constant.value() == null) {
      Event.Invoke call = method.body().invoke(computed.operands().get(0));
      if (call != null && isTakenBefore(method, call)) {
        return computed.operation().equals("==") ? 1 : 0;
      }
    }
    return -1;
  }

  /** A private switch without annotations that keeps its first value, false. */
  private boolean isNeverSet(FieldRef ref) {
    return neverSet.computeIfAbsent(
        hierarchy.resolve(ref),
        field -> {
          FieldModel model = hierarchy.field(field);
          return model != null
              && model.isPrivate()
              && model.annotations().isEmpty()
              && world.judges(field.owner())
              && !isSetAnywhere(field);
        });
  }

  private boolean isSetAnywhere(FieldRef field) {
    for (MethodModel method : mentions.writers(field)) {
      if (sets(method, field)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sets(MethodModel method, FieldRef field) {
    if (method.body() == null) {
      return true;
    }
    for (Event event : method.body().events()) {
      if (event instanceof Event.Put put
          && put.field().equals(field)
          && !(put.value() instanceof Value.Const constant && isFalse(constant.value()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFalse(Object value) {
    return Boolean.FALSE.equals(value) || Integer.valueOf(0).equals(value);
  }

  /** Whether every way to a removal by key passes an earlier one of the same key. */
  private boolean isTakenBefore(MethodModel method, Event.Invoke removal) {
    Value key = removedKey(removal);
    if (key == null) {
      return false;
    }
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke earlier
          && earlier != removal
          && !earlier.resultUsed()
          && key.equals(removedKey(earlier))
          && locator.locate(method, earlier.receiver()).equals(container(method, removal))
          && !container(method, removal).isEmpty()
          && !reaches(method.body(), earlier.id(), removal.id())) {
        return true;
      }
    }
    return false;
  }

  private Set<Location> container(MethodModel method, Event.Invoke removal) {
    return locator.locate(method, removal.receiver());
  }

  private Value removedKey(Event.Invoke call) {
    Entry entry = lookup.first("method", call.method());
    int index = entry != null && entry.has("shrink") ? entry.index("key") : -1;
    return index >= 0 && index < call.arguments().size() ? call.arguments().get(index) : null;
  }

  /** Whether an event can be reached from the entry without passing another one. */
  private static boolean reaches(Body body, int without, int target) {
    return Paths.reachable(body, 0, event -> event == without, event -> true).get(target);
  }
}
