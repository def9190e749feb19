package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Set;

/**
 * Decisions before an addition that keep a container from growing without end: every way to the
 * addition passes a comparison of the size, or goes where the key is known to be there already, so
 * that the addition replaces.
 */
final class GrowthGuards {
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");

  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final Locator locator;

  GrowthGuards(Hierarchy hierarchy, Lookup lookup, Locator locator) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.locator = locator;
  }

  /**
   * Whether an addition is guarded.
   *
   * @param event the addition in that method's body
   * @param at the container that grows
   * @param key what selects the entry, or null
   */
  boolean guard(MethodModel method, Event event, Location at, Value key) {
    Body body = method.body();
    BitSet guarding = new BitSet();
    for (Event each : body.events()) {
      if (!(each instanceof Event.Branch branch) || body.normal(branch.id()).length != 2) {
        continue;
      }
      if (comparesSize(method, branch.condition(), at, 0)) {
        for (int edge = 0; edge < 2; edge++) {
          if (!reaches(body, body.normal(branch.id())[1 - edge], event.id(), branch.id())) {
            guarding.set(edge(branch.id(), edge));
          }
        }
      }
      int present = present(method, branch.condition(), at, key);
      if (present >= 0) {
        guarding.set(edge(branch.id(), present));
      }
    }
    return !guarding.isEmpty() && !reachesPast(body, event.id(), guarding);
  }

  /** The number of one of the two edges of a decision. */
  private static int edge(int branch, int index) {
    return branch * 2 + index;
  }

  private boolean comparesSize(MethodModel method, Value condition, Location at, int depth) {
    if (condition instanceof Value.Computed computed
        && COMPARISONS.contains(computed.operation())) {
      boolean zero = false;
      boolean size = false;
      for (Value operand : computed.operands()) {
        size |= isSize(method, operand, at);
        zero |= operand instanceof Value.Const c && Integer.valueOf(0).equals(c.value());
      }
      return size && !zero;
    }
    Event.Invoke call = method.body().invoke(condition);
    return call != null && depth == 0 && at.field() != null && answersSize(call, at);
  }

  /** A method such as isFull, all of whose answers are comparisons of the size. */
  private boolean answersSize(Event.Invoke call, Location at) {
    boolean all = false;
    for (MethodModel target : hierarchy.targets(call.method(), Locator.isVirtual(call))) {
      if (target.body() == null) {
        return false;
      }
      for (Event event : target.body().events()) {
        if (event instanceof Event.Branch branch) {
          if (!comparesSize(target, branch.condition(), at, 1)) {
            return false;
          }
          all = true;
        }
      }
    }
    return all;
  }

  private boolean isSize(MethodModel method, Value operand, Location at) {
    Event.Invoke call = method.body().invoke(operand);
    Entry entry = call == null ? null : locator.entry(call);
    return entry != null
        && entry.has("size")
        && !call.method().name().equals("isEmpty")
        && isSame(method, Locator.receiver(call, entry), at);
  }

  /** The container itself or a view of all its entries. */
  private boolean isSame(MethodModel method, Value container, Location at) {
    for (Location location : locator.locate(method, container)) {
      if (location.level() == at.level() && location.root().equals(at.root())) {
        return true;
      }
    }
    return false;
  }

  /** The edge on which the key is there already, or -1. */
  private int present(MethodModel method, Value condition, Location at, Value key) {
    if (key == null) {
      return -1;
    }
    Event.Invoke asked = method.body().invoke(condition);
    if (asked != null) {
      return speaksOf(method, asked, "contains", at, key) ? 0 : -1;
    }
    if (condition instanceof Value.Computed computed
        && computed.operation().matches("==|!=")
        && computed.operands().get(1) instanceof Value.Const constant
        && constant.value() == null) {
      Event.Invoke found = method.body().invoke(computed.operands().get(0));
      if (found != null && speaksOf(method, found, "element", at, key)) {
        return computed.operation().equals("==") ? 1 : 0;
      }
    }
    return -1;
  }

  private boolean speaksOf(
      MethodModel method, Event.Invoke call, String effect, Location at, Value key) {
    Entry entry = lookup.first("method", call.method());
    if (entry == null || !entry.has(effect)) {
      return false;
    }
    int index = entry.index("key");
    return index >= 0
        && index < call.arguments().size()
        && call.arguments().get(index).equals(key)
        && isSame(method, Locator.receiver(call, entry), at);
  }

  private static boolean reaches(Body body, int from, int target, int without) {
    BitSet seen = new BitSet();
    seen.set(without);
    return search(body, from, target, seen, new BitSet());
  }

  private static boolean reachesPast(Body body, int target, BitSet without) {
    return search(body, 0, target, new BitSet(), without);
  }

  private static boolean search(Body body, int from, int target, BitSet seen, BitSet without) {
    Deque<Integer> work = new ArrayDeque<>();
    if (from >= 0 && !seen.get(from)) {
      seen.set(from);
      work.add(from);
    }
    while (!work.isEmpty()) {
      int event = work.poll();
      if (event == target) {
        return true;
      }
      int[] normal = body.normal(event);
      for (int i = 0; i < normal.length; i++) {
        if (normal[i] >= 0 && !seen.get(normal[i]) && !(i < 2 && without.get(edge(event, i)))) {
          seen.set(normal[i]);
          work.add(normal[i]);
        }
      }
      for (int next : body.exceptional(event)) {
        if (next >= 0 && !seen.get(next)) {
          seen.set(next);
          work.add(next);
        }
      }
    }
    return false;
  }
}
