package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** No removal at all, or none that acts on the entries. */
final class RemovalDefects {
  private final Scene scene;
  private final Map<FieldRef, ContainerFacts> all;

  RemovalDefects(Scene scene, Map<FieldRef, ContainerFacts> all) {
    this.scene = scene;
    this.all = all;
  }

  List<Defect> of(ContainerFacts facts, HolderLife life) {
    List<Defect> result = new ArrayList<>();
    Confidence confidence = ContainerJudge.confidence(facts);
    boolean finite = !scene.supply().isEndless(facts) && scene.writtenSupply().seemsFinite(facts);
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
      if (growsForEver(facts, life) && !isToldWithAnother(facts, life)) {
        result.add(new Defect.NoRemoval(unbounded, "none", alike(facts, life)));
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

  /** Containers of the same holder that are filled with this one and never emptied, by name. */
  private List<String> alike(ContainerFacts facts, HolderLife life) {
    List<String> result = new ArrayList<>();
    for (ContainerFacts other : ofHolder(facts)) {
      if (goesWith(other, facts, life) && goesWith(facts, other, life)) {
        result.add(other.container().ref().name());
      }
    }
    return result;
  }

  /** One leak is one finding: of containers that are filled together the first is told. */
  private boolean isToldWithAnother(ContainerFacts facts, HolderLife life) {
    for (ContainerFacts other : ofHolder(facts)) {
      if (other.container().ref().compareTo(facts.container().ref()) < 0
          && goesWith(facts, other, life)
          && goesWith(other, facts, life)) {
        return true;
      }
    }
    return false;
  }

  private List<ContainerFacts> ofHolder(ContainerFacts facts) {
    List<ContainerFacts> result = new ArrayList<>();
    for (FieldModel field : facts.container().holder().fields()) {
      ContainerFacts other = all.get(field.ref());
      if (other != null
          && other != facts
          && field.isStatic() == facts.container().field().isStatic()) {
        result.add(other);
      }
    }
    return result;
  }

  /** Whether one gets an entry only where the other gets one under the same key, and keeps it. */
  private boolean goesWith(ContainerFacts one, ContainerFacts other, HolderLife life) {
    if (one.growth().isEmpty() || !one.releases().isEmpty() || !growsForEver(one, life)) {
      return false;
    }
    for (Operation growth : one.growth()) {
      boolean beside = false;
      for (Operation each : other.growth()) {
        beside |=
            each.method() == growth.method()
                && each.key() != null
                && growth.key() != null
                && each.key().value().equals(growth.key().value());
      }
      if (!beside) {
        return false;
      }
    }
    return true;
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
    return chosenByCallers && !scene.writtenSupply().isRegistry(facts);
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

  /** Whether every release empties the whole container while the holder goes down. */
  boolean isStopOnly(ContainerFacts facts) {
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

  /** Whether objects of the type live as long as the application, whatever their own end is. */
  private boolean livesLong(String descriptor) {
    String name = Types.internalName(descriptor);
    Entry scope = name == null ? null : scene.lookup().first("scope", name);
    String life = scope == null ? "" : scope.get("life");
    return life.equals("singleton") || life.equals("application");
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
      if (livesLong(facts.container().valueType())
          || (growth.value() != null && livesLong(growth.value().value().type()))) {
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
