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
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Says of what keeps a registration how long it lives, seen from where it is used. */
final class Publishers {
  private static final int DEEPEST = 6;
  private static final int FARTHEST = 24;

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
  private final Map<Operand, Publisher> parameters = new HashMap<>();

  // What is cut short, by a cycle or for its length, holds for the question at hand only: kept for
  // others it would make answers hang on the order of questions
  private final Map<Object, Publisher> provisional = new HashMap<>();
  private int cuts;
  private int hops;

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

  private Publisher of(MethodModel method, Value value) {
    provisional.clear();
    return of(method, value, 0);
  }

  private Publisher of(MethodModel method, Value value, int depth) {
    if (depth > DEEPEST) {
      return cut();
    }
    Publisher origin = origin(method, value, depth);
    if (origin.tie() == Tie.UNKNOWN || origin.tie() == Tie.GIVEN) {
      Publisher byType = ofType(Types.internalName(value.type()));
      return byType == null ? origin : byType;
    }
    return origin;
  }

  private Publisher cut() {
    cuts++;
    return Publisher.UNKNOWN;
  }

  /**
   * The answer about a field, a method's result or its parameter, which does not hang on who asks.
   *
   * @param known where answers are kept
   */
  private <T> Publisher remembered(
      T about, Map<? super T, Publisher> known, Supplier<Publisher> finder) {
    Publisher found = known.get(about);
    if (found != null) {
      return found;
    }
    found = provisional.get(about);
    if (found != null || hops >= FARTHEST) {
      cuts++;
      return found == null ? Publisher.UNKNOWN : found;
    }
    int before = cuts;
    provisional.put(about, Publisher.UNKNOWN); // a cycle adds nothing
    hops++;
    try {
      found = finder.get();
    } finally {
      hops--;
    }
    if (cuts == before) {
      known.put(about, found);
      provisional.remove(about);
    } else {
      provisional.put(about, found);
    }
    return found;
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
      return ofParameter(method, param);
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
    Publisher own = remembered(field, fields, () -> ofField(field));
    if (read.receiver() instanceof Value.This || read.receiver() instanceof Value.Outer) {
      return own;
    }
    Publisher holder = of(method, read.receiver(), depth + 1);
    return own.tie() == Tie.LONG ? own : holder; // the rest is said of another object than this
  }

  /** By what is assigned to the field, seen from the object that it belongs to. */
  private Publisher ofField(FieldRef ref) {
    Publisher result = null;
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
          result = stored(writer, put.value()).or(result);
        }
      }
    }
    return result == null ? Publisher.UNKNOWN : result;
  }

  /** A parameter that is stored was given, whoever may call. */
  private Publisher stored(MethodModel writer, Value value) {
    if (value instanceof Value.Param param && !writer.isLambdaBody()) {
      Publisher passed = ofParameter(writer, param);
      return passed.tie() == Tie.UNKNOWN ? new Publisher(Tie.GIVEN, "was given to it") : passed;
    }
    return of(writer, value, 0);
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

  private Publisher ofParameter(MethodModel method, Value.Param param) {
    return remembered(new Operand(method, param), parameters, () -> findParameter(method, param));
  }

  private Publisher findParameter(MethodModel method, Value.Param param) {
    if (method.isConstructor()) {
      return givenToConstructor(method, param);
    }
    if (!method.isLambdaBody() && scene.calls().isEntry(method)) {
      return Publisher.UNKNOWN;
    }
    Publisher result = null;
    for (Arguments.Passed passed : arguments.of(method, param.index())) {
      Publisher each = of(passed.method(), passed.value(), 0);
      boolean same =
          method.isLambdaBody()
              || Types.outermost(passed.method().ref().owner())
                  .equals(Types.outermost(method.ref().owner()));
      result = (same || each.tie() != Tie.OWNED ? each : Publisher.UNKNOWN).weaker(result);
    }
    return result == null ? Publisher.UNKNOWN : result;
  }

  /**
   * Given when the object is made. Where all its makers are seen, they tell: what a maker keeps and
   * gives to one object after the other outlives each of them; what it gives to the one object that
   * it makes for itself goes with it.
   */
  private Publisher givenToConstructor(MethodModel method, Value.Param param) {
    Publisher given = new Publisher(Tie.GIVEN, "was given to it");
    List<Arguments.Passed> makers = arguments.of(method, param.index());
    Publisher result = makers.isEmpty() || scene.calls().isEntry(method) ? given : null;
    for (Arguments.Passed maker : makers) {
      result = givenBy(maker).weaker(result);
    }
    return result;
  }

  private Publisher givenBy(Arguments.Passed maker) {
    Publisher theirs = of(maker.method(), maker.value(), 0);
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
      return ofStaticCall(call, targets);
    }
    if (Types.beginsWithWord(ref.name(), FRESH)) {
      return Publisher.OWNED;
    }
    if (isOneShot(Types.internalName(Types.returnType(ref.descriptor())))) {
      return Publisher.UNKNOWN;
    }
    Publisher result = null;
    for (MethodModel target : targets) {
      if (target.body() != null) {
        result = returned(target).weaker(result);
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

  private Publisher ofStaticCall(Event.Invoke call, List<MethodModel> targets) {
    for (MethodModel target : targets) {
      if (target.body() != null) {
        Publisher returned = returned(target);
        if (returned.tie() != Tie.UNKNOWN) {
          return returned.tie() == Tie.GIVEN ? Publisher.UNKNOWN : returned;
        }
      }
    }
    if (Types.beginsWithWord(call.method().name(), FRESH)) {
      return Publisher.OWNED;
    }
    if (!targets.isEmpty() || !Types.beginsWithWord(call.method().name(), SHARED)) {
      return Publisher.UNKNOWN;
    }
    return !areConstant(call.arguments()) && !call.method().name().startsWith("getInstance")
        ? Publisher.UNKNOWN
        : new Publisher(Tie.LONG, "is shared by the whole program");
  }

  private boolean areConstant(List<Value> arguments) {
    for (Value argument : arguments) {
      if (!isConstant(argument)) {
        return false;
      }
    }
    return true;
  }

  /** The same whenever it is evaluated, so that what it is asked of tells all. */
  private boolean isConstant(Value value) {
    if (value instanceof Value.Convert convert) {
      return isConstant(convert.operand());
    }
    if (value instanceof Value.FieldRead read && read.receiver() == null) {
      FieldModel field = scene.hierarchy().field(read.field());
      return field != null && Modifier.isFinal(field.access());
    }
    return value instanceof Value.Const
        || value instanceof Value.ClassConst
        || (value instanceof Value.Lambda lambda && lambda.captured().isEmpty());
  }

  private Publisher returned(MethodModel method) {
    return remembered(method, returned, () -> findReturned(method));
  }

  private Publisher findReturned(MethodModel method) {
    Publisher result = null;
    for (Event event : method.body().events()) {
      if (event instanceof Event.Return exit
          && exit.value() != null
          && !(exit.value() instanceof Value.Const)) {
        result = of(method, exit.value(), 0).weaker(result);
      }
    }
    return result == null ? Publisher.UNKNOWN : result;
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
