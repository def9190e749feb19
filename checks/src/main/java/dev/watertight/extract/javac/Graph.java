package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An event graph in the making: events, edges, handlers, and the place that is being written at.
 */
final class Graph {
  private static final int[] NONE = {};
  private static final int[] LEAVES = {Body.EXIT};

  /** A {@code catch}, or ({@code types} empty) the handler of a {@code finally}. */
  static final class Catcher {
    final List<Type> types;
    int event = -1;

    /** Whether something that may throw what it catches stands before it. */
    boolean reached;

    Catcher(List<Type> types) {
      this.types = types;
    }
  }

  /** What catches around a piece of code, innermost first. */
  static final class Handlers {
    final Handlers outer;
    final List<Catcher> catchers;
    Value[] locals;

    Handlers(Handlers outer, List<Catcher> catchers, Value[] locals) {
      this.outer = outer;
      this.catchers = catchers;
      this.locals = locals;
    }
  }

  final Values values = new Values();
  private final Types types;
  private final Type throwable;
  private final List<String> localTypes = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<int[]> successors = new ArrayList<>();
  private final Map<Integer, Handlers> thrower = new HashMap<>();
  private final Map<Integer, Type> thrown = new HashMap<>();
  private boolean pathsKnown = true;

  /** Null where nothing can get to. */
  Flow flow;

  Handlers handlers;

  Graph(Types types, Type throwable) {
    this.types = types;
    this.throwable = throwable;
  }

  boolean isReachable() {
    return flow != null;
  }

  /** The id of the event to be added next. */
  int next() {
    return events.size();
  }

  void losePaths() {
    pathsKnown = false;
  }

  /** A new local or temporary. */
  int local(String type) {
    localTypes.add(type);
    return localTypes.size() - 1;
  }

  Value get(int local) {
    Value value = flow == null || local >= flow.locals.length ? null : flow.locals[local];
    return value == null ? Values.unknown(localTypes.get(local)) : value;
  }

  boolean has(int local) {
    return flow != null && local < flow.locals.length && flow.locals[local] != null;
  }

  void set(int local, Value value) {
    if (flow == null) {
      return;
    }
    if (local >= flow.locals.length) {
      flow.locals = java.util.Arrays.copyOf(flow.locals, localTypes.size() + 4);
    }
    flow.locals[local] = value;
  }

  String type(int local) {
    return localTypes.get(local);
  }

  /** Adds an event with one normal successor. */
  void add(Event event) {
    int id = append(event, 1);
    flow.follow(id);
  }

  /** Adds an event that may throw. */
  void addThrowing(Event event) {
    thrower.put(event.id(), handlers);
    reach(null);
    add(event);
  }

  /** Adds a way out. */
  void addExit(Event event) {
    append(event, 0);
    flow = null;
  }

  /** Adds a throw of an object whose exact class is known, or of anything (null). */
  void addThrow(Event event, Type exact) {
    thrower.put(event.id(), handlers);
    thrown.put(event.id(), exact);
    reach(exact);
    addExit(event);
  }

  /** What is thrown here may get to these handlers. */
  private void reach(Type exact) {
    for (Handlers each = handlers; each != null; each = each.outer) {
      each.locals = merge(each.locals, flow.locals);
      for (Catcher catcher : each.catchers) {
        if (mayCatch(catcher, exact)) {
          catcher.reached = true;
          if (catchesAll(catcher, exact)) {
            return;
          }
        }
      }
    }
  }

  /** Adds a decision and returns what follows each outcome. */
  Flow[] addBranch(Event event, int outcomes) {
    int id = append(event, outcomes);
    Flow[] result = new Flow[outcomes];
    for (int i = 0; i < outcomes; i++) {
      result[i] = Flow.after(id, i, i == 0 ? flow.locals : flow.locals.clone());
    }
    flow = null;
    return result;
  }

  private int append(Event event, int outcomes) {
    int id = events.size();
    events.add(event);
    int[] next = new int[outcomes];
    java.util.Arrays.fill(next, -1);
    successors.add(next);
    if (flow == null) {
      flow = Flow.at(new Value[0]);
    }
    flow.bind(id, successors);
    return id;
  }

  Flow join(Flow one, Flow two) {
    if (one == null || one == two) {
      return two;
    }
    if (two == null) {
      return one;
    }
    one.absorb(two);
    one.locals = merge(one.locals, two.locals);
    return one;
  }

  private Value[] merge(Value[] one, Value[] two) {
    Value[] result = one.length >= two.length ? one.clone() : two.clone();
    for (int i = 0; i < Math.min(one.length, two.length); i++) {
      result[i] = one[i] == two[i] ? one[i] : values.either(one[i], two[i], localTypes.get(i));
    }
    return result;
  }

  void jump(Flow.Label label) {
    if (flow != null) {
      flow.jump(label, successors);
      flow = null;
    }
  }

  Body finish() {
    int count = events.size();
    int[][] normal = new int[count][];
    int[][] exceptional = new int[count][];
    List<Event> settled = events;
    if (values.anyPlaceholders()) {
      settled = new ArrayList<>(count);
      for (Event event : events) {
        settled.add(values.settle(event));
      }
    }
    for (int i = 0; i < count; i++) {
      normal[i] = drawn(successors.get(i));
      exceptional[i] = thrower.containsKey(i) ? exceptional(i) : NONE;
    }
    return new Body(settled, normal, exceptional, pathsKnown);
  }

  /** A way into an endless loop without events leads nowhere; a decision keeps its outcomes. */
  private static int[] drawn(int[] next) {
    int known = -1;
    boolean complete = true;
    for (int each : next) {
      complete &= each >= 0;
      known = Math.max(known, each);
    }
    if (complete) {
      return next;
    }
    if (known < 0) {
      return NONE;
    }
    for (int i = 0; i < next.length; i++) {
      next[i] = next[i] < 0 ? known : next[i];
    }
    return next;
  }

  private int[] exceptional(int event) {
    Type exact = thrown.get(event);
    List<Integer> result = new ArrayList<>(2);
    for (Handlers each = thrower.get(event); each != null; each = each.outer) {
      for (Catcher catcher : each.catchers) {
        if (!mayCatch(catcher, exact)) {
          continue;
        }
        if (catcher.event >= 0) {
          result.add(catcher.event);
        }
        if (catchesAll(catcher, exact)) {
          return toArray(result);
        }
      }
    }
    if (result.isEmpty()) {
      return LEAVES;
    }
    result.add(Body.EXIT);
    return toArray(result);
  }

  private static int[] toArray(List<Integer> list) {
    int[] result = new int[list.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = list.get(i);
    }
    return result;
  }

  private boolean mayCatch(Catcher catcher, Type exact) {
    if (exact == null || catcher.types.isEmpty()) {
      return true;
    }
    for (Type type : catcher.types) {
      if (types.isSubtype(exact, type)) {
        return true;
      }
    }
    return false;
  }

  private boolean catchesAll(Catcher catcher, Type exact) {
    if (exact != null || catcher.types.isEmpty()) {
      return true; // it may catch what is thrown, hence it does
    }
    for (Type type : catcher.types) {
      if (types.isSameType(type, throwable)) {
        return true;
      }
    }
    return false;
  }
}
