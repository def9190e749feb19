package dev.watertight.analysis;

import dev.watertight.analysis.Defect.EndNotOverridden.Lack;
import dev.watertight.findings.Confidence;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import dev.watertight.model.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Added when a life begins, and removed in callbacks that need not come only, while the class does
 * without the one that its framework always calls last.
 */
final class CallbackDefects {
  private static final Set<String> SHORTER =
      Set.of("session", "connection", "stream", "view", "user", "job", "request");
  private static final String IMMEDIATE = "java/util/";

  private final Scene scene;

  CallbackDefects(Scene scene) {
    this.scene = scene;
  }

  List<Defect> of(ContainerFacts facts, HolderLife life) {
    if (!facts.hasKeyedRelease() || isOnePerLife(facts.container())) {
      return List.of();
    }
    List<Supply.Source> sources = sources(facts);
    List<MethodModel> callbacks = sources.isEmpty() ? List.of() : callbacks(facts);
    for (Supply.Source source : sources) {
      Defect defect = judge(facts, life, source, callbacks);
      if (defect != null) {
        return List.of(defect);
      }
    }
    return List.of();
  }

  /** A framework makes such an object for each life, so what it holds of its own goes with it. */
  private boolean isOnePerLife(Container container) {
    Entry scope = scene.lives().scope(container.holder());
    return !container.field().isStatic() && scope != null && scope.get("life").equals("component");
  }

  /** What brings the entries: beginnings that a framework tells of, and requests. */
  private List<Supply.Source> sources(ContainerFacts facts) {
    List<Supply.Source> result = new ArrayList<>();
    for (Operation growth : facts.growth()) {
      for (Supply.Source source : scene.supply().sources(growth)) {
        Role role = source.role();
        if (SHORTER.contains(role.of())
            && (role.phase() == Phase.BEGIN
                || (role.phase() == Phase.RUN && role.of().equals("request")))) {
          result.add(source);
        }
      }
    }
    return result;
  }

  /**
   * The framework callbacks that lead to a removal; empty where something else may remove as well:
   * code that is handed on to run later, or a method that anybody may call.
   */
  private List<MethodModel> callbacks(ContainerFacts facts) {
    for (Operation release : facts.releases()) {
      if (release.event() instanceof Event.Invoke call && handsOn(call)) {
        return List.of();
      }
    }
    List<MethodModel> result = new ArrayList<>();
    Set<MethodModel> seen = new LinkedHashSet<>(facts.releasing());
    Deque<MethodModel> work = new ArrayDeque<>(seen);
    while (!work.isEmpty()) {
      MethodModel method = work.poll();
      if (scene.lives().roles(method).stream().anyMatch(Role::strong)) {
        result.add(method);
        continue;
      }
      List<MethodModel> callers = scene.calls().callers(method);
      if (callers.isEmpty()
          || (!isInSight() && scene.calls().isEntry(method))
          || (method.isLambdaBody() && !scene.lives().runsAtOnce(method))) {
        return List.of();
      }
      for (MethodModel caller : callers) {
        if (refersTo(caller, method)) {
          return List.of();
        }
        if (seen.add(caller)) {
          work.add(caller);
        }
      }
    }
    return result;
  }

  /** Whether all callers can be seen, so that being public says nothing. */
  private boolean isInSight() {
    World.Kind kind = scene.world().kind();
    return kind == World.Kind.MODULE || kind == World.Kind.APPLICATION;
  }

  /** Whether the call is given code to run, and not by the container itself. */
  private boolean handsOn(Event.Invoke call) {
    return !call.method().owner().startsWith(IMMEDIATE)
        && scene.lookup().first("method", call.method()) == null
        && call.arguments().stream().anyMatch(Value.Lambda.class::isInstance);
  }

