package dev.watertight.analysis;

import dev.watertight.analysis.Holdings.Held;
import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Confidence;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Weak keys that never go, since the value of the entry, which the map holds strongly, is or holds
 * the key.
 */
final class PinnedKeys {
  private static final int FARTHEST = 3;

  /** Types say little of what is many objects away. */
  private static final int FEW_STEPS = 3;

  private final Scene scene;
  private final RemovalDefects removals;
  private final StrongFields fields;
  private final Holdings holdings;
  private final Owners owners;

  PinnedKeys(Scene scene, RemovalDefects removals) {
    this.scene = scene;
    this.removals = removals;
    this.fields = new StrongFields(scene);
    this.holdings = new Holdings(scene, fields);
    this.owners = new Owners(holdings, fields);
  }

  /** The defect of a container that only its weak keys limit, or null. */
  Defect of(ContainerFacts facts, HolderLife life) {
    if (!removals.isStopOnly(facts) || !facts.container().isMap()) {
      return null;
    }
    Confidence confidence = life.isLong() ? ContainerJudge.confidence(facts) : Confidence.POSSIBLE;
    for (Operation growth : facts.weakGrowth()) {
      Held pin = ofGrowth(facts, growth);
      if (pin != null) {
        return defect(confidence, growth, pin);
      }
    }
    if (facts.innerReleases().isEmpty()) {
      for (Operation inner : facts.all()) {
        Held pin =
            inner.kind() == Kind.GROW && inner.at().level() == 1 ? ofInner(facts, inner) : null;
        if (pin != null) {
          return defect(confidence, inner, pin);
        }
      }
    }
    for (Operation growth : facts.weakGrowth()) {
      Held pin = ofTypes(facts.container(), growth);
      if (pin != null) {
        return defect(Confidence.POSSIBLE, growth, pin);
      }
    }
    return null;
  }

  private Defect defect(Confidence confidence, Operation growth, Held pin) {
    return new Defect.ValueHoldsKey(
        confidence, "none", Site.of(scene.hierarchy(), growth), pin.through(), pin.at());
  }

  /** How the value of what is added holds its key, or null. */
  private Held ofGrowth(ContainerFacts facts, Operation growth) {
    Operand key = growth.key();
    Operand value = growth.value();
    if (key == null) {
      return null;
    }
    if (value == null) {
      return ofMaking(facts, growth);
    }
    if (key.method() == value.method()) {
      return held(key.method(), value.value(), key.value(), FARTHEST);
    }
    for (Operation inner : scene.effects().of(growth.helper())) {
      if (inner.kind() == Kind.GROW
          && inner.key() != null
          && value.equals(inner.value())
          && inner.key().method() == value.method()) {
        // Callers of the helper may fill other maps
        return held(value.method(), value.value(), inner.key().value(), 0);
      }
    }
    return null;
  }

  /** How a value holds the key, as far as the body shows and, by parameters, its callers. */
  private Held held(MethodModel method, Value value, Value key, int hops) {
    if (method.body() == null) {
      return null;
    }
    List<Held> values = holdings.of(method, value);
    List<Held> keys = owners.of(method, key);
    for (Held each : values) {
      for (Held owner : keys) {
        if (Identity.same(method.body(), each.value(), owner.value())) {
          return owner.behind(each);
        }
      }
    }
    for (Held each : values) {
      for (Held owner : keys) {
        Held pin = hops == 0 ? null : fromCallers(method, each.value(), owner.value(), hops);
        if (pin != null) {
          return owner.behind(pin.behind(each));
        }
      }
    }
    return null;
  }

  private Held fromCallers(MethodModel method, Value value, Value key, int hops) {
    if (!(value instanceof Value.Param) && !(key instanceof Value.Param)) {
      return null;
    }
    Value.Param leading = (Value.Param) (value instanceof Value.Param ? value : key);
    for (Arguments.Passed passed : scene.arguments().of(method, leading.index())) {
      if (passed.event() instanceof Event.Invoke call && scene.calls().isLive(passed.method())) {
        Value valueThere = handed(method, call, value);
        Value keyThere = handed(method, call, key);
        Held pin =
            valueThere == null || keyThere == null
                ? null
                : held(passed.method(), valueThere, keyThere, hops - 1);
        if (pin != null) {
          return pin;
        }
      }
    }
    return null;
  }

