package dev.watertight.analysis;

import dev.watertight.analysis.Location.ThisRoot;
import dev.watertight.analysis.Location.View;
import dev.watertight.analysis.Operation.Kind;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each method does to the containers it can reach: its own calls, those of its helpers on
 * their parameters, and those of the lambdas and method references that it hands over.
 */
final class Effects {
  private static final int MOST_KEYS = 4;

  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final ContainerTypes types;
  private final Locator locator;
  private final Set<FieldRef> tracked;
  private final GrowthGuards guards;
  private final Remappings remappings;
  private final FunctionEffects functions;
  private final Map<MethodModel, List<Operation>> done = new HashMap<>();
  private final Set<MethodModel> inProgress = new HashSet<>();

  Effects(
      Hierarchy hierarchy,
      Lookup lookup,
      ContainerTypes types,
      Locator locator,
      Set<FieldRef> tracked) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.types = types;
    this.locator = locator;
    this.tracked = tracked;
    this.guards = new GrowthGuards(hierarchy, lookup, locator);
    this.remappings = new Remappings(hierarchy);
    this.functions = new FunctionEffects(hierarchy, lookup, locator, this);
  }

  /** Operations in the order of the body's events. */
  List<Operation> of(MethodModel method) {
    List<Operation> known = done.get(method);
    if (known != null) {
      return known;
    }
    if (!inProgress.add(method)) {
      return List.of();
    }
    List<Operation> result = new ArrayList<>();
    try {
      Body body = method.body();
      if (body != null) {
        for (Event event : body.events()) {
          if (event instanceof Event.Invoke call) {
            ofCall(method, call, result);
          } else if (event instanceof Event.Put put) {
            ofPut(method, put, result);
          } else if (event instanceof Event.Return exit) {
            ofReturn(method, exit, result);
          }
        }
      }
    } finally {
      inProgress.remove(method);
    }
    List<Operation> list = List.copyOf(result);
    done.put(method, list);
    return list;
  }

  private void ofPut(MethodModel method, Event.Put put, List<Operation> out) {
    FieldRef field = hierarchy.resolve(put.field());
    if (tracked.contains(field) && !locator.isAlias(field)) {
      out.add(
          new Operation(
              Kind.REASSIGN,
              Location.of(field),
              null,
              new Operand(method, put.value()),
              method,
              put,
              method,
              false));
    }
    for (Location location : locator.locate(method, put.value())) {
      if (location.level() == 0
          && location.field() != null
          && !location.field().equals(field)
          && !locator.isAlias(field)
          && !tracked.contains(field)) {
        out.add(operation(Kind.ESCAPE, location, null, null, method, put));
      }
    }
    functions.add(method, put, put.value(), null, Set.of(), out);
  }

  private void ofReturn(MethodModel method, Event.Return exit, List<Operation> out) {
    if (exit.value() == null) {
      return;
    }
    for (Location location : locator.locate(method, exit.value())) {
      if (location.level() == 0 && location.field() != null) {
        out.add(operation(Kind.ESCAPE, location, null, null, method, exit));
      }
    }
    functions.add(method, exit, exit.value(), null, Set.of(), out);
  }

  private void ofCall(MethodModel method, Event.Invoke call, List<Operation> out) {
    Entry entry = isOwnWork(call) ? null : locator.entry(call);
    Set<Location> receivers = Set.of();
    if (entry != null) {
      receivers = locator.locate(method, Locator.receiver(call, entry));
      for (Location at : receivers) {
        apply(method, call, entry, at, call.arguments(), out);
      }
    }
    if (entry == null || receivers.isEmpty()) {
      fromHelpers(method, call, out);
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      functions.add(method, call, call.arguments().get(i), entry, receivers, out);
    }
    if (call.receiver() instanceof Value.Lambda) {
      functions.add(method, call, call.receiver(), null, Set.of(), out);
    }
  }

  /**
   * Whether a judged container class overrides the method and does it to itself: then its body
   * tells what happens, such as an eviction, and knowledge of the overridden one does not.
   */
  private boolean isOwnWork(Event.Invoke call) {
    if (call.method().owner().startsWith("java/") || !Locator.isVirtual(call)) {
      return false;
    }
    MethodModel own = hierarchy.resolve(call.method());
    if (own == null
        || hierarchy.declaring(own) == null
        || lookup.first("container", own.ref().owner()) == null) {
      return false;
    }
    for (Operation inner : of(own)) {
      if (inner.at().root() instanceof ThisRoot) {
        return true;
      }
    }
    return false;
  }

  /** The operation that a knowledge entry says a call does to the container at that place. */
  void apply(
      MethodModel method,
      Event event,
      Entry entry,
      Location at,
      List<Value> arguments,
      List<Operation> out) {
    Operand key = operand(method, arguments, entry.index("key"));
    Operand value = operand(method, arguments, entry.index("value"));
    if (entry.has("compute")) {
      Value function = at(arguments, entry.index("function"));
      boolean grows = entry.has("grows");
      if (grows && remappings.mayReturn(function, false)) {
        out.add(operation(Kind.GROW, at, key, value, method, event));
      }
      if (remappings.mayReturn(function, true)) {
        out.add(operation(Kind.SHRINK, at, key, null, method, event));
      }
      return;
    }
    Kind kind = kind(entry, at);
    if (kind == null) {
      return;
    }
    if (kind == Kind.SHRINK && at.view() == View.KEYS && key == null) {
      key = value;
      value = null;
    }
    out.add(operation(kind, at, key, value, method, event));
  }

  private Operation operation(
      Kind kind, Location at, Operand key, Operand value, MethodModel method, Event event) {
    return new Operation(
        kind, at, key, value, method, event, method, isGuarded(kind, at, key, method, event));
  }

  private boolean isGuarded(Kind kind, Location at, Operand key, MethodModel method, Event event) {
    return kind == Kind.GROW
        && at.level() == 0
        && guards.guard(
            method, event, at, key == null || key.method() != method ? null : key.value());
  }

  private static Kind kind(Entry entry, Location at) {
    if (entry.has("grow") || entry.has("replace-all")) {
      return entry.has("grow") ? Kind.GROW : Kind.CLEAR;
    }
    if (entry.has("shrink")) {
      return entry.has("some") || entry.has("head") || entry.has("index")
          ? Kind.SHRINK_SOME
          : Kind.SHRINK;
    }
    if (entry.has("retain") || entry.has("drain")) {
      return Kind.SHRINK_SOME;
    }
    if (entry.has("clear")) {
      return Kind.CLEAR;
    }
    if (entry.has("iterate")) {
      return Kind.ITERATE;
    }
    if (entry.has("element") || entry.has("read") || entry.has("entry-value")) {
      return at.level() == 0 ? Kind.READ : null;
    }
    if (entry.has("contains")) {
      return Kind.CONTAINS;
    }
    return entry.has("size") ? Kind.SIZE : null;
  }

  private static Value at(List<Value> arguments, int index) {
    return index >= 0 && index < arguments.size() ? arguments.get(index) : null;
  }

  private static Operand operand(MethodModel method, List<Value> arguments, int index) {
    Value value = at(arguments, index);
    return value == null ? null : new Operand(method, value);
  }

  /** Operations of the called methods on the containers that the call hands them. */
  private void fromHelpers(MethodModel method, Event.Invoke call, List<Operation> out) {
    boolean handedOver = isContainer(method, call.receiver());
    List<String> parameters = Types.parameters(call.method().descriptor());
    int given = Math.min(call.arguments().size(), parameters.size());
    for (int i = 0; i < given && !handedOver; i++) {
      handedOver = types.mayBe(parameters.get(i)) && isContainer(method, call.arguments().get(i));
    }
    if (!handedOver) {
      return;
    }
    List<MethodModel> targets = hierarchy.targets(call.method(), Locator.isVirtual(call));
    if (targets.isEmpty()) {
      escapes(method, call, out);
      return;
    }
    Map<Effect, Set<Operand>> seen = new HashMap<>();
    List<Operation> found = new ArrayList<>();
    for (MethodModel target : targets) {
      if (target.body() == null) {
        escapes(method, call, out);
        continue;
      }
      for (Operation inner : of(target)) {
        for (Location base : locator.locate(method, Locator.handed(call, inner.at()))) {
          Operation lifted =
              lift(inner, inner.at().rooted(base), target, method, call, call.arguments());
          if (isNews(lifted, seen)) {
            found.add(lifted);
          }
        }
      }
    }
    found.stream().filter(each -> !isUnset(each, found)).forEach(out::add);
  }

  /** Removes the one entry that the same call sets where it is given something: a setter. */
  private static boolean isUnset(Operation operation, List<Operation> ofCall) {
    return operation.kind() == Kind.SHRINK
        && operation.key() != null
        && operation.key().value() instanceof Value.Const
        && ofCall.stream()
            .anyMatch(
                other ->
                    other.kind() == Kind.GROW
                        && other.at().equals(operation.at())
                        && other.key() != null
                        && other.key().value().equals(operation.key().value()));
  }

  private boolean isContainer(MethodModel method, Value value) {
    for (Location location : locator.locate(method, value)) {
      if (location.level() <= 1) {
        return true;
      }
    }
    return false;
  }

  /** What one call does to one place, whatever the key. */
  private record Effect(Kind kind, Location at) {
    @Override
    public int hashCode() {
      return at.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Effect that && kind == that.kind && at.equals(that.at);
    }
  }

  /**
   * Whether the call has not been seen to do this yet: many overriding helpers may do the same, and
   * a few keys of theirs are as telling as all.
   */
  private static boolean isNews(Operation lifted, Map<Effect, Set<Operand>> seen) {
    Set<Operand> keys =
        seen.computeIfAbsent(new Effect(lifted.kind(), lifted.at()), k -> new HashSet<>());
    return keys.size() < MOST_KEYS
        && keys.add(lifted.key() == null ? lifted.value() : lifted.key());
  }

  /** What an operation of the called method is in the calling one. */
  Operation lift(
      Operation inner,
      Location at,
      MethodModel called,
      MethodModel method,
      Event event,
      List<Value> arguments) {
    Operand key = lift(inner.key(), called, method, arguments);
    return new Operation(
        inner.kind(),
        at,
        key,
        lift(inner.value(), called, method, arguments),
        method,
        event,
        inner.helper(),
        inner.guarded() || isGuarded(inner.kind(), at, key, method, event));
  }

  private static Operand lift(
      Operand inner, MethodModel called, MethodModel method, List<Value> arguments) {
    if (inner != null
        && inner.method() == called
        && inner.value() instanceof Value.Param param
        && param.index() < arguments.size()) {
      return new Operand(method, arguments.get(param.index()));
    }
    return inner;
  }

  private void escapes(MethodModel method, Event.Invoke call, List<Operation> out) {
    if (isHarmless(call.method())) {
      return;
    }
    for (Value argument : call.arguments()) {
      for (Location location : locator.locate(method, argument)) {
        if (location.level() == 0 && location.field() != null) {
          out.add(operation(Kind.ESCAPE, location, null, null, method, call));
        }
      }
    }
  }

  /** The platform copies, prints or iterates what it is given, but empties nobody's container. */
  private boolean isHarmless(MethodRef method) {
    return method.owner().startsWith("java/")
        || method.owner().startsWith("[")
        || lookup.first("container", method.owner()) != null
        || lookup.first("method", method) != null
        || lookup.first("create", method) != null
        || lookup.first("wrap", method) != null;
  }
}
