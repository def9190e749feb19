package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;
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
    boolean finite = !scene.supply().isEndless(facts) && scene.supply().seemsFinite(facts);
    finite |= isForTests(facts);
    Confidence unbounded = finite ? Confidence.POSSIBLE : confidence;
    boolean onlyAtStop = !facts.releases().isEmpty() && !facts.hasKeyedRelease();
    if (facts.releases().isEmpty() && isWriteOnly(facts) && growsForEver(facts, life)) {
      result.add(new Defect.WriteOnly(unbounded, "none"));
    }
    if (facts.releases().isEmpty() || (onlyAtStop && isStopOnly(facts))) {
      if (!facts.innerReleases().isEmpty()
          && fillsByKey(facts)
          && (life.isLong() || scene.supply().isEndless(facts))) {
        result.add(
            new Defect.InnerOnly(
                confidence, "none", Site.of(scene.hierarchy(), facts.innerReleases().get(0))));
      }
    }
    if (facts.releases().isEmpty()) {
      Operation dead = deadRemoval(facts, life);
      if (dead != null) {
        result.add(
            new Defect.DeadRemover(
                unbounded,
                "none",
                Site.of(scene.hierarchy(), dead),
                scene.calls().isLive(dead.method())
                    ? "the condition that it hangs on never holds"
                    : "nothing calls " + dead.method().ref()));
      } else if (growsForEver(facts, life)) {
        Place ended = endedInPlace(facts);
        if (ended != null) {
          result.add(new Defect.EndedInPlace(unbounded, "none", ended));
        }
      }
      if (growsForEver(facts, life)) {
        result.add(new Defect.NoRemoval(unbounded, "none"));
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

  /** Where an entry is looked up by its key and what it finds is ended, or null. */
  private Place endedInPlace(ContainerFacts facts) {
    for (Operation read : facts.reads()) {
      if (read.kind() != Kind.READ || read.key() == null || read.at().level() > 0) {
        continue;
      }
      for (Event event : read.method().body().events()) {
        if (event instanceof Event.Invoke call
            && call.receiver() instanceof Value.Result result
            && result.event() == read.event().id()
            && scene.holders().isEnd(call.method())) {
          return Site.of(scene.hierarchy(), read.method(), call.line());
        }
      }
    }
    return null;
  }

  /**
   * Whether it can grow for ever. A container that is filled item by item through methods that
   * register something, or a cache of what the program itself names, is as large as the program is;
   * others need evidence that shorter lives fill it, unless they are static or belong to a
   * component of an application and grow by what their callers choose.
   */
  private boolean growsForEver(ContainerFacts facts, HolderLife life) {
    if (!life.isLong()) {
      return false;
    }
    if (scene.supply().isEndless(facts)) {
      return true;
    }
    boolean chosenByCallers =
        life.length() == HolderLife.Length.JVM || life.length() == HolderLife.Length.BEAN;
    return chosenByCallers && !scene.supply().isRegistry(facts);
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

  /** A remover that nobody calls; one that empties everything is mostly there for tests. */
  private Operation deadRemoval(ContainerFacts facts, HolderLife life) {
    for (Operation dead : facts.deadReleases()) {
      if (dead.kind() == Kind.SHRINK
          || dead.kind() == Kind.SHRINK_SOME
          || growsForEver(facts, life)) {
        return dead;
      }
    }
    return null;
  }

  /** Nobody empties a cache but those who want to begin anew. */
  private boolean isForTests(ContainerFacts facts) {
    if (facts.deadReleases().isEmpty() || scene.supply().isEndless(facts)) {
      return false;
    }
    for (Operation dead : facts.deadReleases()) {
      if (dead.kind() != Kind.CLEAR) {
        return false;
      }
    }
    for (Operation growth : facts.growth()) {
      if (scene.supply().isGetOrCreate(facts, growth)) {
        return true;
      }
    }
    return false;
  }

  private boolean fillsByKey(ContainerFacts facts) {
    return facts.container().isMap();
  }

  /**
   * The type of what is added, if it has an end of its own and is made per call, or for a key that
   * comes and goes.
   */
  private String elementWithEnd(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      boolean forKey = scene.supply().ends(growth.key());
      if (!forKey && (growth.value() == null || scene.supply().isGetOrCreate(facts, growth))) {
        continue;
      }
      if (growth.value() != null && scene.holders().hasOwnEnd(growth.value().value().type())) {
        return growth.value().value().type();
      }
      if (scene.holders().hasOwnEnd(facts.container().valueType())) {
        return facts.container().valueType();
      }
    }
    return null;
  }
}
