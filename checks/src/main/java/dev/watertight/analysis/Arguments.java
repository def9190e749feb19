package dev.watertight.analysis;

import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What callers hand to a parameter, and creators of a lambda to what it captures. */
final class Arguments {
  /**
   * A value handed over.
   *
   * @param method who hands it over
   * @param event the call, or whatever the lambda is an operand of
   */
  record Passed(MethodModel method, Event event, Value value) {}

  private final Scene scene;
  private final Map<MethodModel, List<List<Passed>>> known = new HashMap<>();

  Arguments(Scene scene) {
    this.scene = scene;
  }

  /** In the order of callers and events; empty where nobody is seen to call the method. */
  List<Passed> of(MethodModel method, int parameter) {
    List<List<Passed>> all = known.computeIfAbsent(method, this::collect);
    return parameter < all.size() ? all.get(parameter) : List.of();
  }

  private List<List<Passed>> collect(MethodModel method) {
    List<List<Passed>> result = new ArrayList<>();
    for (int i = Types.arity(method.ref().descriptor()); i > 0; i--) {
      result.add(new ArrayList<>());
    }
    for (MethodModel caller : scene.calls().callers(method)) {
      if (caller.body() == null) {
        continue;
      }
      for (Event event : caller.body().events()) {
        if (method.isLambdaBody()) {
          for (Value operand : operands(event)) {
            captured(method, caller, event, operand, result);
          }
        } else if (event instanceof Event.Invoke call
            && call.method().name().equals(method.name())
            && targets(call).contains(method)) {
          add(caller, event, call.arguments(), result);
        }
      }
    }
    return result;
  }

  private static void captured(
      MethodModel body, MethodModel caller, Event event, Value value, List<List<Passed>> result) {
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        captured(body, caller, event, member, result);
      }
    } else if (value instanceof Value.Lambda lambda && lambda.implementation().equals(body.ref())) {
      add(caller, event, parameters(lambda), result);
    }
  }

  /** The captured values that become parameters of the lambda's body, in their order. */
  static List<Value> parameters(Value.Lambda lambda) {
    List<Value> captured = lambda.captured();
    return lambda.implementationStatic() || captured.isEmpty()
        ? captured
        : captured.subList(1, captured.size());
  }

  private static void add(
      MethodModel caller, Event event, List<Value> values, List<List<Passed>> result) {
    for (int i = 0; i < Math.min(values.size(), result.size()); i++) {
      result.get(i).add(new Passed(caller, event, values.get(i)));
    }
  }

  /** Everything that an event uses. */
  static List<Value> operands(Event event) {
    List<Value> result = new ArrayList<>();
    if (event instanceof Event.Invoke call) {
      result.addAll(call.arguments());
      if (call.receiver() != null) {
        result.add(call.receiver());
      }
    } else if (event instanceof Event.Put put) {
      result.add(put.value());
    } else if (event instanceof Event.ArrayStore store) {
      result.add(store.value());
    } else if (event instanceof Event.Return exit && exit.value() != null) {
      result.add(exit.value());
    } else if (event instanceof Event.Throw thrown && thrown.value() != null) {
      result.add(thrown.value());
    }
    return result;
  }

  private List<MethodModel> targets(Event.Invoke call) {
    return scene.hierarchy().targets(call.method(), Locator.isVirtual(call));
  }
}
