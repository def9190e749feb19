package dev.watertight.analysis;

import dev.watertight.findings.Place;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ways out of an activity, and ends of a life, that leave a registration behind. */
final class RegistrationPaths {
  /** A way out without a release. */
  record Gap(String failedEnd, Place leaves, String exit) {}

  /**
   * The end that always comes and does not unregister.
   *
   * @param name its simple name
   * @param instead the end that does
   */
  record OtherEnd(String name, MethodModel instead) {}

  private final Scene scene;
  private final Failures failures;

  RegistrationPaths(Scene scene) {
    this.scene = scene;
    this.failures = new Failures(scene.hierarchy(), scene.lookup());
  }

  /** Every normal way on from the registration undoes it; an exceptional one does not. */
  Gap gap(Registration registration, List<Release> releases) {
    MethodModel method = registration.origin();
    Body body = method.body();
    Event from = registration.from();
    if (!body.pathsKnown()) {
      return null;
    }
    BitSet releasing = releasing(method, from, releases);
    BitSet ahead = Paths.reachable(body, from.id(), Paths.NEVER, Paths.NEVER);
    ahead.and(releasing);
    if (ahead.isEmpty()) {
      return null;
    }
    BitSet normal = Paths.reachable(body, from.id(), releasing::get, Paths.NEVER);
    for (int i = normal.nextSetBit(0); i >= 0; i = normal.nextSetBit(i + 1)) {
      if (Paths.isReturn(body, i)) {
        return null; // kept on purpose on some normal way
      }
    }
    BitSet any =
        Paths.reachable(
            body, from.id(), releasing::get, e -> e != from.id() && failures.isEvidence(method, e));
    for (int i = any.nextSetBit(0); i >= 0; i = any.nextSetBit(i + 1)) {
      boolean leaves =
          (Paths.isReturn(body, i) && !normal.get(i))
              || (i != from.id() && failures.isEvidence(method, i) && Paths.mayLeave(body, i));
      if (leaves) {
        return new Gap(
            "exception",
            Site.of(scene.hierarchy(), method, body.event(i).line()),
            Failures.describe(body.event(i)));
      }
    }
    return null;
  }

  private BitSet releasing(MethodModel method, Event from, List<Release> releases) {
    List<MethodModel> undoing = new ArrayList<>();
    BitSet result = new BitSet();
    for (Release release : releases) {
      if (release.method() == method) {
        if (release.event() != from) {
          result.set(release.event().id());
        }
      } else {
        undoing.add(release.method());
      }
    }
    Set<MethodModel> leading = new LinkedHashSet<>(scene.calls().reaching(undoing));
    leading.remove(method);
    for (Event event : method.body().events()) {
      if (event != from && leads(event, leading)) {
        result.set(event.id());
      }
    }
    return result;
  }

  /** A call of, or something that hands over, code that leads to a release. */
  private boolean leads(Event event, Set<MethodModel> leading) {
    if (event instanceof Event.Invoke call) {
      for (MethodModel target : scene.hierarchy().targets(call.method(), Locator.isVirtual(call))) {
        if (leading.contains(target)) {
          return true;
        }
      }
    }
    for (Value operand : Arguments.operands(event)) {
      if (operand instanceof Value.Lambda lambda) {
        MethodModel body = scene.hierarchy().resolve(lambda.implementation());
        if (body != null && leading.contains(body)) {
          return true;
        }
      } else if (operand instanceof Value.New created) {
        ClassModel type = scene.hierarchy().find(Types.internalName(created.type()));
        if (type != null && !Collections.disjoint(type.methods(), leading)) {
          return true;
        }
      }
    }
    return false;
  }

  /** For a begin whose end is known: another end unregisters, that one does not. */
  OtherEnd otherEnd(MethodModel begin, List<MethodModel> undoing) {
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
    for (MethodModel each : undoing) {
      if (!Types.outermost(each.ref().owner()).equals(Types.outermost(type.name()))) {
        return null;
      }
    }
    Set<MethodModel> leading = scene.calls().reaching(undoing);
    MethodModel other = null;
    for (MethodModel method : type.methods()) {
      if (!leading.contains(method) || method == begin || method.isLambdaBody()) {
        continue;
      }
      if (isNamed(type, method, names)) {
        return null;
      }
      if (scene.lives().hasStrong(method, Phase.END)
          || scene.lives().hasStrong(method, Phase.RUN)) {
        other = method;
      } else if (scene.calls().isEntry(method)) {
        return null; // somebody else may call it at the right time
      }
    }
    return other == null ? null : new OtherEnd(expected(names), other);
  }

  private boolean isNamed(ClassModel type, MethodModel method, Set<String> names) {
    if (names.contains(method.name())) {
      return true;
    }
    for (Entry entry : scene.lookup().ofMember("life", type, method)) {
      if (names.contains(entry.type().replace('/', '.')) && entry.has("guaranteed")) {
        return true;
      }
    }
    return false;
  }

  private static String expected(Set<String> names) {
    String first = names.iterator().next();
    return first.startsWith("@") ? Types.simpleName(first.replace('.', '/')) : first;
  }
}
