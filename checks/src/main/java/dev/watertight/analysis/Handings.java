package dev.watertight.analysis;

import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What calls hand over, call by call, and which parameters a value is made of. */
final class Handings {
  private static final int MOST_CALLERS = 8;
  private static final int DEEPEST = 8;

  private final Hierarchy hierarchy;
  private final CallGraph calls;
  private final Map<MethodModel, List<Handing>> first = new HashMap<>();

  Handings(Hierarchy hierarchy, CallGraph calls) {
    this.hierarchy = hierarchy;
    this.calls = calls;
  }

  /** What one call hands over, by parameter. */
  record Handing(MethodModel caller, List<Value> values) {
    /** The values of those parameters, counted from 0. */
    List<Value> to(Set<Integer> parameters) {
      List<Value> result = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        if (parameters.contains(i)) {
          result.add(values.get(i));
        }
      }
      return result;
    }
  }

  /** What the first few callers hand to the method. */
  List<Handing> ofFirst(MethodModel method) {
    return first.computeIfAbsent(method, this::findFirst);
  }

  private List<Handing> findFirst(MethodModel method) {
    List<Handing> result = new ArrayList<>();
    int followed = 0;
    for (MethodModel caller : calls.callers(method)) {
      if (caller.body() != null && followed++ < MOST_CALLERS) {
        result.addAll(of(caller, method));
      }
    }
    return result;
  }

  /** What the calls of one method hand over: directly, or captured by a lambda that they take. */
  List<Handing> of(MethodModel caller, MethodModel method) {
    List<Handing> result = new ArrayList<>();
    for (Event event : caller.body().events()) {
      if (!(event instanceof Event.Invoke call)) {
        continue;
      }
      if (method.isLambdaBody()) {
        for (Value argument : call.arguments()) {
          if (argument instanceof Value.Lambda lambda
              && lambda.implementation().equals(method.ref())) {
            result.add(new Handing(caller, Arguments.parameters(lambda)));
          }
        }
      } else if (call.method().name().equals(method.name())
          && hierarchy.targets(call.method(), Locator.isVirtual(call)).contains(method)) {
        result.add(new Handing(caller, call.arguments()));
      }
    }
    return result;
  }

  /**
   * Collects the parameters that a value is made of, counted from 0.
   *
   * @return whether the receiver itself, or an object created here, is part of it
   */
  static boolean parameters(MethodModel method, Value value, Set<Integer> into) {
    return parameters(method, value, into, 0);
  }

  private static boolean parameters(
      MethodModel method, Value value, Set<Integer> parameters, int depth) {
    if (value == null || depth > DEEPEST) {
      return false;
    }
    if (value instanceof Value.Param param) {
      parameters.add(param.index());
    } else if (value instanceof Value.This) {
      return true;
    } else if (value instanceof Value.Convert convert) {
      return parameters(method, convert.operand(), parameters, depth + 1);
    } else if (value instanceof Value.Computed computed) {
      return any(method, computed.operands(), parameters, depth);
    } else if (value instanceof Value.Union union) {
      return any(method, union.values(), parameters, depth);
    } else if (value instanceof Value.FieldRead read
        && read.receiver() != null
        && !(read.receiver() instanceof Value.This)) {
      return parameters(method, read.receiver(), parameters, depth + 1);
    } else if (value instanceof Value.New || value instanceof Value.Result) {
      Event.Invoke call = Operand.call(method, value);
      if (call != null) {
        boolean own = any(method, call.arguments(), parameters, depth);
        if (call.receiver() != null && !(call.receiver() instanceof Value.New)) {
          own |=
              !(call.receiver() instanceof Value.This)
                  && parameters(method, call.receiver(), parameters, depth + 1);
        }
        return own || value instanceof Value.New;
      }
    }
    return false;
  }

  private static boolean any(
      MethodModel method, List<Value> values, Set<Integer> parameters, int depth) {
    boolean own = false;
    for (Value value : values) {
      own |= parameters(method, value, parameters, depth + 1);
    }
    return own;
  }
}
