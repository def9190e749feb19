package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Confidence;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Added when a shorter life begins; not every end of that life removes. */
final class EndDefects {
  private static final Set<String> SHORTER =
      Set.of("session", "connection", "stream", "view", "user", "job", "request");

  private static final Set<String> PEOPLE = Set.of("user", "session");

  private final Scene scene;

  EndDefects(Scene scene) {
    this.scene = scene;
  }

  List<Defect> of(ContainerFacts facts, HolderLife life) {
    List<Defect> result = new ArrayList<>();
    Defect end = endWithoutRemoval(facts, life);
    if (end != null) {
      result.add(end);
    }
    Defect iterated = iteratedNotEmptied(facts);
    if (iterated != null) {
      result.add(iterated);
    }
    return result;
  }

  private Defect endWithoutRemoval(ContainerFacts facts, HolderLife life) {
    Map<String, Role> begins = new LinkedHashMap<>();
    Map<String, MethodModel> beginners = new LinkedHashMap<>();
    boolean perLife = isOnePerLife(facts.container());
    for (Operation growth : facts.growth()) {
      if (perLife && lifeOfKey(growth) == null) {
        continue;
      }
      for (Supply.Source source : scene.supply().sources(growth)) {
        Role role = source.role();
        if (role.phase() == Phase.BEGIN && SHORTER.contains(role.of())) {
          begins.putIfAbsent(role.of(), role);
          beginners.putIfAbsent(role.of(), source.method());
        }
      }
      Role named = namedBegin(growth);
      if (named != null) {
        begins.putIfAbsent(named.of(), named);
        beginners.putIfAbsent(named.of(), growth.method());
      }
      String of = lifeOfKey(growth);
      if (of != null) {
        begins.putIfAbsent(of, new Role(Phase.BEGIN, of, false, false, growth.method().name()));
        beginners.putIfAbsent(of, growth.method());
      }
    }
    if (begins.isEmpty()) {
      return null;
    }
    Set<MethodModel> cleaning = facts.leadsToRelease(scene.calls());
    for (Map.Entry<String, Role> begin : begins.entrySet()) {
      Defect other = otherEnd(facts, begin.getValue(), beginners.get(begin.getKey()), cleaning);
      if (other != null) {
        return other;
      }
      Defect defect = judge(facts, life, begin.getValue(), beginners.get(begin.getKey()), cleaning);
      if (defect != null) {
        return defect;
      }
    }
    return null;
  }

  /**
   * What the adding method begins by its name, where it is given the key and its class has a
   * counterpart that ends the same: login beside logout.
   */
  private Role namedBegin(Operation growth) {
    if (growth.key() == null || !(growth.key().value() instanceof Value.Param)) {
      return null;
    }
    for (Role role : scene.lives().roles(growth.method())) {
      if (role.phase() == Phase.BEGIN && PEOPLE.contains(role.of())) {
        for (MethodModel other : scene.hierarchy().declaring(growth.method()).methods()) {
          for (Role end : scene.lives().roles(other)) {
            if (!other.isPrivate() && end.phase() == Phase.END && end.of().equals(role.of())) {
              return role;
            }
          }
        }
      }
    }
    return null;
  }

  /**
   * A life such as a stream's that ends in one of several ways, none of which always comes; the
   * class in which it begins removes on some and not on others.
   */
  private Defect otherEnd(
      ContainerFacts facts, Role begin, MethodModel beginner, Set<MethodModel> cleaning) {
    MethodModel removes = null;
    MethodModel forgets = null;
    for (MethodModel method : scene.hierarchy().declaring(beginner).methods()) {
      for (Role role : scene.lives().roles(method)) {
        if (role.phase() != Phase.END || !role.strong() || !role.of().equals(begin.of())) {
          continue;
        }
        if (role.guaranteed()) {
          return null;
        }
        if (cleaning.contains(method)) {
          removes = method;
        } else if (forgets == null) {
          forgets = method;
        }
      }
    }
    if (!begin.strong() || removes == null || forgets == null || sweeps(facts)) {
      return null;
    }
    return new Defect.SkippedOnPath(
        ContainerJudge.confidence(facts),
        "end:" + forgets.name(),
        Site.of(scene.hierarchy(), removes, removes.line()),
        Site.of(scene.hierarchy(), forgets, forgets.line()),
        forgets.name());
  }

