package dev.watertight.analysis;

import dev.watertight.analysis.ThreadVerdict.Fault;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ways out of an activity that leave a thread's value behind. */
final class ThreadPaths {
  /** A way out without a release. */
  record Gap(Fault fault, String failedEnd, Place leaves, String exit, Confidence confidence) {}

  private final Scene scene;
  private final Failures failures;

  ThreadPaths(Scene scene) {
    this.scene = scene;
    this.failures = new Failures(scene.hierarchy(), scene.lookup());
  }

  /** What is wrong with the ways on from where the value is set, or null. */
  Gap gap(ThreadUse set, List<ThreadUse> ends) {
    List<MethodModel> releasing = new ArrayList<>();
    for (ThreadUse end : ends) {
      releasing.add(end.method());
    }
    Set<MethodModel> leading = scene.calls().reaching(releasing);
    Gap gap = inMethod(set.method(), set.event(), ends, leading);
    if (gap == null) {
      gap = inHooks(set, ends, leading);
    }
    if (gap == null && !releasing.contains(set.method())) {
      for (MethodModel caller : scene.calls().callers(set.method())) {
        gap = gap != null ? gap : inCaller(caller, set.method(), ends, leading);
      }
    }
    return gap;
  }

  /** The caller sets through a helper and releases itself, but not on every way. */
  private Gap inCaller(
      MethodModel caller, MethodModel helper, List<ThreadUse> ends, Set<MethodModel> leading) {
    if (caller.body() == null || leading.contains(helper)) {
      return null;
    }
    for (Event event : caller.body().events()) {
      if (event instanceof Event.Invoke call
          && call.method().name().equals(helper.name())
          && scene.hierarchy().targets(call.method(), Locator.isVirtual(call)).contains(helper)) {
        Gap gap = inMethod(caller, call, ends, leading);
        if (gap != null) {
          return gap;
        }
      }
    }
    return null;
  }

  /** Every normal way out releases; an exceptional one does not. */
  private Gap inMethod(
      MethodModel method, Event from, List<ThreadUse> ends, Set<MethodModel> leading) {
    Body body = method.body();
    if (body == null || !body.pathsKnown()) {
      return null;
    }
    BitSet releasing = releasing(method, from, ends, leading);
    BitSet ahead = Paths.reachable(body, from.id(), Paths.NEVER, Paths.NEVER);
    ahead.and(releasing);
    if (ahead.isEmpty()) {
      return null;
    }
    BitSet normal = Paths.reachable(body, from.id(), releasing::get, Paths.NEVER);
    for (int i = normal.nextSetBit(0); i >= 0; i = normal.nextSetBit(i + 1)) {
      if (Paths.isReturn(body, i)) {
        return early(method, from, releasing, normal, i);
      }
    }
    BitSet any =
        Paths.reachable(
            body, from.id(), releasing::get, e -> e != from.id() && failures.isEvidence(method, e));
    for (int i = any.nextSetBit(0); i >= 0; i = any.nextSetBit(i + 1)) {
      boolean leaves =
          (Paths.isReturn(body, i) && !normal.get(i))
              || (i != from.id() && failures.isEvidence(method, i) && failures.mayLeave(method, i));
      if (leaves) {
        return new Gap(
            Fault.SKIPPED,
            "exception",
            Site.of(scene.hierarchy(), method, body.event(i).line()),
            Failures.describe(body.event(i)),
            callerReleases(method, leading) ? Confidence.POSSIBLE : Confidence.LIKELY);
      }
    }
    return null;
  }

  /**
   * A normal way out that keeps the value. It may do so on purpose, but not where the whole
   * activity ends with the method, unless what decides is whether the method was the one to set it.
   */
  private Gap early(MethodModel method, Event from, BitSet releasing, BitSet normal, int exit) {
    if (!scene.lives().hasStrong(method, Phase.RUN)) {
      return null;
    }
    Body body = method.body();
    for (Event event : body.events()) {
      if (event instanceof Event.Branch branch
          && normal.get(branch.id())
          && decides(body, branch, releasing)
          && isFlag(body, branch.condition(), from)) {
        return null;
      }
    }
    return new Gap(
        Fault.SKIPPED,
        "return",
        Site.of(scene.hierarchy(), method, body.event(exit).line()),
        "an early return",
        Confidence.LIKELY);
  }

  /** Whether one edge leads to a release at once and another does not. */
  private static boolean decides(Body body, Event.Branch branch, BitSet releasing) {
    int leading = 0;
    for (int next : body.normal(branch.id())) {
      if (next >= 0 && releasing.get(next)) {
        leading++;
      }
    }
    return leading > 0 && leading < body.normal(branch.id()).length;
  }

