package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Fix;
import dev.watertight.findings.Place;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two containers of one holder are filled together; an exit cleans only one of them. */
final class SiblingDefects {
  private static final int FARTHEST_CALLER = 3;
  private static final int LONGEST_CHAIN = 4;

  private final Scene scene;
  private final Map<String, List<ContainerFacts>> filledByHolder = new HashMap<>();

  SiblingDefects(Scene scene, Map<FieldRef, ContainerFacts> all) {
    this.scene = scene;
    for (ContainerFacts each : all.values()) {
      if (!each.growth().isEmpty()) {
        filledByHolder
            .computeIfAbsent(each.container().ref().owner(), k -> new ArrayList<>())
            .add(each);
      }
    }
  }

  List<Defect> of(ContainerFacts facts, HolderLife life) {
    List<Defect> result = new ArrayList<>();
    if (facts.container().limitsItself() || life.length() == HolderLife.Length.SHORT) {
      return result;
    }
    for (ContainerFacts other : siblings(facts)) {
      Defect defect = compare(facts, other);
      if (defect != null) {
        result.add(defect);
        break;
      }
    }
    return result;
  }

  /** Containers of the same holder that are filled in the same activity. */
  private List<ContainerFacts> siblings(ContainerFacts facts) {
    List<ContainerFacts> result = new ArrayList<>();
    String holder = facts.container().ref().owner();
    for (ContainerFacts other : filledByHolder.getOrDefault(holder, List.of())) {
      if (other != facts
          && other.container().field().isStatic() == facts.container().field().isStatic()
          && filledTogether(facts, other)) {
        result.add(other);
      }
    }
    return result;
  }

