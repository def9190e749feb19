package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Confidence;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Added, and removed again in the same activity, but not on every way out of it. */
final class PathDefects {
  private final Scene scene;
  private final Failures failures;
  private final SkippingReturns returns;
  private final Continuations continuations;

  PathDefects(Scene scene) {
    this.scene = scene;
    this.failures = new Failures(scene.hierarchy(), scene.lookup());
    this.returns = new SkippingReturns(scene);
    this.continuations = new Continuations(scene);
  }

  List<Defect> of(ContainerFacts facts, HolderLife life) {
    List<Defect> result = new ArrayList<>();
    if (facts.releases().isEmpty() || (!life.isLong() && !isIndex(facts))) {
      return result;
    }
    for (Operation growth : facts.growth()) {
      Defect defect = bracket(facts, growth);
      if (defect == null) {
        defect = failedBegin(facts, growth);
      }
      if (defect == null && life.isLong()) {
        defect = returns.of(facts, growth);
      }
      if (defect == null && life.isLong()) {
        defect = continuations.of(facts, growth);
      }
      if (defect != null) {
        result.add(defect);
        return result;
      }
    }
    return result;
  }

  /** Entries are removed by what they are, not by where they stand as on a stack. */
  private boolean isIndex(ContainerFacts facts) {
    if (!facts.container().isMap() && !scene.supply().isEndless(facts)) {
      return false;
    }
    for (Operation release : facts.releases()) {
      if (release.kind() == Kind.SHRINK_SOME
          || (facts.container().isMap()
              && release.kind() == Kind.SHRINK
              && release.key() == null)) {
        return false;
      }
    }
    return true;
  }

  /** Every normal way out removes; an exceptional one does not. */
  private Defect bracket(ContainerFacts facts, Operation growth) {
    MethodModel method = growth.method();
    if (!method.body().pathsKnown() || growth.event() instanceof Event.Put) {
      return null;
    }
    BitSet releasing = releasing(facts, method, growth);
    if (releasing.isEmpty()) {
      return null;
    }
    BitSet ahead = Paths.reachable(method.body(), growth.event().id(), Paths.NEVER, Paths.NEVER);
    BitSet reachableReleases = (BitSet) releasing.clone();
    reachableReleases.and(ahead);
    if (reachableReleases.isEmpty()) {
      return null;
    }
    BitSet normal =
        Paths.reachable(method.body(), growth.event().id(), releasing::get, Paths.NEVER);
    for (int i = normal.nextSetBit(0); i >= 0; i = normal.nextSetBit(i + 1)) {
      if (Paths.isReturn(method.body(), i)) {
        return null; // kept on purpose on some normal way
      }
    }
    BitSet any =
        Paths.reachable(
            method.body(), growth.event().id(), releasing::get, e -> isEvidence(method, e, growth));
    for (int i = any.nextSetBit(0); i >= 0; i = any.nextSetBit(i + 1)) {
      boolean leaves =
          (Paths.isReturn(method.body(), i) && !normal.get(i) && !callerCleans(facts, method))
              || (isEvidence(method, i, growth) && failures.mayLeave(method, i));
      if (leaves) {
        return new Defect.SkippedOnPath(
            Confidence.LIKELY,
            "exception",
            Site.of(
                scene.hierarchy(),
                method,
                method.body().event(reachableReleases.nextSetBit(0)).line()),
            Site.of(scene.hierarchy(), method, method.body().event(i).line()),
            Failures.describe(method.body().event(i)));
      }
    }
    return null;
  }

  private BitSet releasing(ContainerFacts facts, MethodModel method, Operation growth) {
    BitSet result = new BitSet();
    Set<MethodModel> cleaning = facts.leadsSoonToRelease(scene.calls());
    result.or(handingOver(method, cleaning));
    for (Operation release : facts.releases()) {
      if (release.method() == method && release.event() != growth.event()) {
        result.set(release.event().id());
      }
    }
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call && event != growth.event()) {
        for (MethodModel target :
            scene.hierarchy().targets(call.method(), Locator.isVirtual(call))) {
          if (cleaning.contains(target)) {
            result.set(event.id());
          }
        }
      }
    }
    return result;
  }

  /** Told by what the method returns, whoever calls it cleans up. */
  private boolean callerCleans(ContainerFacts facts, MethodModel method) {
    if (Types.returnType(method.ref().descriptor()).equals("V")) {
      return false;
    }
    Set<MethodModel> cleaning = facts.leadsSoonToRelease(scene.calls());
    for (MethodModel caller : scene.calls().callers(method)) {
      for (MethodModel called : scene.calls().callees(caller)) {
        if (called != method && cleaning.contains(called)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Events that give a callback or an object away that will release: from there on it is theirs to
   * do.
   */
  private BitSet handingOver(MethodModel method, Set<MethodModel> cleaning) {
    BitSet result = new BitSet();
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call) {
        for (Value argument : call.arguments()) {
          if (argument instanceof Value.Lambda lambda
              && cleaning.contains(scene.hierarchy().resolve(lambda.implementation()))) {
            result.set(event.id());
          }
        }
        if (call.method().name().equals("<init>")
            && Types.outermost(call.method().owner()).equals(Types.outermost(method.ref().owner()))
            && scene.world().judges(call.method().owner())
            && !call.method().owner().equals(method.ref().owner())) {
          for (MethodModel member : scene.world().find(call.method().owner()).methods()) {
            if (cleaning.contains(member)) {
              result.set(event.id());
            }
          }
        }
      }
    }
    return result;
  }

  private boolean isEvidence(MethodModel method, int id, Operation growth) {
    return id != growth.event().id() && failures.isEvidence(method, id);
  }

  /**
   * Added before the call that makes the begin happen; where that call throws, the end that removes
   * never comes.
   */
  private Defect failedBegin(ContainerFacts facts, Operation growth) {
    MethodModel method = growth.method();
    if (method.isLambdaBody() || !method.body().pathsKnown()) {
      return null;
    }
    BitSet given = handingOver(method, facts.leadsSoonToRelease(scene.calls()));
    for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
      if (Paths.reachable(method.body(), i, Paths.NEVER, Paths.NEVER).get(growth.event().id())) {
        return null;
      }
    }
    BitSet ahead =
        Paths.reachable(
            method.body(),
            growth.event().id(),
            e -> given.get(e) || releasesHere(facts, method, e),
            e -> isEvidence(method, e, growth));
    for (int i = ahead.nextSetBit(0); i >= 0; i = ahead.nextSetBit(i + 1)) {
      if (method.body().event(i) instanceof Event.Invoke call
          && call.method().name().equals(method.name())
          && forwards(call)
          && isEvidence(method, i, growth)
          && failures.mayLeave(method, i)) {
        return new Defect.SkippedOnPath(
            Confidence.LIKELY,
            "exception:" + call.method().name(),
            Site.of(scene.hierarchy(), facts.releases().get(0)),
            Site.of(scene.hierarchy(), method, call.line()),
            Failures.describe(call));
      }
    }
    return null;
  }

  private boolean releasesHere(ContainerFacts facts, MethodModel method, int id) {
    for (Operation release : facts.releases()) {
      if (release.method() == method
          && release.event().id() == id
          && release.kind() != Kind.REASSIGN) {
        return true;
      }
    }
    return false;
  }

  /** A call of the overridden method or of the same method of a wrapped object. */
  private static boolean forwards(Event.Invoke call) {
    return call.dispatch() == Event.Dispatch.SPECIAL || call.receiver() instanceof Value.FieldRead;
  }
}
