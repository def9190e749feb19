package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who registers, how often, and which ends its life has. */
final class Registrants {
  /** How often the code that registers runs. */
  enum Often {
    /** Once in the program, or once in the life of something that exists once. */
    ONCE,
    /** Once in the life of each instance. */
    PER_INSTANCE,
    /** For every request, message, session or connection. */
    PER_CALL,
    UNKNOWN
  }

  private static final Set<String> ONE_FOR_ALL = Set.of("application", "singleton", "jvm");
  private static final Set<String> ONCE_ONLY =
      Set.of("add", "putIfAbsent", "compareAndSet", "contains", "containsKey");
  private static final int MOST_MAKERS = 3;
  private static final int DEEPEST = 3;

  private final Scene scene;
  private final Map<String, Boolean> shortLived = new HashMap<>();

  Registrants(Scene scene) {
    this.scene = scene;
  }

  /** The class whose life it is about: for code of an anonymous class the one around it. */
  ClassModel registrant(MethodModel method) {
    ClassModel type = scene.hierarchy().declaring(method);
    while (type != null && type.anonymous() && type.outerClass() != null) {
      ClassModel outer = scene.hierarchy().find(type.outerClass());
      if (outer == null) {
        break;
      }
      type = outer;
    }
    return type;
  }

  /** Whether there is but one in the program. */
  boolean existsOnce(ClassModel type) {
    return existsOnce(type, 0);
  }

  private boolean existsOnce(ClassModel type, int depth) {
    Entry scope = scene.lives().scope(type);
    if (scope != null) {
      return ONE_FOR_ALL.contains(scope.get("life"));
    }
    if (scene.holders().of(type).length() == HolderLife.Length.JVM) {
      return true;
    }
    List<MethodModel> makers = scene.mentions().creators(type.name());
    if (makers.isEmpty() || makers.size() > MOST_MAKERS || depth == DEEPEST) {
      return false;
    }
    for (MethodModel maker : makers) {
      ClassModel creator = scene.hierarchy().declaring(maker);
      boolean once =
          creator != null
              && !creator.name().equals(type.name())
              && (maker.isClassInitialiser()
                  || (startsUp(maker) && existsOnce(creator, depth + 1)));
      if (!once) {
        return false;
      }
    }
    return true;
  }

  /** Whether instances are known to come and go. */
  boolean isShort(ClassModel type) {
    Boolean known = shortLived.get(type.name());
    if (known == null) {
      known = decideShort(type);
      shortLived.put(type.name(), known);
    }
    return known;
  }

  private boolean decideShort(ClassModel type) {
    Entry scope = scene.lives().scope(type);
    if (scope != null) {
      String life = scope.get("life");
      return life.equals("session") || life.equals("request") || life.equals("prototype");
    }
    return isMadeAgain(type);
  }

  /** Made by code that is known to run for every request, session or connection. */
  private boolean isMadeAgain(ClassModel type) {
    for (MethodModel creator : scene.mentions().creators(type.name())) {
      if (!startsUp(creator) && runsOften(creator)) {
        return true;
      }
    }
    return false;
  }

  Often often(MethodModel method, Event event) {
    ClassModel type = registrant(method);
    if (isStaticOnly(method)) {
      return Often.ONCE;
    }
    if (startsUp(method) || isGuarded(method, event)) {
      return type != null && existsOnce(type) ? Often.ONCE : Often.PER_INSTANCE;
    }
    return runsOften(method) ? Often.PER_CALL : Often.UNKNOWN;
  }

  /**
   * Whoever registers through the one object that registers for others: the class that calls it
   * once in the life of each of its instances, or null.
   */
  ClassModel client(MethodModel method) {
    ClassModel own = registrant(method);
    for (MethodModel caller : scene.calls().reaching(List.of(method))) {
      ClassModel type = registrant(caller);
      if (type != null
          && type != own
          && !caller.isClassInitialiser()
          && startsUp(caller)
          && !caller.isStatic()
          && !existsOnce(type)
          && !ends(type).isEmpty()) {
        return type;
      }
    }
    return null;
  }

