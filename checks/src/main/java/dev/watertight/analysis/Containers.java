package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import dev.watertight.model.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the container fields of the judged classes and what bounds them. */
final class Containers {
  private static final List<String> LIMITS =
      List.of("bounded", "expiring", "soft", "weak-keys", "weak-values", "immutable");
  private static final int DEEPEST = 6;

  private final World world;
  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final Map<FieldRef, Entry> kinds = new HashMap<>();
  private final Set<FieldRef> sorted = new LinkedHashSet<>();
  private final Mentions mentions;
  private final Map<MethodModel, Set<String>> returned = new HashMap<>();

  Containers(World world, Hierarchy hierarchy, Lookup lookup, Mentions mentions) {
    this.world = world;
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.mentions = mentions;
    for (ClassModel type : world.classes()) {
      for (FieldModel field : type.fields()) {
        String name = Types.internalName(field.descriptor().replace("[", ""));
        Entry entry = lookup.first("container", name);
        if (entry != null) {
          kinds.put(field.ref(), entry);
        }
      }
    }
    sorted.addAll(new TreeSet<>(kinds.keySet()));
  }

  /** All container fields, sorted. */
  Set<FieldRef> fields() {
    return sorted;
  }

  List<MethodModel> writers(FieldRef field) {
    return mentions.writers(field);
  }

  List<MethodModel> readers(FieldRef field) {
    return mentions.readers(field);
  }

  Container container(FieldRef ref) {
    ClassModel holder = world.find(ref.owner());
    Entry entry = kinds.get(ref);
    Set<String> flags = new LinkedHashSet<>();
    boolean made = false;
    for (MethodModel writer : writers(ref)) {
      Body body = writer.body();
      if (body == null) {
        continue;
      }
      for (Event event : body.events()) {
        if (event instanceof Event.Put put && hierarchy.resolve(put.field()).equals(ref)) {
          made = true;
          flags.addAll(flags(writer, put.value(), 0));
        }
      }
    }
    if (!made) {
      flags.add("unknown");
    }
    for (String limit : LIMITS) {
      if (entry.has(limit)) {
        flags.add(limit);
      }
    }
    return new Container(holder.field(ref.name()), holder, entry.get("kind", "collection"), flags);
  }

  /** What the making of a container says of its limits, as {@link Container#flags} has them. */
  Set<String> limits(MethodModel method, Value value) {
    return flags(method, value, 0);
  }

