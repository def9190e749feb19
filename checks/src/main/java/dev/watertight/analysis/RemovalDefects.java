package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Confidence;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;

/** No removal at all, or none that acts on the entries. */
final class RemovalDefects {
  private final Scene scene;

  RemovalDefects(Scene scene) {
    this.scene = scene;
  }

  List<Defect> of(ContainerFacts facts, HolderLife life) {
    List<Defect> result = new ArrayList<>();
    Confidence confidence = ContainerJudge.confidence(facts);
    boolean onlyAtStop = !facts.releases().isEmpty() && !facts.hasKeyedRelease();
    if (facts.releases().isEmpty() && isWriteOnly(facts) && isLongEnough(facts, life)) {
      result.add(new Defect.WriteOnly(confidence, "none"));
    }
    if (facts.releases().isEmpty() || onlyAtStop && isStopOnly(facts)) {
      if (!facts.innerReleases().isEmpty() && fillsByKey(facts)) {
        result.add(
            new Defect.InnerOnly(
                confidence, "none", Site.of(scene.hierarchy(), facts.innerReleases().get(0))));
      }
    }
    if (facts.releases().isEmpty()) {
      if (!facts.deadReleases().isEmpty()) {
        Operation dead = facts.deadReleases().get(0);
        result.add(
            new Defect.DeadRemover(
                confidence,
                "none",
                Site.of(scene.hierarchy(), dead),
                "nothing calls " + dead.method().ref()));
      }
      if (isLongEnough(facts, life)) {
        result.add(new Defect.NoRemoval(confidence, "none"));
      }
    } else if (onlyAtStop && isStopOnly(facts)) {
      String element = elementWithEnd(facts);
      if (element != null && life.length() != HolderLife.Length.UNKNOWN) {
        result.add(
            new Defect.EmptiedAtStopOnly(
                confidence, "none", Site.of(scene.hierarchy(), facts.releases().get(0)), element));
      }
    }
    return result;
  }

  /** Static containers always; others where their holder is known to live long. */
  private boolean isLongEnough(ContainerFacts facts, HolderLife life) {
    return life.isLong() && (life.length() != HolderLife.Length.LONG || growsInService(facts));
  }

  /** Growth by something that is clearly not configuration: an event of a shorter life. */
  private boolean growsInService(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      for (MethodModel method : scene.calls().reaching(List.of(growth.method()))) {
        if (scene.lives().hasStrong(method, Phase.RUN)
            || scene.lives().hasStrong(method, Phase.BEGIN)) {
          return true;
        }
      }
      if (facts.container().field().descriptor().startsWith("Ljava/util/concurrent/")
          || elementWithEnd(facts) != null) {
        return true;
      }
    }
    return false;
  }

  /** Neither read nor iterated nor handed out; a contains alone tells nobody anything. */
  private static boolean isWriteOnly(ContainerFacts facts) {
    if (!facts.container().field().isPrivate()
        || !facts.escapes().isEmpty()
        || facts.container().kind().equals("buffer")) {
      return false;
    }
    for (Operation operation : facts.all()) {
      if (operation.kind() == Kind.READ
          || operation.kind() == Kind.ITERATE
          || operation.kind() == Kind.SIZE
          || operation.kind() == Kind.CONTAINS
          || operation.at().level() > 0) {
        return false;
      }
      if (operation.kind() == Kind.GROW
          && operation.event() instanceof Event.Invoke call
          && call.resultUsed()) {
        return false;
      }
    }
    return true;
  }

  /** Every release empties the whole container while the holder goes down. */
  private boolean isStopOnly(ContainerFacts facts) {
    for (Operation release : facts.releases()) {
      if (release.kind() != Kind.CLEAR && release.kind() != Kind.REASSIGN) {
        return false;
      }
      if (!scene.lives().has(release.method(), Phase.STOP) && !onlyStopCalls(release.method())) {
        return false;
      }
    }
    return true;
  }

  private boolean onlyStopCalls(MethodModel method) {
    List<MethodModel> callers = scene.calls().callers(method);
    if (callers.isEmpty() || scene.calls().isEntry(method)) {
      return false;
    }
    for (MethodModel caller : callers) {
      if (!scene.lives().has(caller, Phase.STOP)) {
        return false;
      }
    }
    return true;
  }

  private boolean fillsByKey(ContainerFacts facts) {
    return facts.container().isMap();
  }

  /** The type of what is added, if it is made per call and has an end of its own. */
  private String elementWithEnd(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      if (growth.value() == null) {
        continue;
      }
      Value value = growth.value().value();
      String type = value.type();
      if (scene.holders().hasOwnEnd(type)) {
        return type;
      }
      if (scene.holders().hasOwnEnd(facts.container().valueType())) {
        return facts.container().valueType();
      }
    }
    return null;
  }
}