  /** Whether the event lies behind a test of a field that the same method sets. */
  static boolean isGuarded(MethodModel method, Event event) {
    Body body = method.body();
    for (Event each : body.events()) {
      if (each instanceof Event.Branch branch && testsOwnField(body, branch.condition())) {
        for (int edge = 0; edge < body.normal(branch.id()).length; edge++) {
          if (Paths.needsEdge(body, branch.id(), edge, event.id())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean testsOwnField(Body body, Value condition) {
    if (condition instanceof Value.Computed computed) {
      for (Value operand : computed.operands()) {
        if (testsOwnField(body, operand)) {
          return true;
        }
      }
      return false;
    }
    if (condition instanceof Value.Result) {
      // AtomicBoolean.getAndSet, Set.add and the like
      Event.Invoke call = body.invoke(condition);
      return call != null
          && call.receiver() instanceof Value.FieldRead
          && (ONCE_ONLY.contains(call.method().name())
              || call.method().owner().startsWith("java/util/concurrent/atomic/"));
    }
    if (!(condition instanceof Value.FieldRead read)) {
      return false;
    }
    for (Event event : body.events()) {
      if (event instanceof Event.Put put && put.field().equals(read.field())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the method runs while its own object comes up only. A name such as open says so only
   * where nothing is opened that is passed in.
   */
  boolean startsUp(MethodModel method) {
    if (!scene.lives().startUpOnly(method)) {
      return false;
    }
    return method.isConstructor()
        || method.isLambdaBody()
        || !scene.lives().has(method, Phase.START)
        || scene.lives().hasStrong(method, Phase.START)
        || Types.arity(method.ref().descriptor()) == 0;
  }

  /** Run by class initialisers or by main only. */
  private boolean isStaticOnly(MethodModel method) {
    Set<MethodModel> leading = scene.calls().reaching(List.of(method));
    for (MethodModel each : leading) {
      boolean start =
          each.isClassInitialiser()
              || (each.name().equals("main") && each.isStatic())
              || (scene.lives().hasStrong(each, Phase.START) && isApplicationStart(each));
      if (!start && scene.calls().isEntry(each)) {
        return false;
      }
      if (!start && scene.calls().callers(each).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private boolean isApplicationStart(MethodModel method) {
    for (Role role : scene.lives().roles(method)) {
      if (role.phase() == Phase.START && role.of().equals("application")) {
        return true;
      }
    }
    return false;
  }

  private boolean runsOften(MethodModel method) {
    for (MethodModel each : scene.calls().reaching(List.of(method))) {
      for (Role role : scene.lives().roles(each)) {
        if (role.strong() && (role.phase() == Phase.RUN || role.phase() == Phase.BEGIN)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Methods that end the life of an instance: its own and those that it inherits. */
  List<MethodModel> ends(ClassModel type) {
    List<MethodModel> result = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String ancestor : scene.hierarchy().supertypes(type.name())) {
      if (!scene.world().judges(ancestor)) {
        continue;
      }
      for (MethodModel method : scene.hierarchy().find(ancestor).methods()) {
        if (isEnd(method) && names.add(method.name())) {
          result.add(method);
        }
      }
    }
    return result;
  }

  /** By its name only without arguments, which would be what ends; what is disabled comes again. */
  private boolean isEnd(MethodModel method) {
    if (method.isStatic()
        || method.isAbstract()
        || method.isConstructor()
        || method.isLambdaBody()
        || method.isSynthetic()
        || method.body() == null) {
      return false;
    }
    boolean plain = Types.arity(method.ref().descriptor()) == 0;
    for (Role role : scene.lives().roles(method)) {
      boolean ends = role.phase() == Phase.STOP || role.phase() == Phase.END;
      if (ends && (role.strong() || (plain && !role.label().equals("disable")))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the method does anything at all. */
  static boolean acts(MethodModel method) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke || event instanceof Event.Put) {
        return true;
      }
    }
    return false;
  }

  /** Whether the listener is code only, so that it keeps nothing but itself. */
  boolean holdsNothing(MethodModel method, Value listener) {
    if (listener instanceof Value.Lambda lambda) {
      return lambda.captured().isEmpty();
    }
    if (!(listener instanceof Value.New created)) {
      return false;
    }
    Event.Invoke made = method.body().invoke(created);
    ClassModel type = scene.hierarchy().find(Types.internalName(created.type()));
    if (made == null
        || !made.arguments().isEmpty()
        || type == null
        || !"java/lang/Object".equals(type.superName())
        || (type.outerClass() != null && !type.isStatic())) {
      return false;
    }
    for (FieldModel field : type.fields()) {
      if (!field.isStatic()) {
        return false;
      }
    }
    return true;
  }

  /** Whether each evaluation of the operand makes another object. */
  boolean isFresh(Value value) {
    if (value instanceof Value.Lambda) {
      return true;
    }
    if (!(value instanceof Value.New created)) {
      return false;
    }
    String name = Types.internalName(created.type());
    ClassModel type = scene.hierarchy().find(name);
    return type != null
        && !scene.hierarchy().isSubtype(name, "java/lang/Record")
        && !definesEquals(name);
  }

  private boolean definesEquals(String name) {
    for (String ancestor : scene.hierarchy().supertypes(name)) {
      ClassModel type = scene.hierarchy().find(ancestor);
      if (type == null) {
        return true; // what cannot be seen may
      }
      if (!ancestor.equals("java/lang/Object")
          && !type.isInterface()
          && type.method("equals", "(Ljava/lang/Object;)Z") != null) {
        return true;
      }
    }
    return false;
  }
}
