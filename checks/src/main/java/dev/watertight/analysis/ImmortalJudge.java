package dev.watertight.analysis;

import dev.watertight.analysis.Numbers.Sighting;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Finds time-outs that are switched off. */
final class ImmortalJudge {
  private static final Set<String> ENDS = Set.of("invalidate", "close", "complete", "expireNow");

  private final Scene scene;
  private final Numbers numbers;
  private final Set<String> setters = new HashSet<>();

  ImmortalJudge(Scene scene) {
    this.scene = scene;
    this.numbers = new Numbers(scene);
    for (Entry entry : scene.lookup().all("immortal")) {
      setters.add(entry.member());
    }
  }

  /** In the order of classes and methods. */
  List<ImmortalVerdict> verdicts(BiConsumer<String, Throwable> trouble) {
    Set<ImmortalVerdict> result = new LinkedHashSet<>();
    for (MethodModel method : scene.mentions().calling(this::sets)) {
      try {
        judge(method, result);
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        trouble.accept(method.ref().toString(), e);
      }
    }
    return withoutInner(result);
  }

  /** One line is told once: what a constructor hands on to the one that it calls is the same. */
  private static List<ImmortalVerdict> withoutInner(Set<ImmortalVerdict> all) {
    Set<Place> direct = new HashSet<>();
    for (ImmortalVerdict each : all) {
      if (each.set().equals(each.given())) {
        direct.add(each.given());
      }
    }
    List<ImmortalVerdict> result = new ArrayList<>();
    for (ImmortalVerdict each : all) {
      if (each.set().equals(each.given()) || !direct.contains(each.given())) {
        result.add(each);
      }
    }
    return List.copyOf(result);
  }

  private boolean sets(MethodRef call) {
    return setters.contains(call.name()) && scene.lookup().first("immortal", call) != null;
  }

  private void judge(MethodModel method, Set<ImmortalVerdict> result) {
    Body body = method.body();
    if (body == null) {
      return;
    }
    for (Event event : body.events()) {
      if (!(event instanceof Event.Invoke call) || forwards(method, call)) {
        continue;
      }
      Entry entry = scene.lookup().first("immortal", call.method());
      if (entry == null || entry.index("argument") >= call.arguments().size()) {
        continue;
      }
      Value argument = call.arguments().get(entry.index("argument"));
      Place set = Site.of(scene.hierarchy(), method, call.line());
      for (Sighting sighting : numbers.of(method, call, argument)) {
        if (within(sighting, entry.get("when")) && !undone(body, call, entry)) {
          result.add(
              new ImmortalVerdict(
                  set,
                  Site.of(scene.hierarchy(), sighting.method(), sighting.event().line()),
                  name(call),
                  Types.simpleName(call.method().owner()),
                  shown(sighting.value()),
                  sighting.alone() && !endedByKeeper(method, call) && !endedByKeeper(sighting)
                      ? Confidence.LIKELY
                      : Confidence.POSSIBLE));
        }
      }
    }
  }

  /** A wrapper's own setter, which says nothing of its own. */
  private static boolean forwards(MethodModel method, Event.Invoke call) {
    return method.name().equals(call.method().name())
        && !method.isConstructor()
        && call.arguments().contains(new Value.Param(0, parameterType(method)));
  }

  private static String parameterType(MethodModel method) {
    List<String> parameters = Types.parameters(method.ref().descriptor());
    return parameters.isEmpty() ? "V" : parameters.get(0);
  }

  private static boolean within(Sighting sighting, String range) {
    String operator = range.replaceAll("[-\\d]", "");
    long limit = Long.parseLong(range.substring(operator.length()));
    int order =
        sighting.value() instanceof Long number
            ? Long.compare(number, limit)
            : Integer.compare(sighting.sign(), Long.signum(limit));
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> order == 0;
    };
  }

  /** Set again, or ended, on every way on from here in the same method. */
  private boolean undone(Body body, Event.Invoke call, Entry entry) {
    if (call.receiver() == null || call.receiver() instanceof Value.New || !body.pathsKnown()) {
      return false;
    }
    BitSet undoing = new BitSet();
    for (Event event : body.events()) {
      if (event instanceof Event.Invoke other
          && other != call
          && call.receiver().equals(other.receiver())) {
        boolean again = other.method().name().equals(call.method().name());
        if ((again && !immortal(body, other, entry)) || ENDS.contains(other.method().name())) {
          undoing.set(other.id());
        }
      }
    }
    if (undoing.isEmpty()) {
      return false;
    }
    BitSet on = Paths.reachable(body, call.id(), undoing::get, Paths.NEVER);
    for (int i = on.nextSetBit(0); i >= 0; i = on.nextSetBit(i + 1)) {
      if (Paths.isReturn(body, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean immortal(Body body, Event.Invoke call, Entry entry) {
    Object value = Numbers.constant(body, call.arguments().get(entry.index("argument")));
    return value != null && within(new Sighting(value, null, call, true), entry.get("when"));
  }

  /** The same of an object of a subclass, whose constructor passes the number on. */
  private boolean endedByKeeper(Sighting sighting) {
    return sighting.event() instanceof Event.Invoke made && endedByKeeper(sighting.method(), made);
  }

  /** Whether the new object is given to something of ours that ends such objects. */
  private boolean endedByKeeper(MethodModel method, Event.Invoke made) {
    if (!(made.receiver() instanceof Value.New)) {
      return false;
    }
    String type = made.method().owner();
    if (isGiven(method, value -> value.equals(made.receiver()), type)) {
      return true;
    }
    if (!returns(method, made.receiver())) {
      return false;
    }
    for (MethodModel caller : scene.calls().callers(method)) {
      if (caller.body() != null && isGiven(caller, value -> isOf(caller, value, method), type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean returns(MethodModel method, Value made) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Return exit
          && (made.equals(exit.value())
              || (exit.value() instanceof Value.Union union && union.values().contains(made)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the value is what that method gave back. */
  private boolean isOf(MethodModel caller, Value value, MethodModel callee) {
    Event.Invoke call = value instanceof Value.Result ? caller.body().invoke(value) : null;
    return call != null
        && scene.hierarchy().targets(call.method(), Locator.isVirtual(call)).contains(callee);
  }

  private boolean isGiven(MethodModel method, Predicate<Value> what, String type) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call
          && scene.world().judges(call.method().owner())
          && call.arguments().stream().anyMatch(what)) {
        for (String ancestor : scene.hierarchy().supertypes(call.method().owner())) {
          ClassModel keeper = scene.hierarchy().find(ancestor);
          if (keeper != null && endsSuch(keeper, type)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean endsSuch(ClassModel keeper, String type) {
    for (MethodModel each : keeper.methods()) {
      for (MethodRef called : each.index().calls()) {
        if (ENDS.contains(called.name()) && scene.hierarchy().isSubtype(type, called.owner())) {
          return true;
        }
      }
    }
    return false;
  }

  private static String name(Event.Invoke call) {
    return call.method().name().equals("<init>")
        ? "new " + Types.simpleName(call.method().owner())
        : call.method().name();
  }

  private static String shown(Object value) {
    if (value instanceof Duration duration) {
      return duration.isZero()
          ? "Duration.ZERO"
          : String.format(Locale.ROOT, "a duration of %s", duration);
    }
    return value.toString();
  }
}
