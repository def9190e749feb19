package dev.watertight.analysis;

import dev.watertight.analysis.Publisher.Tie;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.AnnotationModel;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says of what keeps a registration how long it lives, seen from where it is used. */
final class Publishers {
  private static final int DEEPEST = 6;

  /** Beginnings of names of static methods that hand out what the whole program shares. */
  private static final List<String> SHARED =
      List.of(
          "getInstance",
          "instance",
          "getDefault",
          "getRuntime",
          "getPlatform",
          "getCurrent",
          "getGlobal",
          "getShared",
          "get",
          "systemRoot",
          "userRoot",
          "shared",
          "global");

  private static final List<String> FRESH =
      List.of("new", "create", "build", "open", "of", "from", "copy", "make", "with");

  private final Scene scene;
  private final Arguments arguments;
  private final Registrants registrants;
  private final Map<FieldRef, Publisher> fields = new HashMap<>();
  private final Map<MethodModel, Publisher> returned = new HashMap<>();
  private final Set<Object> inProgress = new HashSet<>();

  Publishers(Scene scene) {
    this.scene = scene;
    this.registrants = scene.registrants();
    this.arguments = scene.arguments();
  }

  /**
   * Whether two operands, either of which may have no value, are the same publisher.
   *
   * @param unknown the answer where that cannot be told
   */
  boolean isSame(Operand one, Operand other, boolean unknown) {
    if (one.value() instanceof Value.FieldRead first
        && other.value() instanceof Value.FieldRead second) {
      Hierarchy hierarchy = scene.hierarchy();
      return hierarchy.resolve(first.field()).equals(hierarchy.resolve(second.field()));
    }
    return unknown || (one.value() != null && one.equals(other));
  }

  /** The publisher of a registration of that pair. */
  Publisher of(RegistrationPair pair, MethodModel method, Value value) {
    if (pair.life() != null) {
      switch (pair.life()) {
        case "jvm" -> {
          return new Publisher(Tie.LONG, "lives as long as the JVM");
        }
        case "application", "singleton" -> {
          Publisher seen = value == null ? null : of(method, value);
          return seen != null && seen.tie() == Tie.OWNED
              ? seen
              : new Publisher(Tie.LONG, "lives as long as the application");
        }
        case "request", "session", "component", "prototype" -> {
          return new Publisher(Tie.SHORT, "");
        }
        default -> {
          // the owner's life is the operand's
        }
      }
    }
    return value == null
        ? new Publisher(Tie.LONG, "is reached through a static method")
        : of(method, value);
  }

  Publisher of(MethodModel method, Value value) {
    return of(method, value, 0);
  }

  private Publisher of(MethodModel method, Value value, int depth) {
    if (depth > DEEPEST) {
      return Publisher.UNKNOWN;
    }
    Publisher origin = origin(method, value, depth);
    if (origin.tie() == Tie.UNKNOWN || origin.tie() == Tie.GIVEN) {
      Publisher byType = ofType(Types.internalName(value.type()));
      return byType == null ? origin : byType;
    }
    return origin;
  }

  private Publisher origin(MethodModel method, Value value, int depth) {
    if (value instanceof Value.This
        || value instanceof Value.New
        || value instanceof Value.Outer
        || value instanceof Value.Lambda) {
      return Publisher.OWNED;
    }
    if (value instanceof Value.FieldRead read) {
      return ofRead(method, read, depth);
    }
    if (value instanceof Value.Param param) {
      return ofParameter(method, param, depth);
    }
    if (value instanceof Value.Union union) {
      Publisher result = null;
      for (Value member : union.values()) {
        if (!(member instanceof Value.Const)) {
          result = of(method, member, depth + 1).or(result);
        }
      }
      return result == null ? Publisher.UNKNOWN : result;
    }
    if (value instanceof Value.Result) {
      Event.Invoke call = method.body().invoke(value);
      return call == null ? Publisher.UNKNOWN : ofCall(method, call, depth);
    }
    return Publisher.UNKNOWN;
  }

  private Publisher ofRead(MethodModel method, Value.FieldRead read, int depth) {
    FieldRef field = scene.hierarchy().resolve(read.field());
    if (read.receiver() == null) {
      return new Publisher(Tie.LONG, "is static");
    }
    Publisher own = ofField(field, depth);
    if (read.receiver() instanceof Value.This || read.receiver() instanceof Value.Outer) {
      return own;
    }
    Publisher holder = of(method, read.receiver(), depth + 1);
    return own.tie() == Tie.LONG ? own : holder; // the rest is said of another object than this
  }

