package dev.watertight.analysis;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntPredicate;

/** Questions about ways through an event graph. */
final class Paths {
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