  private boolean filledTogether(ContainerFacts one, ContainerFacts other) {
    for (Operation a : one.growth()) {
      for (Operation b : other.growth()) {
        if (filledTogether(a, b)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two additions in one member file the same things. */
  static boolean filledTogether(Operation a, Operation b) {
    return named(a.method()).equals(named(b.method())) && related(a, b);
  }

  /**
   * Both on one way, with the same key or value, or the key of one as the value of the other. Two
   * branches of one decision fill alternatives, not siblings.
   */
  private static boolean related(Operation a, Operation b) {
    if (a.method() != b.method()) {
      return a.method().isLambdaBody() || b.method().isLambdaBody();
    }
    boolean shared =
        same(a.key(), b.key())
            || same(a.value(), b.value())
            || same(a.key(), b.value())
            || same(a.value(), b.key());
    return shared
        && (a.event() == b.event() ? a.helper() != a.method() : leads(a, b) || leads(b, a));
  }

  private static boolean leads(Operation from, Operation to) {
    return Paths.reachable(from.method().body(), from.event().id(), Paths.NEVER, Paths.NEVER)
        .get(to.event().id());
  }

  private static boolean same(Operand a, Operand b) {
    return a != null && b != null && a.value().equals(b.value());
  }

  private static MethodRef named(MethodModel method) {
    return method.isLambdaBody() ? method.enclosing() : method.ref();
  }

  private Defect compare(ContainerFacts facts, ContainerFacts other) {
    Set<MethodModel> cleaning = facts.leadsSoonToRelease(scene.calls());
    for (Map.Entry<MethodModel, List<Operation>> exit : exits(other).entrySet()) {
      MethodModel method = exit.getKey();
      Operation cleaned = exit.getValue().get(0);
      if (method.isConstructor()
          || !isInside(method, facts)
          || scene.lives().startUpOnly(method)
          || regrows(method, other)
          || regrows(method, facts)) {
        continue;
      }
      if (!cleaning.contains(method)) {
        if (isCovered(method, facts, cleaning, 0)) {
          continue;
        }
        if (!significant(facts, other, cleaned)) {
          continue;
        }
        return defect(facts, other, cleaned, method);
      }
      Operation skipped = skippedOnBranch(facts, exit.getValue(), method, cleaning);
      if (skipped != null) {
        return defect(facts, other, skipped, method);
      }
    }
    return null;
  }

  /**
   * A removal by key counts where this container is emptied by key elsewhere or not at all; an
   * emptying of the other counts where it is not a mere restart.
   */
  private boolean significant(ContainerFacts facts, ContainerFacts other, Operation cleaned) {
    if (cleaned.kind() == Kind.CLEAR || cleaned.kind() == Kind.REASSIGN) {
      return (facts.hasKeyedRelease() || facts.releases().isEmpty())
          && scene.lives().isEnd(cleaned.method());
    }
    if (facts.releases().isEmpty()) {
      return true;
    }
    return other.hasKeyedRelease()
        && (facts.hasKeyedRelease() ? !isDrained(facts) : isEmptiedAtEndsOnly(facts));
  }

  private boolean isEmptiedAtEndsOnly(ContainerFacts facts) {
    for (Operation release : facts.releases()) {
      if (!scene.lives().isEnd(release.method())) {
        return false;
      }
    }
    return true;
  }

  /** Entries leave from an end, whatever they are: a queue, not an index. */
  private static boolean isDrained(ContainerFacts facts) {
    for (Operation release : facts.releases()) {
      if (release.kind() == Kind.SHRINK_SOME
          && release.event() instanceof Event.Invoke call
          && !removesThroughIterator(release)
          && call.arguments().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private Defect defect(
      ContainerFacts facts, ContainerFacts other, Operation cleaned, MethodModel method) {
    Place place = Site.of(scene.hierarchy(), cleaned);
    return new Defect.SiblingOnly(
        ContainerJudge.confidence(facts),
        "sibling:" + named(method).name(),
        other.container().ref().name(),
        place,
        place,
        fix(facts, other, cleaned, place));
  }

  /**
   * Certain where both are filled under the same key, or with the same element, and the other is
   * cleaned in plain sight.
   */
  private Fix fix(ContainerFacts facts, ContainerFacts other, Operation cleaned, Place place) {
    boolean whole = cleaned.kind() == Kind.CLEAR;
    if (cleaned.helper() != cleaned.method()
        || !(cleaned.event() instanceof Event.Invoke call)
        || !call.method().name().equals(whole ? "clear" : "remove")
        || (!whole && (cleaned.kind() != Kind.SHRINK || call.arguments().size() != 1))
        || !sameEntry(facts, other, whole)
        || !Types.outermost(place.className())
            .equals(Types.outermost(facts.container().ref().owner()))) {
      return null;
    }
    return new Fix.CleanBeside(
        place,
        other.container().ref().name(),
        facts.container().ref().name(),
        call.method().name());
  }

  /** Whether what removes from the other removes the same entry from this one. */
  private static boolean sameEntry(ContainerFacts facts, ContainerFacts other, boolean whole) {
    for (Operation a : facts.growth()) {
      boolean same = whole;
      for (Operation b : other.growth()) {
        same |= a.method() == b.method() && same(selector(facts, a), selector(other, b));
      }
      if (!same) {
        return false;
      }
    }
    boolean byIndex =
        facts.container().valueType().equals("Ljava/lang/Integer;") && !facts.container().isMap();
    return whole || !byIndex; // remove(int) of a list takes an index
  }

  private static Operand selector(ContainerFacts facts, Operation growth) {
    return facts.container().isMap() ? growth.key() : growth.value();
  }

  /** Methods that clean the other container themselves. */
  private Map<MethodModel, List<Operation>> exits(ContainerFacts other) {
    Map<MethodModel, List<Operation>> result = new LinkedHashMap<>();
    for (Operation release : other.releases()) {
      if (release.kind() != Kind.SHRINK_SOME || removesThroughIterator(release)) {
        result.computeIfAbsent(release.method(), k -> new ArrayList<>()).add(release);
      }
    }
    return result;
  }

  /** In the holder, a class nested with it, or a subclass: others know one container only. */
  private boolean isInside(MethodModel method, ContainerFacts facts) {
    String holder = facts.container().ref().owner();
    ClassModel type = scene.hierarchy().declaring(method);
    return type != null
        && (Types.outermost(type.name()).equals(Types.outermost(holder))
            || scene.hierarchy().isSubtype(type.name(), holder));
  }

  private static boolean removesThroughIterator(Operation release) {
    return release.event() instanceof Event.Invoke call
        && call.method().name().equals("remove")
        && call.arguments().isEmpty();
  }

  /** The exit puts something back, so it is a move and not an end. */
  private boolean regrows(MethodModel method, ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      if (named(growth.method()).equals(named(method))) {
        return growth.method() == method;
      }
    }
    return false;
  }

  /** Whether everybody who runs the exit cleans this container beside it, or fills it anew. */
  private boolean isCovered(
      MethodModel exit, ContainerFacts facts, Set<MethodModel> cleaning, int depth) {
    List<MethodModel> callers = scene.calls().callers(exit);
    if (callers.isEmpty()
        || (exit.isLambdaBody() && !scene.lives().runsAtOnce(exit))
        || depth > FARTHEST_CALLER) {
      return false;
    }
    for (MethodModel caller : callers) {
      if (caller != exit
          && !(facts.hasKeyedRelease() && cleaning.contains(caller))
          && !regrows(caller, facts)
          && !isCovered(caller, facts, cleaning, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The exit cleans both, but on some way that cleans the other it leaves without cleaning this
   * one.
   */
  private Operation skippedOnBranch(
      ContainerFacts facts,
      List<Operation> cleaned,
      MethodModel method,
      Set<MethodModel> cleaning) {
    BitSet blocked = new BitSet();
    for (Event event : method.body().events()) {
      if (releases(event, facts, method, cleaning)) {
        blocked.set(event.id());
        blocked.or(Paths.decisionsAround(method.body(), event.id()));
      }
    }
    for (Operation operation : cleaned) {
      int at = operation.event().id();
      if (blocked.get(at) || !reachesFromEntry(method, at, blocked)) {
        continue;
      }
      if (returns(method, afterRemoving(operation, method, blocked))
          && !testsOwnKey(facts, method)) {
        return operation;
      }
    }
    return null;
  }

  /** Events after the removal on ways where there was something to remove. */
  private static BitSet afterRemoving(Operation operation, MethodModel method, BitSet blocked) {
    Body body = method.body();
    Map<Integer, Integer> nothingThere = new HashMap<>();
    for (Event event : body.events()) {
      if (event instanceof Event.Branch branch && body.normal(branch.id()).length == 2) {
        int edge = Paths.edgeOfNothing(branch.condition(), operation.event().id());
        if (edge >= 0) {
          nothingThere.put(branch.id(), edge);
        }
      }
    }
    return Paths.reachable(body, operation.event().id(), blocked, nothingThere);
  }

  private static boolean reachesFromEntry(MethodModel method, int at, BitSet blocked) {
    return Paths.reachable(method.body(), 0, blocked::get, Paths.NEVER).get(at);
  }

  private static boolean returns(MethodModel method, BitSet seen) {
    for (int i = seen.nextSetBit(0); i >= 0; i = seen.nextSetBit(i + 1)) {
      if (Paths.isReturn(method.body(), i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the way round the removal is taken where there is no key, and so no entry. */
  private static boolean testsOwnKey(ContainerFacts facts, MethodModel method) {
    for (Operation release : facts.releases()) {
      if (release.method() == method && release.key() != null) {
        for (Event event : method.body().events()) {
          if (event instanceof Event.Branch branch
              && branch.condition() instanceof Value.Computed test
              && asksFor(test, method, release.key().value())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether the test is about the key or about the object that the key is taken from. */
  private static boolean asksFor(Value.Computed test, MethodModel method, Value key) {
    Value current = key;
    for (int i = 0; i < LONGEST_CHAIN && current != null; i++) {
      if (test.operands().contains(current)) {
        return true;
      }
      Event.Invoke call = method.body().invoke(current);
      current =
          current instanceof Value.Convert convert
              ? convert.operand()
              : current instanceof Value.FieldRead read
                  ? read.receiver()
                  : call == null ? null : call.receiver();
    }
    return false;
  }

  private boolean releases(
      Event event, ContainerFacts facts, MethodModel method, Set<MethodModel> cleaning) {
    for (Operation release : facts.releases()) {
      if (release.method() == method && release.event() == event) {
        return true;
      }
    }
    if (event instanceof Event.Invoke call) {
      for (MethodModel target : scene.hierarchy().targets(call.method(), Locator.isVirtual(call))) {
        if (cleaning.contains(target)) {
          return true;
        }
      }
      for (Value argument : call.arguments()) {
        if (argument instanceof Value.Lambda lambda
            && cleaning.contains(scene.hierarchy().resolve(lambda.implementation()))) {
          return true;
        }
      }
    }
    return false;
  }
}