  /** By what is assigned to the field, seen from the object that it belongs to. */
  private Publisher ofField(FieldRef ref, int depth) {
    Publisher known = fields.get(ref);
    if (known != null) {
      return known;
    }
    if (!inProgress.add(ref)) {
      return Publisher.UNKNOWN;
    }
    Publisher result = null;
    try {
      FieldModel field = scene.hierarchy().field(ref);
      if (field != null && isInjected(field.annotations())) {
        result = new Publisher(Tie.GIVEN, "is injected");
      }
      for (MethodModel writer : scene.mentions().writers(ref)) {
        if (writer.body() == null) {
          continue;
        }
        for (Event event : writer.body().events()) {
          if (event instanceof Event.Put put
              && scene.hierarchy().resolve(put.field()).equals(ref)
              && !(put.value() instanceof Value.Const)) {
            result = stored(writer, put.value(), depth).or(result);
          }
        }
      }
    } finally {
      inProgress.remove(ref);
    }
    result = result == null ? Publisher.UNKNOWN : result;
    fields.put(ref, result);
    return result;
  }

  /** A parameter that is stored was given, whoever may call. */
  private Publisher stored(MethodModel writer, Value value, int depth) {
    if (value instanceof Value.Param param && !writer.isLambdaBody()) {
      Publisher passed = ofParameter(writer, param, depth);
      return passed.tie() == Tie.UNKNOWN ? new Publisher(Tie.GIVEN, "was given to it") : passed;
    }
    return of(writer, value, depth + 1);
  }

  private static boolean isInjected(List<AnnotationModel> annotations) {
    for (AnnotationModel annotation : annotations) {
      String name = Types.simpleName(annotation.type());
      if (name.equals("Inject")
          || name.equals("Autowired")
          || name.equals("Resource")
          || name.equals("EJB")
          || name.equals("Reference")) {
        return true;
      }
    }
    return false;
  }

  private Publisher ofParameter(MethodModel method, Value.Param param, int depth) {
    if (method.isLambdaBody()) {
      Publisher result = null;
      for (Arguments.Passed passed : arguments.of(method, param.index())) {
        result = of(passed.method(), passed.value(), depth + 1).weaker(result);
      }
      return result == null ? Publisher.UNKNOWN : result;
    }
    if (method.isConstructor()) {
      return givenToConstructor(method, param, depth);
    }
    if (scene.calls().isEntry(method) || !inProgress.add(method)) {
      return Publisher.UNKNOWN;
    }
    try {
      Publisher result = null;
      for (Arguments.Passed passed : arguments.of(method, param.index())) {
        Publisher each = of(passed.method(), passed.value(), depth + 1);
        boolean same =
            Types.outermost(passed.method().ref().owner())
                .equals(Types.outermost(method.ref().owner()));
        result = (same || each.tie() != Tie.OWNED ? each : Publisher.UNKNOWN).weaker(result);
      }
      return result == null ? Publisher.UNKNOWN : result;
    } finally {
      inProgress.remove(method);
    }
  }

  /**
   * Given when the object is made. Where all its makers are seen, they tell: what a maker keeps and
   * gives to one object after the other outlives each of them; what it gives to the one object that
   * it makes for itself goes with it.
   */
  private Publisher givenToConstructor(MethodModel method, Value.Param param, int depth) {
    Publisher given = new Publisher(Tie.GIVEN, "was given to it");
    List<Arguments.Passed> makers = arguments.of(method, param.index());
    if (makers.isEmpty() || !inProgress.add(method)) {
      return given;
    }
    try {
      Publisher result = scene.calls().isEntry(method) ? given : null;
      for (Arguments.Passed maker : makers) {
        result = givenBy(maker, depth).weaker(result);
      }
      return result;
    } finally {
      inProgress.remove(method);
    }
  }

  private Publisher givenBy(Arguments.Passed maker, int depth) {
    Publisher theirs = of(maker.method(), maker.value(), depth + 1);
    if (theirs.tie() != Tie.OWNED) {
      return theirs.tie() == Tie.UNKNOWN ? new Publisher(Tie.GIVEN, "was given to it") : theirs;
    }
    boolean kept =
        maker.value() instanceof Value.This
            || maker.value() instanceof Value.Outer
            || maker.value() instanceof Value.FieldRead;
    if (kept && !registrants.startsUp(maker.method())) {
      return new Publisher(
          Tie.MAKERS,
          "belongs to the "
              + Types.simpleName(maker.method().ref().owner())
              + " that makes one object after the other");
    }
    return Publisher.OWNED;
  }