  private Set<String> flags(MethodModel method, Value value, int depth) {
    Set<String> result = new HashSet<>();
    if (depth > DEEPEST) {
      return result;
    }
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        result.addAll(flags(method, member, depth + 1));
      }
    } else if (value instanceof Value.New created) {
      ofNew(method, created, result);
    } else if (value instanceof Value.Param) {
      result.add("given");
    } else if (value instanceof Value.Result) {
      Event.Invoke call = method.body().invoke(value);
      if (call != null) {
        ofCall(method, call, result, depth);
      }
    } else if (!(value instanceof Value.Const)
        && !(value instanceof Value.NewArray)
        && !(value instanceof Value.FieldRead)) {
      result.add("unknown");
    }
    return result;
  }

  private void ofNew(MethodModel method, Value.New created, Set<String> result) {
    String type = Types.internalName(created.type());
    Entry entry = lookup.first("container", type);
    if (entry == null) {
      return;
    }
    addLimits(entry, result);
    Event.Invoke constructor = method.body().invoke(created);
    int limit = entry.index("bounded-by");
    if (limit >= 0 && constructor != null) {
      List<String> parameters = Types.parameters(constructor.method().descriptor());
      if (limit < parameters.size() && Types.isPrimitive(parameters.get(limit))) {
        result.add("bounded");
      }
    }
    for (String ancestor : hierarchy.supertypes(type)) {
      if (world.judges(ancestor)) {
        for (MethodModel member : world.find(ancestor).methods()) {
          if (member.name().equals("removeEldestEntry")) {
            result.add("bounded");
          }
        }
      }
    }
  }

  private void ofCall(MethodModel method, Event.Invoke call, Set<String> result, int depth) {
    Entry create = lookup.first("create", call.method());
    if (create != null) {
      addLimits(create, result);
      return;
    }
    Entry wrap = lookup.first("wrap", call.method());
    if (wrap != null) {
      int from = wrap.index("from");
      if (from >= 0 && from < call.arguments().size()) {
        result.addAll(flags(method, call.arguments().get(from), depth + 1));
      }
      return;
    }
    if (lookup.first("build", call.method()) != null) {
      ofBuilder(method, call.receiver(), result, depth);
      return;
    }
    Entry same = lookup.first("method", call.method());
    if (same != null && same.has("view")) {
      result.addAll(flags(method, call.receiver(), depth + 1));
      return;
    }
    boolean seen = false;
    for (MethodModel target : hierarchy.targets(call.method(), Locator.isVirtual(call))) {
      Set<String> made = returned(target);
      if (made != null) {
        seen = true;
        result.addAll(made);
      }
    }
    if (!seen) {
      result.add("unknown");
    }
  }

  /** What limits what the method returns; null where it cannot be seen to return anything. */
  private Set<String> returned(MethodModel method) {
    if (returned.containsKey(method)) {
      return returned.get(method);
    }
    if (method.body() == null) {
      return null;
    }
    returned.put(method, Set.of()); // a cycle adds nothing
    Set<String> result = null;
    for (Event event : method.body().events()) {
      if (event instanceof Event.Return exit && exit.value() != null) {
        result = result == null ? new HashSet<>() : result;
        result.addAll(flags(method, exit.value(), 0));
      }
    }
    if (result != null) {
      result.remove("given");
    }
    returned.put(method, result);
    return result;
  }

  /** The steps of a builder chain, from the last to the first. */
  private void ofBuilder(MethodModel method, Value receiver, Set<String> result, int depth) {
    Value current = receiver;
    for (int i = 0; i < 32 && current instanceof Value.Result; i++) {
      Event.Invoke step = method.body().invoke(current);
      if (step == null) {
        return;
      }
      Entry entry = lookup.first("builder", step.method());
      if (entry != null) {
        addLimits(entry, result);
      } else if (step.receiver() == null && depth < DEEPEST) {
        current = throughHelper(step, result, depth);
        continue;
      }
      current = step.receiver();
    }
    if (current != null && !(current instanceof Value.New) && depth < DEEPEST) {
      result.add("unknown");
    }
  }

  /** What a static helper does to the builder that it is given; the builder, or null. */
  private Value throughHelper(Event.Invoke step, Set<String> result, int depth) {
    for (MethodModel target : hierarchy.targets(step.method(), false)) {
      if (target.body() == null) {
        continue;
      }
      for (Event event : target.body().events()) {
        if (event instanceof Event.Return exit && exit.value() != null) {
          ofBuilder(target, exit.value(), result, depth + 1);
        }
      }
    }
    return step.arguments().isEmpty() ? null : step.arguments().get(0);
  }

  private static void addLimits(Entry entry, Set<String> result) {
    for (String limit : LIMITS) {
      if (entry.has(limit)) {
        result.add(limit);
      }
    }
  }

  /**
   * Container fields that only ever hold what another container field holds, mapped to it: a map
   * handed to a nested object's constructor, a captured local.
   */
  void linkAliases(Arguments arguments, Locator locator) {
    boolean found = true;
    for (int round = 0; found && round < 2; round++) {
      found = false;
      for (FieldRef field : fields()) {
        if (!locator.isAlias(field)) {
          Set<Location> targets = aliased(field, arguments, locator);
          if (!targets.isEmpty()) {
            locator.alias(field, targets);
            found = true;
          }
        }
      }
    }
  }

  private Set<Location> aliased(FieldRef field, Arguments arguments, Locator locator) {
    Set<Location> result = new LinkedHashSet<>();
    for (MethodModel writer : writers(field)) {
      Body body = writer.body();
      if (body == null) {
        continue;
      }
      for (Event event : body.events()) {
        if (event instanceof Event.Put put && hierarchy.resolve(put.field()).equals(field)) {
          Set<Location> held = locator.locate(writer, put.value());
          if (held.isEmpty() && isMade(put.value())) {
            return Set.of(); // it holds a container of its own at times
          }
          for (Location location : held) {
            if (location.field() != null) {
              result.add(location);
            } else if (location.root() instanceof Location.ParameterRoot parameter) {
              fromCallers(arguments.of(writer, parameter.index()), location, locator, result);
            }
          }
        }
      }
    }
    result.removeIf(location -> field.equals(location.field()));
    return result;
  }

  private static boolean isMade(Value value) {
    return value instanceof Value.New || value instanceof Value.Result;
  }

  private static void fromCallers(
      List<Arguments.Passed> all, Location inner, Locator locator, Set<Location> result) {
    for (Arguments.Passed passed : all) {
      for (Location base : locator.locate(passed.method(), passed.value())) {
        if (base.field() != null) {
          result.add(inner.rooted(base));
        }
      }
    }
  }
}