  /** A framework makes such an object for each life, so what it holds of its own goes with it. */
  private boolean isOnePerLife(Container container) {
    Entry scope = scene.lives().scope(container.holder());
    return !container.field().isStatic() && scope != null && scope.get("life").equals("component");
  }

  /** The life that the key or value stands for by its type, or null. */
  private String lifeOfKey(Operation growth) {
    for (Operand operand : new Operand[] {growth.key(), growth.value()}) {
      if (operand == null) {
        continue;
      }
      String of = scene.lives().livedBy(operand.value().type());
      if (of == null) {
        Event.Invoke call = operand.call();
        if (call != null && call.receiver() != null) {
          of = scene.lives().livedBy("L" + call.method().owner() + ";");
        }
      }
      if (of != null) {
        return of;
      }
    }
    return null;
  }

  private Defect judge(
      ContainerFacts facts,
      HolderLife life,
      Role begin,
      MethodModel beginner,
      Set<MethodModel> cleaning) {
    List<String> covered = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    MethodModel missingEnd = null;
    boolean guaranteedCovered = false;
    boolean named = !begin.strong() && PEOPLE.contains(begin.of());
    boolean guaranteedMissing = false;
    ClassModel beginning = scene.hierarchy().declaring(beginner);
    for (ClassModel type : endClasses(facts, beginning)) {
      for (MethodModel method : type.methods()) {
        for (Role role : scene.lives().roles(method)) {
          if (role.phase() != Phase.END || !sameLife(role.of(), begin.of())) {
            continue;
          }
          boolean cleans = cleaning.contains(method);
          (cleans ? covered : missing).add(role.label());
          if (role.strong()) {
            guaranteedCovered |= cleans && role.guaranteed();
            guaranteedMissing |= !cleans && role.guaranteed();
          }
          if (!cleans && (role.strong() || named) && missingEnd == null) {
            missingEnd = method;
          }
        }
      }
    }
    if (guaranteedCovered || sweeps(facts)) {
      return null;
    }
    if (!begin.strong() && missingEnd == null && covered.isEmpty()) {
      return null; // only a key tells of that life, and no end of it is in sight
    }
    boolean anyRelease = !facts.releases().isEmpty();
    if (anyRelease && !guaranteedMissing && !begin.of().equals("session")) {
      return null;
    }
    if (anyRelease
        && covered.isEmpty()
        && !namedEndCleans(facts)
        && !(begin.strong() && guaranteedMissing && releasesInPassingOnly(facts))) {
      return null;
    }
    if (!anyRelease
        && !life.isLong()
        && (missingEnd == null || beginning != facts.container().holder())) {
      return null; // the holder may well be made for the very life that it serves
    }
    String word = missing.isEmpty() ? begin.of() + "-end" : missing.get(0);
    return new Defect.EndWithoutRemoval(
        ContainerJudge.confidence(facts),
        word,
        begin.of(),
        begin.label(),
        Site.of(scene.hierarchy(), beginner, beginner.line()),
        missing,
        covered,
        missingEnd == null ? null : Site.of(scene.hierarchy(), missingEnd, missingEnd.line()));
  }