  private Publisher ofCall(MethodModel method, Event.Invoke call, int depth) {
    MethodRef ref = call.method();
    List<MethodModel> targets = scene.hierarchy().targets(ref, Locator.isVirtual(call));
    if (call.receiver() == null) {
      return ofStaticCall(call, targets, depth);
    }
    if (begins(ref.name(), FRESH)) {
      return Publisher.OWNED;
    }
    if (isOneShot(Types.internalName(Types.returnType(ref.descriptor())))) {
      return Publisher.UNKNOWN;
    }
    Publisher result = null;
    for (MethodModel target : targets) {
      if (target.body() != null) {
        result = returned(target, depth).weaker(result);
      }
    }
    boolean self = call.receiver() instanceof Value.This || call.receiver() instanceof Value.Outer;
    if (result != null && (self || result.tie() == Tie.LONG)) {
      return result;
    }
    if (result != null
        && result.tie().compareTo(Tie.GIVEN) >= 0
        && ((call.receiver() instanceof Value.Param && method.isConstructor())
            || (call.receiver() instanceof Value.FieldRead read
                && read.receiver() instanceof Value.This))) {
      return new Publisher(Tie.GIVEN, "was given to it");
    }
    boolean fluent = Types.returnType(ref.descriptor()).equals("L" + ref.owner() + ";");
    if (!fluent && !areConstant(call.arguments())) {
      return Publisher.UNKNOWN; // what is made of the arguments has a life of its own
    }
    Publisher receiver = of(method, call.receiver(), depth + 1);
    return self && receiver.tie() == Tie.OWNED ? Publisher.UNKNOWN : receiver;
  }

  /** What completes once and drops its listeners then. */
  private boolean isOneShot(String type) {
    if (type == null) {
      return false;
    }
    String simple = Types.simpleName(type);
    return simple.endsWith("Future")
        || simple.endsWith("Promise")
        || simple.endsWith("Stage")
        || scene.hierarchy().isSubtype(type, "java/util/concurrent/Future")
        || scene.hierarchy().isSubtype(type, "java/util/concurrent/CompletionStage");
  }

  private Publisher ofStaticCall(Event.Invoke call, List<MethodModel> targets, int depth) {
    for (MethodModel target : targets) {
      if (target.body() != null) {
        Publisher returned = returned(target, depth);
        if (returned.tie() != Tie.UNKNOWN) {
          return returned.tie() == Tie.GIVEN ? Publisher.UNKNOWN : returned;
        }
      }
    }
    if (begins(call.method().name(), FRESH)) {
      return Publisher.OWNED;
    }
    if (!targets.isEmpty() || !begins(call.method().name(), SHARED)) {
      return Publisher.UNKNOWN;
    }
    return !areConstant(call.arguments()) && !call.method().name().startsWith("getInstance")
        ? Publisher.UNKNOWN
        : new Publisher(Tie.LONG, "is shared by the whole program");
  }

  private static boolean areConstant(List<Value> arguments) {
    for (Value argument : arguments) {
      if (!(argument instanceof Value.Const || argument instanceof Value.ClassConst)) {
        return false;
      }
    }
    return true;
  }

  private Publisher returned(MethodModel method, int depth) {
    Publisher known = returned.get(method);
    if (known != null) {
      return known;
    }
    returned.put(method, Publisher.UNKNOWN); // a cycle adds nothing
    Publisher result = null;
    for (Event event : method.body().events()) {
      if (event instanceof Event.Return exit
          && exit.value() != null
          && !(exit.value() instanceof Value.Const)) {
        result = of(method, exit.value(), depth + 1).weaker(result);
      }
    }
    result = result == null ? Publisher.UNKNOWN : result;
    returned.put(method, result);
    return result;
  }

  private static boolean begins(String name, List<String> beginnings) {
    for (String beginning : beginnings) {
      if (name.startsWith(beginning)) {
        int end = beginning.length();
        if (name.length() == end || !Character.isLowerCase(name.charAt(end))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Null where the type says nothing. */
  private Publisher ofType(String type) {
    if (type == null) {
      return null;
    }
    if (isOneShot(type)) {
      return new Publisher(Tie.SHORT, "");
    }
    ClassModel model = scene.hierarchy().find(type);
    if (model == null) {
      return null;
    }
    Entry scope = scene.lives().scope(model);
    if (scope != null) {
      switch (scope.get("life")) {
        case "application", "singleton", "jvm" -> {
          return new Publisher(Tie.LONG, "exists once in the application");
        }
        case "session", "request", "prototype" -> {
          return new Publisher(Tie.SHORT, "");
        }
        default -> {
          // says nothing of its length
        }
      }
    }
    if (!scene.world().judges(type)) {
      return null;
    }
    return registrants.existsOnce(model)
        ? new Publisher(Tie.LONG, "exists once in the program")
        : null;
  }
}
