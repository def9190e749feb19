package dev.watertight.analysis;

import dev.watertight.analysis.Location.View;
import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers every reason why a container does not let go. */
final class ContainerJudge {
  private static final Comparator<Place> IN_SOURCE_ORDER =
      Comparator.comparing((Place p) -> p.file() == null ? "" : p.file())
          .thenComparingInt(Place::line)
          .thenComparing(Place::className)
          .thenComparing(Place::member);

  private final Scene scene;
  private final RemovalDefects removals;
  private final SiblingDefects siblings;
  private final EvictedSiblings evicted;
  private final KeyDefects keys;
  private final PathDefects paths;
  private final EndDefects ends;
  private final CallbackDefects callbacks;
  private final WrapperDefects wrappers;
  private final EmitterDefects emitters;
  private final UserDefects users;
  private final SessionIdDefects sessionIds;
  private PinnedKeys pinned;

  ContainerJudge(Scene scene, Map<FieldRef, ContainerFacts> facts) {
    this.scene = scene;
    this.removals = new RemovalDefects(scene, facts);
    this.siblings = new SiblingDefects(scene, facts);
    this.evicted = new EvictedSiblings(scene, facts);
    this.keys = new KeyDefects(scene);
    this.paths = new PathDefects(scene);
    this.ends = new EndDefects(scene);
    this.callbacks = new CallbackDefects(scene);
    this.wrappers = new WrapperDefects(scene);
    this.emitters = new EmitterDefects(scene);
    this.users = new UserDefects(scene);
    this.sessionIds = new SessionIdDefects(scene);
  }

  /** The verdict, or null where nothing is wrong. */
  ContainerVerdict judge(ContainerFacts facts) {
    boolean weak = !facts.weakGrowth().isEmpty();
    if ((facts.growth().isEmpty() && !weak)
        || facts.container().flags().contains("readonly")
        || (scene.world().kind() == World.Kind.PART && isHandedOut(facts.container()))) {
      return null;
    }
    HolderLife life = scene.holders().of(facts.container());
    if (life.length() == HolderLife.Length.SHORT) {
      return null;
    }
    List<Defect> defects = new ArrayList<>();
    if (weak) {
      add(pinned(facts, life), defects);
    } else {
      judgeGrowth(facts, life, defects);
    }
    if (defects.isEmpty()) {
      return null;
    }
    return new ContainerVerdict(
        facts.container(),
        life,
        places(weak ? facts.weakGrowth() : facts.growth(), facts),
        places(facts.releases(), facts),
        defects);
  }

  private Defect pinned(ContainerFacts facts, HolderLife life) {
    if (pinned == null) {
      pinned = new PinnedKeys(scene, removals);
    }
    return pinned.of(facts, life);
  }

  private void judgeGrowth(ContainerFacts facts, HolderLife life, List<Defect> defects) {
    defects.addAll(callbacks.of(facts, life));
    defects.addAll(wrappers.of(facts));
    defects.addAll(emitters.of(facts, life));
    defects.addAll(ends.of(facts, life));
    defects.addAll(users.of(facts, life));
    defects.addAll(sessionIds.of(facts, life));
    defects.addAll(keys.of(facts));
    defects.addAll(siblings.of(facts, life));
    add(evicted.of(facts, life), defects);
    defects.addAll(paths.of(facts, life));
    defects.addAll(removals.of(facts, life));
  }

  /** Whether a class that is out of sight can get hold of the container and let go for itself. */
  private boolean isHandedOut(Container container) {
    if (!container.field().isPrivate()) {
      return true;
    }
    for (MethodModel reader : scene.containers().readers(container.ref())) {
      if (!reader.isPrivate()
          && scene.locator().fieldsOnly(scene.locator().returned(reader)).stream()
              .anyMatch(each -> each.field().equals(container.ref()) && each.level() == 0)) {
        return true;
      }
    }
    return false;
  }

  private static void add(Defect defect, List<Defect> to) {
    if (defect != null) {
      to.add(defect);
    }
  }

  /** Places in source order, those in the holder's own file first. */
  private List<Place> places(List<Operation> operations, ContainerFacts facts) {
    Set<Place> result = new LinkedHashSet<>();
    String file = facts.container().holder().sourceFile();
    List<Place> all = new ArrayList<>();
    for (Operation operation : operations) {
      all.add(Site.of(scene.hierarchy(), operation));
    }
    all.sort(
        Comparator.comparing((Place p) -> file == null || !file.equals(p.file()))
            .thenComparing(IN_SOURCE_ORDER));
    result.addAll(all);
    return List.copyOf(result);
  }

  /** What was seen, line by line. */
  List<String> explain(ContainerFacts facts) {
    List<String> lines = new ArrayList<>();
    Container container = facts.container();
    HolderLife life = scene.holders().of(container);
    lines.add(
        container.ref()
            + " ("
            + container.kind()
            + (container.flags().isEmpty() ? "" : ", " + new java.util.TreeSet<>(container.flags()))
            + "), whose holder "
            + life.reason());
    describe("grows", facts.growth(), lines);
    describe("grows under weak keys", facts.weakGrowth(), lines);
    List<Operation> configuration = new ArrayList<>();
    for (Operation operation : facts.all()) {
      if (operation.kind() == Kind.GROW
          && operation.at().level() == 0
          && !facts.growth().contains(operation)
          && !facts.weakGrowth().contains(operation)) {
        configuration.add(operation);
      }
    }
    describe("grows, but bounded, guarded or while starting up only", configuration, lines);
    describe("lets go", facts.releases(), lines);
    describe("would let go, but nothing calls it", facts.deadReleases(), lines);
    describe("removes from a value, not from the container", facts.innerReleases(), lines);
    describe("is handed to code that cannot be seen", facts.escapes(), lines);
    ContainerVerdict verdict = judge(facts);
    if (verdict == null) {
      lines.add("  => nothing to report");
    } else {
      for (Defect defect : verdict.defects()) {
        lines.add("  => " + defect);
      }
    }
    return lines;
  }

  private void describe(String what, List<Operation> operations, List<String> lines) {
    for (Operation operation : operations) {
      Place place = Site.of(scene.hierarchy(), operation);
      lines.add(
          "  "
              + what
              + " at "
              + place.file()
              + ":"
              + place.line()
              + " in "
              + place.qualifiedMember()
              + ", "
              + operation.kind()
              + (operation.key() == null ? "" : ", key " + scene.keys().shapes(operation.key()))
              + roles(operation.method()));
    }
  }

  private String roles(MethodModel method) {
    List<Role> roles = scene.lives().roles(method);
    return roles.isEmpty() ? "" : ", " + roles.get(0).phase() + " of " + roles.get(0).of();
  }

  /** LIKELY, or POSSIBLE where code that cannot be seen may change the container. */
  static Confidence confidence(ContainerFacts facts) {
    boolean handedOut = facts.container().flags().contains("given");
    for (Operation escape : facts.escapes()) {
      handedOut |= escape.at().view() == View.SELF; // views are given away to be read
    }
    return handedOut ? Confidence.POSSIBLE : Confidence.LIKELY;
  }
}