  /** A local flag, or what was tested before the value was set. */
  private static boolean isFlag(Body body, Value condition, Event from) {
    if (condition instanceof Value.Union || condition instanceof Value.Param) {
      return true;
    }
    for (Event event : body.events()) {
      if (event instanceof Event.Branch earlier
          && earlier.condition().equals(condition)
          && body.normal(earlier.id()).length == 2
          && (Paths.needsEdge(body, earlier.id(), 0, from.id())
              || Paths.needsEdge(body, earlier.id(), 1, from.id()))) {
        return true;
      }
    }
    return condition instanceof Value.Computed computed
        && computed.operands().stream().anyMatch(Value.Union.class::isInstance);
  }

  private BitSet releasing(
      MethodModel method, Event from, List<ThreadUse> ends, Set<MethodModel> leading) {
    BitSet result = new BitSet();
    for (ThreadUse end : ends) {
      if (end.method() == method && end.event() != from) {
        result.set(end.event().id());
      }
    }
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call && event != from) {
        for (MethodModel target :
            scene.hierarchy().targets(call.method(), Locator.isVirtual(call))) {
          if (leading.contains(target) && target != method) {
            result.set(event.id());
          }
        }
      }
    }
    return result;
  }

  /** Whether somebody further out cleans up after the method. */
  private boolean callerReleases(MethodModel method, Set<MethodModel> leading) {
    for (MethodModel caller : scene.calls().callers(method)) {
      if (caller == method) {
        continue;
      }
      for (MethodModel callee : scene.calls().callees(caller)) {
        if (callee != method && leading.contains(callee)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Set in the hook that begins an activity; the hook that releases does not always come. */
  private Gap inHooks(ThreadUse set, List<ThreadUse> ends, Set<MethodModel> leading) {
    MethodModel begin = set.method();
    ClassModel type = scene.hierarchy().declaring(begin);
    if (type == null || begin.isLambdaBody()) {
      return null;
    }
    Set<String> names = new LinkedHashSet<>();
    for (Entry entry : scene.lookup().ofMember("life", type, begin)) {
      if ("begin".equals(entry.get("phase"))) {
        names.addAll(entry.names("end"));
      }
    }
    if (names.isEmpty()) {
      return null;
    }
    boolean ended = false;
    MethodModel other = null;
    for (MethodModel method : type.methods()) {
      if (leading.contains(method) && method != begin && !method.isLambdaBody()) {
        if (names.contains(method.name())) {
          ended = true;
        } else if (scene.lives().hasStrong(method, Phase.END)) {
          other = method;
        }
      }
    }
    if (!ended && other != null) {
      return new Gap(
          Fault.WRONG_HOOK,
          names.iterator().next(),
          Site.of(scene.hierarchy(), other, 0),
          other.name(),
          Confidence.LIKELY);
    }
    return ended ? vetoed(set, ends, leading, names) : null;
  }

  /** A begin that says no, or throws, has no end: the framework calls that of the others only. */
  private Gap vetoed(
      ThreadUse set, List<ThreadUse> ends, Set<MethodModel> leading, Set<String> names) {
    MethodModel begin = set.method();
    Body body = begin.body();
    if (!begin.ref().descriptor().endsWith(")Z") || !body.pathsKnown()) {
      return null;
    }
    BitSet releasing = releasing(begin, set.event(), ends, leading);
    BitSet on =
        Paths.reachable(
            body,
            set.event().id(),
            releasing::get,
            e -> e != set.event().id() && failures.isEvidence(begin, e));
    for (int i = on.nextSetBit(0); i >= 0; i = on.nextSetBit(i + 1)) {
      boolean refuses = body.event(i) instanceof Event.Return exit && isFalse(exit.value());
      boolean leaves = failures.isEvidence(begin, i) && failures.mayLeave(begin, i);
      if (refuses || leaves) {
        return new Gap(
            Fault.SKIPPED,
            refuses ? "refused" : "exception",
            Site.of(scene.hierarchy(), begin, body.event(i).line()),
            refuses
                ? "its return of false, after which " + names.iterator().next() + " does not come,"
                : Failures.describe(body.event(i)),
            Confidence.LIKELY);
      }
    }
    return null;
  }

  private static boolean isFalse(Value value) {
    return (value instanceof Value.Const constant
            && (Boolean.FALSE.equals(constant.value())
                || (constant.value() instanceof Number number && number.intValue() == 0)))
        || (value instanceof Value.Convert convert && isFalse(convert.operand()));
  }

  /** Released by the component's end only, which runs on another thread. */
  boolean onlyAtStop(List<ThreadUse> sets, List<ThreadUse> ends) {
    for (ThreadUse end : ends) {
      MethodModel method = end.method();
      if (end.kind() == ThreadUse.Kind.DROP
          || method.name().equals("close")
          || !scene.lives().hasStrong(method, Phase.STOP)
          || !scene.calls().callers(method).isEmpty()) {
        return false;
      }
    }
    for (ThreadUse set : sets) {
      if (scene.lives().hasStrong(set.method(), Phase.RUN)) {
        return true;
      }
    }
    return false;
  }
}
