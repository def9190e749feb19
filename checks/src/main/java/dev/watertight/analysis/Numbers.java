package dev.watertight.analysis;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which numbers or durations an operand may be, and who says so. */
final class Numbers {
  private static final int DEEPEST = 4;
  private static final String DURATION = "java/time/Duration";
  private static final String TIME_UNIT = "java/util/concurrent/TimeUnit";

  /**
   * A value that an operand may have.
   *
   * @param value a {@link Long} or a {@link Duration}
   * @param method whose text says so
   * @param event where, in that method
   * @param alone false where the operand may have other values that are not known, so that this one
   *     may be what stands for "not given"
   */
  record Sighting(Object value, MethodModel method, Event event, boolean alone) {
    /** -1, 0 or 1. */
    int sign() {
      return signOf(value);
    }
  }

  private final Scene scene;

  Numbers(Scene scene) {
    this.scene = scene;
  }

  /** Everything that is known; what is not known adds nothing. */
  List<Sighting> of(MethodModel method, Event event, Value value) {
    return of(method, event, value, 0);
  }

  private List<Sighting> of(MethodModel method, Event event, Value value, int depth) {
    List<Sighting> result = new ArrayList<>();
    if (value == null || depth > DEEPEST) {
      return result;
    }
    for (Sighting each : unguarded(method, event, value, depth)) {
      if (each.method() != method || passes(method.body(), event.id(), value, each.value())) {
        result.add(each);
      }
    }
    return result;
  }

  private List<Sighting> unguarded(MethodModel method, Event event, Value value, int depth) {
    Object constant = constant(method.body(), value);
    if (constant != null) {
      return List.of(new Sighting(constant, method, event, true));
    }
    if (value instanceof Value.Convert convert) {
      return unguarded(method, event, convert.operand(), depth);
    }
    if (value instanceof Value.Union union) {
      List<Sighting> result = new ArrayList<>();
      boolean known = true;
      for (Value member : union.values()) {
        known &= constant(method.body(), member) != null;
      }
      for (Value member : union.values()) {
        for (Sighting each : of(method, event, member, depth + 1)) {
          result.add(
              new Sighting(each.value(), each.method(), each.event(), known && each.alone()));
        }
      }
      return result;
    }
    if (value instanceof Value.Param param) {
      return passed(method, event, param, depth);
    }
    if (value instanceof Value.FieldRead read) {
      return assigned(method, event, scene.hierarchy().resolve(read.field()));
    }
    return List.of();
  }

  /** What callers hand in, where the method does not turn it away before the event. */
  private List<Sighting> passed(MethodModel method, Event event, Value.Param param, int depth) {
    List<Sighting> result = new ArrayList<>();
    if (method.isLambdaBody()) {
      return result;
    }
    for (MethodModel caller : scene.calls().callers(method)) {
      if (caller.body() == null) {
        continue;
      }
      for (Event candidate : caller.body().events()) {
        if (candidate instanceof Event.Invoke call
            && param.index() < call.arguments().size()
            && call.method().name().equals(method.name())
            && scene.hierarchy().targets(call.method(), Locator.isVirtual(call)).contains(method)) {
          Value argument = call.arguments().get(param.index());
          for (Sighting each : of(caller, call, argument, depth + 1)) {
            if (passes(method.body(), event.id(), param, each.value())) {
              result.add(each);
            }
          }
        }
      }
    }
    return result;
  }

  /** What is assigned to a field anywhere that can be seen. */
  private List<Sighting> assigned(MethodModel method, Event event, FieldRef ref) {
    FieldModel field = scene.hierarchy().field(ref);
    if (field == null) {
      return List.of();
    }
    boolean fixed = Modifier.isFinal(field.access());
    List<Sighting> result = new ArrayList<>();
    int writes = 0;
    for (MethodModel writer : scene.mentions().writers(ref)) {
      for (Event each : writer.body() == null ? List.<Event>of() : writer.body().events()) {
        if (each instanceof Event.Put put && scene.hierarchy().resolve(put.field()).equals(ref)) {
          writes++;
          Object constant = constant(writer.body(), put.value());
          if (constant != null) {
            result.add(new Sighting(constant, method, event, true));
          }
        }
      }
    }
    boolean alone = writes == result.size() && (fixed || field.isPrivate()) && same(result);
    List<Sighting> judged = new ArrayList<>();
    for (Sighting each : result) {
      judged.add(new Sighting(each.value(), each.method(), each.event(), alone));
    }
    return judged;
  }

  private static boolean same(List<Sighting> sightings) {
    return sightings.stream().map(Sighting::value).distinct().count() <= 1;
  }

  /** A constant, or a constant duration or unit conversion; null for anything else. */
  static Object constant(Body body, Value value) {
    if (value instanceof Value.Const constant) {
      if (constant.value() instanceof Number number) {
        return number.longValue();
      }
      return null;
    }
    if (value instanceof Value.Convert convert) {
      return constant(body, convert.operand());
    }
    if (value instanceof Value.FieldRead read
        && read.field().owner().equals(DURATION)
        && read.field().name().equals("ZERO")) {
      return Duration.ZERO;
    }
    if (value instanceof Value.Computed computed) {
      return arithmetic(body, computed);
    }
    Event.Invoke call = body == null ? null : body.invoke(value);
    return call == null ? null : ofCall(body, call);
  }

