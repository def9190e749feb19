package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.BitSet;

/**
 * A method adds and removes again, but returns on some way without removing, and nothing else ever
 * removes: an early return, or a removal that hangs on something unrelated.
 */
final class SkippingReturns {
  private static final int DEEPEST = 6;

  private final Scene scene;

  SkippingReturns(Scene scene) {
    this.scene = scene;
  }

  /** The defect, or null. */
  Defect of(ContainerFacts facts, Operation growth) {
    MethodModel method = growth.method();
    if (!(growth.event() instanceof Event.Invoke)
        || !method.body().pathsKnown()
        || !removesHereOnly(facts, growth)) {
      return null;
    }
    BitSet releasing = new BitSet();
    int line = Integer.MAX_VALUE;
    for (Operation release : facts.releases()) {
      releasing.set(release.event().id());
      line = Math.min(line, release.line());
    }
    Body body = method.body();
    BitSet ahead = Paths.reachable(body, growth.event().id(), Paths.NEVER, Paths.NEVER);
    if (!ahead.intersects(releasing)) {
      return null;
    }
    BitSet ways = Paths.reachable(body, growth.event().id(), releasing::get, Paths.NEVER);
    Event leaves = null;
    boolean flagsOnly = true;
    for (int i = ways.nextSetBit(0); i >= 0; i = ways.nextSetBit(i + 1)) {
      Event event = body.event(i);
      if (event instanceof Event.Branch branch && asks(facts, growth, branch.condition(), 0)) {
        return null; // the entry, or what is there beside it, says whether it may go
      }
      if (event instanceof Event.Branch branch) {
        flagsOnly &= branch.condition() instanceof Value.FieldRead;
      }
      if (leaves == null && event instanceof Event.Return) {
        leaves = event;
      }
    }
    if (leaves == null || (!flagsOnly && leaves.line() >= line)) {
      return null; // a removal that stands under a condition may be what another call is for
    }
    return new Defect.SkippedOnPath(
        ContainerJudge.confidence(facts),
        "return",
        Site.of(scene.hierarchy(), facts.releases().get(0)),
        Site.of(scene.hierarchy(), method, leaves.line()),
        Failures.describe(leaves));
  }

  /** Every removal is in the text of the adding method, and takes what that method has added. */
  private static boolean removesHereOnly(ContainerFacts facts, Operation growth) {
    for (Operation release : facts.releases()) {
      if (release.method() != growth.method() || release.kind() != Kind.SHRINK) {
        return false;
      }
      Operand removed = release.key() == null ? release.value() : release.key();
      Operand added = growth.key() == null ? growth.value() : growth.key();
      if (removed == null || added == null || !removed.value().equals(added.value())) {
        return false;
      }
    }
    return !facts.releases().isEmpty() && facts.deadReleases().isEmpty();
  }

  /** Whether a condition depends on the addition, on the container or on the added value. */
  private boolean asks(ContainerFacts facts, Operation growth, Value value, int depth) {
    if (value == null || depth > DEEPEST) {
      return depth > DEEPEST;
    }
    if (growth.key() != null && growth.value() != null && value.equals(growth.value().value())) {
      return true;
    }
    for (Location location : scene.locator().locate(growth.method(), value)) {
      if (facts.container().ref().equals(location.field())) {
        return true;
      }
    }
    if (value instanceof Value.Computed computed) {
      for (Value operand : computed.operands()) {
        if (asks(facts, growth, operand, depth + 1)) {
          return true;
        }
      }
    } else if (value instanceof Value.Convert convert) {
      return asks(facts, growth, convert.operand(), depth + 1);
    } else if (value instanceof Value.InstanceOf test) {
      return asks(facts, growth, test.operand(), depth + 1);
    } else if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        if (asks(facts, growth, member, depth + 1)) {
          return true;
        }
      }
    }
    Event.Invoke call = growth.method().body().invoke(value);
    if (call == null) {
      return false;
    }
    if (call == growth.event() || asks(facts, growth, call.receiver(), depth + 1)) {
      return true;
    }
    for (Value argument : call.arguments()) {
      if (asks(facts, growth, argument, depth + 1)) {
        return true;
      }
    }
    return false;
  }
}
