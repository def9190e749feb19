package dev.watertight.analysis;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.Value;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.function.IntPredicate;

/** Questions about ways through an event graph. */
final class Paths {
  static final IntPredicate NEVER = event -> false;
  static final IntPredicate ALWAYS = event -> true;

  private Paths() {}

  /** How a search treats exceptional edges. */
  enum Edges {
    NORMAL,
    ALL
  }

  /**
   * Events reachable from the successors of one event on ways that do not enter a blocked event.
   *
   * @param throwing says of an event whether its exceptional edges may be taken
   */
  static BitSet reachable(Body body, int from, IntPredicate blocked, IntPredicate throwing) {
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    push(body.normal(from), blocked, seen, work);
    while (!work.isEmpty()) {
      int event = work.poll();
      push(body.normal(event), blocked, seen, work);
      if (throwing.test(event)) {
        push(body.exceptional(event), blocked, seen, work);
      }
    }
    return seen;
  }

  /**
   * The same on normal ways only, without some edges.
   *
   * @param without branch to the index of its successor that is not taken
   */
  static BitSet reachable(Body body, int from, BitSet blocked, Map<Integer, Integer> without) {
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    work.add(from);
    while (!work.isEmpty()) {
      int event = work.poll();
      int[] normal = body.normal(event);
      int omitted = without.getOrDefault(event, -1);
      for (int i = 0; i < normal.length; i++) {
        int next = normal[i];
        if (i != omitted && next >= 0 && !seen.get(next) && !blocked.get(next)) {
          seen.set(next);
          work.add(next);
        }
      }
    }
    return seen;
  }

  /** The decisions of the loops that contain an event: none where it is in no loop. */
  static BitSet decisionsAround(Body body, int event) {
    BitSet result = new BitSet();
    BitSet after = reachable(body, event, NEVER, NEVER);
    if (after.get(event)) {
      for (int i = after.nextSetBit(0); i >= 0; i = after.nextSetBit(i + 1)) {
        if (body.event(i) instanceof Event.Branch && reachable(body, i, NEVER, NEVER).get(event)) {
          result.set(i);
        }
      }
    }
    return result;
  }

  /**
   * Which edge of a condition means that a call returned null or false; -1 where the condition does
   * not ask.
   */
  static int edgeOfNothing(Value condition, int call) {
    if (isResult(condition, call)) {
      return 1;
    }
    if (condition instanceof Value.Computed test && test.operands().size() == 2) {
      boolean asks = false;
      boolean ofNothing = false;
      for (Value operand : test.operands()) {
        asks |= isResult(operand, call);
        ofNothing |=
            operand instanceof Value.Const constant
                && (constant.value() == null
                    || Integer.valueOf(0).equals(constant.value())
                    || Boolean.FALSE.equals(constant.value()));
      }
      if (asks && ofNothing) {
        return switch (test.operation()) {
          case "==" -> 0;
          case "!=" -> 1;
          default -> -1;
        };
      }
    }
    return -1;
  }

  private static boolean isResult(Value value, int call) {
    return (value instanceof Value.Result result && result.event() == call)
        || (value instanceof Value.Convert convert && isResult(convert.operand(), call));
  }

  private static void push(
      int[] successors, IntPredicate blocked, BitSet seen, Deque<Integer> work) {
    for (int next : successors) {
      if (next >= 0 && !seen.get(next) && !blocked.test(next)) {
        seen.set(next);
        work.add(next);
      }
    }
  }

  /** Whether an event can be reached without taking the given edge of a branch. */
  static boolean needsEdge(Body body, int branch, int edge, int target) {
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    seen.set(0);
    work.add(0);
    while (!work.isEmpty()) {
      int event = work.poll();
      int[] normal = body.normal(event);
      for (int i = 0; i < normal.length; i++) {
        if (event == branch && i == edge) {
          continue;
        }
        if (normal[i] >= 0 && !seen.get(normal[i])) {
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
    return !seen.get(target);
  }

  /** Whether the event lets an exception leave the method. */
  static boolean mayLeave(Body body, int event) {
    for (int next : body.exceptional(event)) {
      if (next == Body.EXIT) {
        return true;
      }
    }
    return false;
  }

  static boolean isReturn(Body body, int event) {
    return body.event(event) instanceof Event.Return;
  }
}