  /** What a parameter, or the object of the method, is at the call; null where it is neither. */
  private static Value handed(MethodModel method, Event.Invoke call, Value value) {
    if (method.isLambdaBody()) {
      return value instanceof Value.Param param ? captured(method, call, param.index()) : null;
    }
    if (value instanceof Value.Param param) {
      return param.index() < call.arguments().size() ? call.arguments().get(param.index()) : null;
    }
    return value instanceof Value.This ? call.receiver() : null;
  }

  private static Value captured(MethodModel method, Event.Invoke call, int index) {
    for (Value operand : call.arguments()) {
      if (operand instanceof Value.Lambda lambda
          && lambda.implementation().equals(method.ref())
          && index < Arguments.parameters(lambda).size()) {
        return Arguments.parameters(lambda).get(index);
      }
    }
    return null;
  }

  /** The same where a function makes the value: of {@code computeIfAbsent}, of a loading cache. */
  private Held ofMaking(ContainerFacts facts, Operation growth) {
    if (!(growth.event() instanceof Event.Invoke call) || growth.helper() != growth.method()) {
      return null;
    }
    Entry entry = scene.lookup().first("method", call.method());
    int function = entry == null ? -1 : entry.index("function");
    if (function >= 0 && function < call.arguments().size()) {
      return ofFunction(
          growth.method(), call.arguments().get(function), growth.key().value(), FARTHEST);
    }
    return entry != null && entry.has("absent") ? ofLoader(facts.container()) : null;
  }

  /**
   * How what a function returns holds the key that it is given.
   *
   * @param key what the function is called for, in the same body; null where that is unknown
   */
  private Held ofFunction(MethodModel method, Value function, Value key, int hops) {
    if (function instanceof Value.Param param && hops > 0) {
      for (Arguments.Passed passed : scene.arguments().of(method, param.index())) {
        Held pin = ofFunction(passed.method(), passed.value(), null, 0);
        if (pin != null) {
          return pin;
        }
      }
    }
    if (!(function instanceof Value.Lambda lambda)) {
      return null;
    }
    MethodModel body = scene.hierarchy().resolve(lambda.implementation());
    if (body == null || scene.hierarchy().declaring(body) == null) {
      return null;
    }
    if (body.isConstructor()) {
      return holdings.kept(body, 0);
    }
    List<Value> captured = lambda.reference() ? List.of() : Arguments.parameters(lambda);
    boolean unbound =
        lambda.reference() && !lambda.implementationStatic() && lambda.captured().isEmpty();
    for (Held each : holdings.returned(body)) {
      boolean isKey = unbound && each.value() instanceof Value.This;
      if (each.value() instanceof Value.Param param && !unbound) {
        isKey =
            param.index() < captured.size()
                ? key != null && Identity.same(captured.get(param.index()), key)
                : param.index() == captured.size();
      }
      if (isKey) {
        return each;
      }
    }
    return null;
  }

  /** How what a loading cache makes for a key holds it. */
  private Held ofLoader(Container container) {
    for (MethodModel writer : scene.containers().writers(container.ref())) {
      for (Event event : writer.body() == null ? List.<Event>of() : writer.body().events()) {
        Event.Invoke build =
            event instanceof Event.Put put
                    && scene.hierarchy().resolve(put.field()).equals(container.ref())
                ? writer.body().invoke(put.value())
                : null;
        if (build != null
            && build.arguments().size() == 1
            && scene.lookup().first("build", build.method()) != null) {
          return ofLoader(writer, build.arguments().get(0));
        }
      }
    }
    return null;
  }

  private Held ofLoader(MethodModel method, Value loader) {
    Event.Invoke call = method.body().invoke(loader);
    if (loader instanceof Value.New) {
      for (MethodModel load : scene.hierarchy().find(call.method().owner()).methods("load")) {
        for (Held each : load.isBridge() ? List.<Held>of() : holdings.returned(load)) {
          if (each.value() instanceof Value.Param param && param.index() == 0) {
            return each;
          }
        }
      }
      return null;
    }
    Value function =
        call != null && call.arguments().size() == 1 ? call.arguments().get(0) : loader;
    return ofFunction(method, function, null, FARTHEST);
  }