  /** Whether the method makes a method reference to the other one. */
  private static boolean refersTo(MethodModel method, MethodModel other) {
    if (method.body() == null || other.isLambdaBody()) {
      return false;
    }
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call) {
        for (Value argument : call.arguments()) {
          if (argument instanceof Value.Lambda lambda
              && lambda.reference()
              && lambda.implementation().name().equals(other.name())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Defect judge(
      ContainerFacts facts, HolderLife life, Supply.Source source, List<MethodModel> callbacks) {
    String of = source.role().of();
    ClassModel home = null;
    TreeSet<String> passing = new TreeSet<>();
    MethodModel removal = null;
    for (MethodModel callback : callbacks) {
      Uncertain uncertain = uncertain(callback, of);
      if (uncertain == Uncertain.NO) {
        return null;
      }
      if (uncertain == Uncertain.YES) {
        ClassModel type = scene.hierarchy().declaring(callback);
        if (home != null && home != type) {
          return null; // several classes take part, and another one may do what this one does not
        }
        home = type;
        removal = removal == null ? callback : removal;
        passing.add(callback.name());
      }
    }
    if (home == null || !isOwnBusiness(source, home)) {
      return null;
    }
    Entry last = last(source, home);
    if (last == null || home.isInterface() || isImplemented(home, of)) {
      return null;
    }
    return new Defect.EndNotOverridden(
        life.isLong() ? ContainerJudge.confidence(facts) : Confidence.POSSIBLE,
        of + "-end",
        of,
        source.role().label(),
        Site.of(scene.hierarchy(), source.method(), source.method().line()),
        List.copyOf(passing),
        Site.of(scene.hierarchy(), removal, removal.line()),
        Types.simpleName(home.name()),
        name(last),
        declaresEmpty(home, last) ? Lack.EMPTY : Lack.NOT_OVERRIDDEN);
  }

  private enum Uncertain {
    YES,
    NO,
    /** Says nothing: empties all when the holder itself ends. */
    NEITHER
  }

  /** Whether the callback belongs to such a life and may fail to come before that life is over. */
  private Uncertain uncertain(MethodModel callback, String of) {
    Uncertain result = Uncertain.NEITHER;
    for (Role role : scene.lives().roles(callback)) {
      boolean same = sameLife(role.of(), of);
      if ((role.phase() == Phase.END && same && !role.guaranteed())
          || (role.phase() == Phase.RUN
              && (same || (role.of().equals("message") && !of.equals("request"))))) {
        result = Uncertain.YES;
      } else if (role.phase() != Phase.STOP) {
        return Uncertain.NO;
      }
    }
    return result;
  }

  /** The class that removes is the one that is told of the beginning, or made by it. */
  private boolean isOwnBusiness(Supply.Source source, ClassModel home) {
    ClassModel beginner = scene.hierarchy().declaring(source.method());
    if (beginner == null) {
      return false;
    }
    if (source.role().phase() == Phase.BEGIN) {
      return scene.hierarchy().isSubtype(home.name(), beginner.name())
          || scene.hierarchy().isSubtype(beginner.name(), home.name());
    }
    return beginner != home
        && Types.outermost(home.name()).equals(Types.outermost(beginner.name()));
  }

  /**
   * The end that the framework guarantees for that life, the one written beside the begin first.
   */
  private Entry last(Supply.Source source, ClassModel home) {
    Entry best = null;
    List<String> written = written(source.method());
    for (Entry entry : scene.lookup().all("life")) {
      if (!entry.get("phase").equals("end")
          || !entry.has("guaranteed")
          || !sameLife(entry.get("of", ""), source.role().of())) {
        continue;
      }
      boolean offered =
          entry.member() == null
              ? written.contains(entry.type().replace('/', '.'))
              : scene.hierarchy().isSubtype(home.name(), entry.type());
      if (offered && (best == null || written.contains(entry.member()))) {
        best = entry;
      }
    }
    return best;
  }

  private List<String> written(MethodModel beginner) {
    List<String> result = new ArrayList<>();
    ClassModel type = scene.hierarchy().declaring(beginner);
    for (Entry entry : scene.lookup().ofMember("life", type, beginner)) {
      result.addAll(entry.names("end"));
    }
    return result;
  }

  private static String name(Entry end) {
    return end.member() == null ? "@" + Types.simpleName(end.type().substring(1)) : end.member();
  }

  /** Whether the class or a relative does something at an end that always comes. */
  private boolean isImplemented(ClassModel home, String of) {
    List<ClassModel> family = new ArrayList<>(scene.hierarchy().subclasses(home.name()));
    if (family.isEmpty() && java.lang.reflect.Modifier.isAbstract(home.access())) {
      return true; // left to subclasses out of sight
    }
    for (String ancestor : scene.hierarchy().supertypes(home.name())) {
      ClassModel model = scene.hierarchy().find(ancestor);
      if (model == null) {
        return true; // out of sight
      }
      if (scene.world().judges(ancestor)) {
        family.add(model);
      }
    }
    for (ClassModel type : family) {
      for (MethodModel method : type.methods()) {
        if (!isEmpty(method)) {
          for (Role role : scene.lives().roles(method)) {
            if (role.phase() == Phase.END && role.guaranteed() && sameLife(role.of(), of)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private boolean declaresEmpty(ClassModel home, Entry last) {
    for (MethodModel method : home.methods()) {
      if (method.name().equals(last.member()) && isEmpty(method)) {
        return true;
      }
    }
    return false;
  }

  /** Written because the compiler demands it. */
  private static boolean isEmpty(MethodModel method) {
    if (method.body() == null) {
      return true;
    }
    for (Event event : method.body().events()) {
      if (!(event instanceof Event.Entry) && !(event instanceof Event.Return)) {
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
}