  /** Removals on the occasion of a message or an error only, which need not come. */
  private boolean releasesInPassingOnly(ContainerFacts facts) {
    for (MethodModel method : facts.releasing()) {
      if (!scene.lives().hasStrong(method, Phase.RUN)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameLife(String a, String b) {
    return a.equals(b)
        || (a.equals("user") && b.equals("session"))
        || (a.equals("session") && b.equals("user"));
  }

  private boolean sweeps(ContainerFacts facts) {
    for (MethodModel method : facts.leadsToRelease(scene.calls())) {
      if (scene.lives().has(method, Phase.SWEEP)) {
        return true;
      }
    }
    return false;
  }

  private boolean namedEndCleans(ContainerFacts facts) {
    for (MethodModel method : facts.leadsToRelease(scene.calls())) {
      if (scene.lives().has(method, Phase.END)) {
        return true;
      }
    }
    return false;
  }

  /** Where ends are looked for: the beginner, the holder, and all that can reach the container. */
  private Set<ClassModel> endClasses(ContainerFacts facts, ClassModel beginner) {
    Set<ClassModel> result = new LinkedHashSet<>();
    result.add(beginner);
    result.add(facts.container().holder());
    for (MethodModel method : facts.leadsToRelease(scene.calls())) {
      ClassModel type = scene.hierarchy().declaring(method);
      if (type != null) {
        result.add(type);
      }
    }
    return result;
  }

  /** A closing method goes through all entries, acts on each, and leaves them there. */
  private Defect iteratedNotEmptied(ContainerFacts facts) {
    if (!facts.hasKeyedRelease()) {
      return null;
    }
    for (Operation operation : facts.reads()) {
      MethodModel method = operation.method();
      if (operation.kind() != Kind.ITERATE
          || operation.at().level() > 0
          || !(scene.lives().has(method, Phase.STOP) || scene.lives().has(method, Phase.END))) {
        continue;
      }
      boolean forgets = forgets(facts);
      Set<MethodModel> cleaning =
          forgets ? facts.leadsSoonToRelease(scene.calls()) : facts.leadsToRelease(scene.calls());
      if (!cleaning.contains(method)
          && (forgets || !callersClean(method, cleaning))
          && !entriesRemoveThemselves(facts, cleaning)) {
        MethodRef named = method.isLambdaBody() ? method.enclosing() : method.ref();
        return new Defect.IteratedNotEmptied(
            forgets
                    && (beginsAgain(facts.container().holder())
                        || scene.lives().has(method, Phase.END))
                ? ContainerJudge.confidence(facts)
                : Confidence.POSSIBLE,
            "iterated:" + named.name(),
            Site.of(scene.hierarchy(), operation));
      }
    }
    return null;
  }

  /**
   * Whether what adds an entry hands on code that removes it, which an end of the value may run.
   */
  private static boolean entriesRemoveThemselves(ContainerFacts facts, Set<MethodModel> cleaning) {
    for (Operation growth : facts.growth()) {
      MethodModel method = growth.method();
      MethodRef named = method.isLambdaBody() ? method.enclosing() : method.ref();
      for (MethodModel each : cleaning) {
        if (each.isLambdaBody() && each.enclosing().equals(named)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the holder can begin again after its end: otherwise what it left goes with it. */
  private boolean beginsAgain(ClassModel holder) {
    for (MethodModel method : holder.methods()) {
      for (Role role : scene.lives().roles(method)) {
        boolean begins =
            role.phase() == Phase.START
                || (role.phase() == Phase.BEGIN && role.of().equals("connection"));
        if (begins && !method.isConstructor() && !method.name().startsWith("init")) {
          return true;
        }
      }
    }
    return false;
  }

  /** Each entry stands for something of its own, and nothing anywhere empties the whole. */
  private boolean forgets(ContainerFacts facts) {
    for (Operation release : facts.releases()) {
      if (release.kind() == Kind.CLEAR || release.kind() == Kind.REASSIGN) {
        return false;
      }
    }
    return scene.supply().isNumbered(facts);
  }

  private boolean callersClean(MethodModel method, Set<MethodModel> cleaning) {
    for (MethodModel caller : scene.calls().callers(method)) {
      if (cleaning.contains(caller)) {
        return true;
      }
    }
    return false;
  }
}