  /** How what is added to the value of an entry holds the key under which the value was found. */
  private Held ofInner(ContainerFacts facts, Operation inner) {
    if (inner.value() == null || isWeaklyHeld(facts, inner)) {
      return null;
    }
    for (Operation outer : facts.all()) {
      if (outer.method() != inner.method()
          || outer.at().level() > 0
          || outer.key() == null
          || (outer.kind() != Kind.READ && outer.kind() != Kind.GROW)) {
        continue;
      }
      Operand added = inner.value();
      if (added.method() == outer.key().method()) {
        Held pin = held(added.method(), added.value(), outer.key().value(), FARTHEST);
        if (pin != null) {
          return pin.behind(new Held(added.value(), List.of("its entries"), null));
        }
      }
    }
    return null;
  }

  /** Whether the containers that the entries have as values are made so as to let go themselves. */
  private boolean isWeaklyHeld(ContainerFacts facts, Operation inner) {
    for (Operation growth : facts.weakGrowth()) {
      Set<String> limits = limits(growth);
      if (limits.contains("weak-values")
          || limits.contains("soft")
          || (limits.contains("weak-keys") && inner.key() == null)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> limits(Operation growth) {
    if (growth.value() != null) {
      return scene.containers().limits(growth.value().method(), growth.value().value());
    }
    Set<String> result = new LinkedHashSet<>();
    for (Value operand : Arguments.operands(growth.event())) {
      MethodModel body =
          operand instanceof Value.Lambda lambda
              ? scene.hierarchy().resolve(lambda.implementation())
              : null;
      for (Event event :
          body == null || body.body() == null ? List.<Event>of() : body.body().events()) {
        if (event instanceof Event.Return exit && exit.value() != null) {
          result.addAll(scene.containers().limits(body, exit.value()));
        }
      }
    }
    return result;
  }

  /**
   * How a value that something out of sight makes of the key can hold it: its class has a field for
   * one.
   */
  private Held ofTypes(Container container, Operation growth) {
    Operand value = growth.value();
    Operand key = growth.key();
    if (key == null || value == null || key.method() != value.method()) {
      return null;
    }
    Event.Invoke call =
        value.value() instanceof Value.Result ? value.method().body().invoke(value.value()) : null;
    if (call == null || !isGiven(call, key.value()) || isVisible(call)) {
      return null;
    }
    String type = Types.internalName(value.value().type());
    if (type == null || type.equals("java/lang/Object")) {
      type = Types.internalName(container.valueType());
    }
    String keyType = key.value().type();
    return type == null || keyType.equals("Ljava/lang/Object;")
        ? null
        : field(type, keyType, List.of(), new LinkedHashSet<>());
  }

  private static boolean isGiven(Event.Invoke call, Value key) {
    for (Value argument : call.arguments()) {
      if (Identity.same(argument, key)) {
        return true;
      }
    }
    return call.receiver() != null && Identity.same(call.receiver(), key);
  }

  private boolean isVisible(Event.Invoke call) {
    for (MethodModel target : scene.hierarchy().targets(call.method(), Locator.isVirtual(call))) {
      if (target.body() != null) {
        return true;
      }
    }
    return false;
  }

  /** A strong field for the key in objects of a judged class, or a few steps from them. */
  private Held field(String type, String wanted, List<String> through, Set<String> seen) {
    if (through.size() >= FEW_STEPS || !seen.add(type)) {
      return null;
    }
    List<FieldModel> strong = new ArrayList<>();
    for (String ancestor : scene.hierarchy().supertypes(type)) {
      ClassModel model = scene.world().judges(ancestor) ? scene.hierarchy().find(ancestor) : null;
      for (FieldModel field : model == null ? List.<FieldModel>of() : model.fields()) {
        if (fields.isStrong(field.ref())) {
          strong.add(field);
        }
      }
    }
    for (FieldModel field : strong) {
      if (field.descriptor().equals(wanted)) {
        return new Held(null, with(through, field), null);
      }
    }
    for (FieldModel field : strong) {
      String next = Types.internalName(field.descriptor());
      Held found = next == null ? null : field(next, wanted, with(through, field), seen);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static List<String> with(List<String> through, FieldModel field) {
    List<String> result = new ArrayList<>(through);
    result.add(Types.simpleName(field.ref().owner()) + "." + field.ref().name());
    return result;
  }
}
