package dev.watertight.analysis;

import dev.watertight.analysis.Location.ParameterRoot;
import dev.watertight.analysis.Location.ThisRoot;
import dev.watertight.analysis.Location.View;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says which containers an operand may denote, through locals, views, getters and helpers. */
final class Locator {
  /** Values of values of values: deeper nesting is not followed. */
  private static final int DEEPEST = 4;

  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final ContainerTypes types;
  private final Set<FieldRef> tracked;
  private final Map<FieldRef, Set<Location>> aliases = new HashMap<>();
  private final Map<MethodModel, Set<Location>> returned = new HashMap<>();
  private final Map<MethodModel, Map<Integer, Set<Location>>> solved = new HashMap<>();
  private final Set<MethodModel> inProgress = new HashSet<>();

  /**
   * @param types what types containers have
   * @param tracked the container fields, by declaration
   */
  Locator(Hierarchy hierarchy, Lookup lookup, ContainerTypes types, Set<FieldRef> tracked) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.types = types;
    this.tracked = tracked;
  }

  /** From now on reads of that field denote these locations. */
  void alias(FieldRef field, Set<Location> locations) {
    aliases.put(field, locations);
    returned.clear();
    solved.clear();
  }

  boolean isAlias(FieldRef field) {
    return aliases.containsKey(field);
  }

  Set<Location> locate(MethodModel method, Value value) {
    if (value instanceof Value.Result result && method.body() != null) {
      return solve(method, result);
    }
    if (value instanceof Value.Union || value instanceof Value.ArrayElement) {
      Set<Location> result = new LinkedHashSet<>();
      locate(method, value, result, null);
      return result;
    }
    return ofPlain(method, value);
  }

  /** Of a value that is made of no others. */
  private Set<Location> ofPlain(MethodModel method, Value value) {
    if (value instanceof Value.FieldRead read) {
      FieldRef field = hierarchy.resolve(read.field());
      Set<Location> aliased = aliases.get(field);
      return aliased != null
          ? aliased
          : tracked.contains(field) ? Set.of(Location.of(field)) : Set.of();
    }
    if (value instanceof Value.Param param && types.mayBe(param.type())) {
      return Set.of(new Location(new ParameterRoot(param.index()), 0, View.SELF));
    }
    return value instanceof Value.This && lookup.first("container", method.ref().owner()) != null
        ? Set.of(new Location(new ThisRoot(), 0, View.SELF))
        : Set.of();
  }

  /**
   * The locations of a call's result. Results feed on each other around loops, so all those that
   * this one needs are computed in rounds until a round adds nothing.
   */
  private Set<Location> solve(MethodModel method, Value.Result value) {
    Map<Integer, Set<Location>> results = solved.computeIfAbsent(method, k -> new HashMap<>());
    Set<Location> known = results.get(value.event());
    if (known != null) {
      return known;
    }
    Solution solution = new Solution(results);
    do {
      solution.round();
      ofResult(method, value, solution);
    } while (solution.changed);
    results.putAll(solution.open);
    return results.get(value.event());
  }

  /** What is known of a body's results while they are being computed. */
  private static final class Solution {
    private final Map<Integer, Set<Location>> closed;
    private final Map<Integer, Set<Location>> open = new HashMap<>();
    private final Set<Integer> seen = new HashSet<>();
    private boolean changed;

    Solution(Map<Integer, Set<Location>> closed) {
      this.closed = closed;
    }

    void round() {
      seen.clear();
      changed = false;
    }
  }

  private Set<Location> ofResult(MethodModel method, Value.Result value, Solution solution) {
    Set<Location> known = solution.closed.get(value.event());
    if (known != null) {
      return known;
    }
    Set<Location> mine = solution.open.computeIfAbsent(value.event(), k -> new LinkedHashSet<>());
    if (solution.seen.add(value.event())) {
      Event.Invoke call = method.body().invoke(value);
      if (call != null) {
        Set<Location> found = new LinkedHashSet<>();
        ofCall(method, call, found, solution);
        found.removeIf(location -> location.level() > DEEPEST);
        solution.changed |= mine.addAll(found);
      }
    }
    return mine;
  }

  private void locate(MethodModel method, Value value, Set<Location> result, Solution solution) {
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        locate(method, member, result, solution);
      }
    } else if (value instanceof Value.ArrayElement element) {
      locate(method, element.array(), result, solution);
    } else if (value instanceof Value.Result called && method.body() != null) {
      result.addAll(solution == null ? solve(method, called) : ofResult(method, called, solution));
    } else {
      result.addAll(ofPlain(method, value));
    }
  }

  private void ofCall(
      MethodModel method, Event.Invoke call, Set<Location> result, Solution solution) {
    Entry wrap = lookup.first("wrap", call.method());
    if (wrap != null) {
      int from = wrap.index("from");
      if (from >= 0 && from < call.arguments().size()) {
        locate(method, call.arguments().get(from), result, solution);
      }
      return;
    }
    Entry entry = entry(call);
    if (entry != null) {
      Value receiver = receiver(call, entry);
      for (Location base : sub(method, receiver, solution)) {
        Location derived = derive(base, entry);
        if (derived != null) {
          result.add(derived);
        }
      }
      return;
    }
    for (MethodModel target : hierarchy.targets(call.method(), isVirtual(call))) {
      for (Location location : returned(target)) {
        if (location.field() != null) {
          result.add(location);
        } else {
          for (Location base : sub(method, handed(call, location), solution)) {
            result.add(location.rooted(base));
          }
        }
      }
    }
  }

  /** What a call hands over as the root of a location in the called method; null for a field. */
  static Value handed(Event.Invoke call, Location location) {
    if (location.root() instanceof ParameterRoot parameter) {
      return parameter.index() < call.arguments().size()
          ? call.arguments().get(parameter.index())
          : null;
    }
    return location.root() instanceof ThisRoot ? call.receiver() : null;
  }

  private Set<Location> sub(MethodModel method, Value value, Solution solution) {
    Set<Location> result = new LinkedHashSet<>();
    locate(method, value, result, solution);
    return result;
  }

  static boolean isVirtual(Event.Invoke call) {
    return call.dispatch() == Event.Dispatch.VIRTUAL;
  }

  /** The knowledge entry of a container method, or null. */
  Entry entry(Event.Invoke call) {
    return lookup.first("method", call.method());
  }

  /** The operand that an entry speaks of: the receiver, or an argument of a static helper. */
  static Value receiver(Event.Invoke call, Entry entry) {
    int index = entry.index("container");
    if (index >= 0) {
      return index < call.arguments().size() ? call.arguments().get(index) : null;
    }
    return call.receiver();
  }

  /** What a container method's result denotes, or null where it is nothing of the container's. */
  private static Location derive(Location base, Entry entry) {
    if (entry.has("view")) {
      return switch (entry.get("of", "same")) {
        case "keys" -> base.as(View.KEYS);
        case "values" -> base.as(View.VALUES);
        case "entries" -> base.as(View.ENTRIES);
        default -> base;
      };
    }
    if (entry.has("iterate")) {
      return base;
    }
    if (entry.has("entry-key")) {
      return null;
    }
    if (entry.has("entry-value")) {
      return base.element();
    }
    if (entry.has("element") || entry.has("head")) {
      return element(base);
    }
    if ("value".equals(entry.get("returns"))
        || "previous".equals(entry.get("returns"))
        || entry.has("compute")) {
      return base.element();
    }
    if ("this".equals(entry.get("returns"))) {
      return base;
    }
    return null;
  }

  /** What an iteration over the view hands out, or null for keys. */
  static Location element(Location base) {
    return switch (base.view()) {
      case KEYS, KEY -> base.as(View.KEY);
      case ENTRIES, ENTRY -> base.as(View.ENTRY);
      default -> base.element();
    };
  }

  /** What the method may return, in terms of fields and its own parameters. */
  Set<Location> returned(MethodModel method) {
    Set<Location> known = returned.get(method);
    if (known != null) {
      return known;
    }
    String type = Types.returnType(method.ref().descriptor());
    if (!types.mayBe(type) || !inProgress.add(method)) {
      return Set.of();
    }
    Set<Location> result = new LinkedHashSet<>();
    try {
      Body body = method.body();
      if (body != null) {
        for (Event event : body.events()) {
          if (event instanceof Event.Return exit) {
            locate(method, exit.value(), result, null);
          }
        }
      }
    } finally {
      inProgress.remove(method);
    }
    returned.put(method, result);
    return result;
  }

  List<Location> fieldsOnly(Set<Location> locations) {
    List<Location> result = new ArrayList<>();
    for (Location location : locations) {
      if (location.field() != null) {
        result.add(location);
      }
    }
    return result;
  }
}