  private static Object arithmetic(Body body, Value.Computed computed) {
    List<Value> operands = computed.operands();
    Object first = operands.isEmpty() ? null : constant(body, operands.get(0));
    if (!(first instanceof Long a)) {
      return null;
    }
    if (operands.size() == 1) {
      return computed.operation().equals("-") ? Long.valueOf(-a) : null;
    }
    if (!(constant(body, operands.get(1)) instanceof Long b)) {
      return null;
    }
    return switch (computed.operation()) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> b == 0 ? null : Long.valueOf(a / b);
      default -> null;
    };
  }

  private static Duration duration(String factory, long amount) {
    return switch (factory) {
      case "ofDays" -> Duration.ofDays(amount);
      case "ofHours" -> Duration.ofHours(amount);
      case "ofMinutes" -> Duration.ofMinutes(amount);
      case "ofSeconds" -> Duration.ofSeconds(amount);
      case "ofMillis" -> Duration.ofMillis(amount);
      case "ofNanos" -> Duration.ofNanos(amount);
      default -> null;
    };
  }

  private static Object ofDuration(String getter, Duration duration) {
    return switch (getter) {
      case "getSeconds", "toSeconds" -> duration.toSeconds();
      case "toMillis" -> duration.toMillis();
      case "toMinutes" -> duration.toMinutes();
      case "toHours" -> duration.toHours();
      case "toDays" -> duration.toDays();
      case "toNanos" -> duration.toNanos();
      case "negated" -> duration.negated();
      case "abs" -> duration.abs();
      default -> null;
    };
  }

  private static Object ofCall(Body body, Event.Invoke call) {
    MethodRef method = call.method();
    try {
      if (method.owner().equals(DURATION)) {
        if (call.arguments().size() == 1
            && constant(body, call.arguments().get(0)) instanceof Long amount) {
          return duration(method.name(), amount);
        }
        if (call.receiver() != null
            && constant(body, call.receiver()) instanceof Duration duration) {
          return ofDuration(method.name(), duration);
        }
      }
      if (method.owner().equals(TIME_UNIT)
          && call.arguments().size() == 1
          && call.receiver() instanceof Value.FieldRead unit
          && unit.field().owner().equals(TIME_UNIT)
          && constant(body, call.arguments().get(0)) instanceof Long amount) {
        return converted(TimeUnit.valueOf(unit.field().name()), method.name(), amount);
      }
      if (method.owner().equals("java/lang/Math") && method.name().equals("toIntExact")) {
        return constant(body, call.arguments().get(0));
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      return null; // out of range, or a unit of a later platform: not a number that we know
    }
    return null;
  }

  private static Object converted(TimeUnit unit, String method, long amount) {
    return switch (method) {
      case "toSeconds" -> unit.toSeconds(amount);
      case "toMillis" -> unit.toMillis(amount);
      case "toMinutes" -> unit.toMinutes(amount);
      case "toHours" -> unit.toHours(amount);
      case "toDays" -> unit.toDays(amount);
      default -> null;
    };
  }

  private static int signOf(Object value) {
    if (value instanceof Duration duration) {
      return duration.isNegative() ? -1 : duration.isZero() ? 0 : 1;
    }
    return Long.signum((Long) value);
  }

  /** Whether the event can be reached when the operand has that value, as its tests say. */
  private static boolean passes(Body body, int event, Value operand, Object value) {
    if (body == null || !body.pathsKnown()) {
      return true;
    }
    for (Event each : body.events()) {
      if (each instanceof Event.Branch branch && body.normal(branch.id()).length == 2) {
        Boolean holds = holds(body, branch.condition(), strip(operand), value);
        if (holds != null && Paths.needsEdge(body, branch.id(), holds ? 1 : 0, event)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The condition's outcome for that value of the operand; null where it does not say. */
  private static Boolean holds(Body body, Value condition, Value operand, Object value) {
    if (condition instanceof Value.Computed computed && computed.operands().size() == 2) {
      Value left = strip(computed.operands().get(0));
      Value right = strip(computed.operands().get(1));
      if (!(value instanceof Long number)) {
        return null;
      }
      if (left.equals(operand) && constant(body, right) instanceof Long limit) {
        return compare(computed.operation(), Long.compare(number, limit));
      }
      if (right.equals(operand) && constant(body, left) instanceof Long limit) {
        return compare(computed.operation(), Long.compare(limit, number));
      }
      return null;
    }
    Event.Invoke call = body.invoke(condition);
    if (call != null
        && call.method().owner().equals(DURATION)
        && strip(call.receiver()).equals(operand)) {
      return switch (call.method().name()) {
        case "isNegative" -> signOf(value) < 0;
        case "isZero" -> signOf(value) == 0;
        case "isPositive" -> signOf(value) > 0;
        default -> null;
      };
    }
    return null;
  }

  private static Boolean compare(String operation, int order) {
    return switch (operation) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> null;
    };
  }

  private static Value strip(Value value) {
    return value instanceof Value.Convert convert ? strip(convert.operand()) : value;
  }
}
