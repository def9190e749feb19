package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;

/** Removals that run when an asynchronous call succeeds, and never when it fails. */
final class Continuations {
  private final Scene scene;

  Continuations(Scene scene) {
    this.scene = scene;
  }

  /** The defect, or null. */
  Defect of(ContainerFacts facts, Operation growth) {
    Event.Invoke handing = null;
    for (Operation release : facts.releases()) {
      handing =
          named(release.method()).equals(named(growth.method()))
              ? handing(release, growth.method())
              : null;
      if (handing == null) {
        return null;
      }
    }
    if (handing == null || !facts.deadReleases().isEmpty()) {
      return null;
    }
    return new Defect.SkippedOnPath(
        ContainerJudge.confidence(facts),
        "failure",
        Site.of(scene.hierarchy(), facts.releases().get(0)),
        Site.of(scene.hierarchy(), growth.method(), handing.line()),
        "a failure of what " + handing.method().name() + " continues");
  }

  private static MethodRef named(MethodModel method) {
    return method.isLambdaBody() ? method.enclosing() : method.ref();
  }

  /** The call that is handed the removal and runs it on success only, or null. */
  private Event.Invoke handing(Operation release, MethodModel method) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call
          && (event == release.event() || hands(call, release))) {
        Entry runs = scene.lookup().first("runs", call.method());
        return runs != null && runs.has("on-success") ? call : null;
      }
    }
    return null;
  }

  private static boolean hands(Event.Invoke call, Operation release) {
    for (Value argument : call.arguments()) {
      if (argument instanceof Value.Lambda lambda
          && lambda.implementation().equals(release.method().ref())) {
        return true;
      }
    }
    return false;
  }
}
