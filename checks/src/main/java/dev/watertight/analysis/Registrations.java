package dev.watertight.analysis;

import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds every registration in the judged classes, and every call that may undo one. */
final class Registrations {
  private static final int DEEPEST = 3;

  private final Scene scene;
  private final RegistrationPairs pairs;
  private final Arguments arguments;
  private final List<Registration> all = new ArrayList<>();
  private final Map<String, List<Release>> releases = new HashMap<>();

  Registrations(Scene scene, RegistrationPairs pairs) {
    this.scene = scene;
    this.pairs = pairs;
    this.arguments = scene.arguments();
    Set<String> undoing = new HashSet<>();
    for (MethodModel method : scene.mentions().calling(call -> pairs.of(call) != null)) {
      if (method.body() != null && scene.calls().isLive(method)) {
        collect(method);
      }
    }
    for (Registration each : all) {
      undoing.addAll(each.pair().releases());
    }
    if (undoing.isEmpty()) {
      return;
    }
    for (MethodModel method : scene.mentions().calling(call -> undoing.contains(call.name()))) {
      if (method.body() != null) {
        collectReleases(method, undoing);
      }
    }
  }

  /** In the order of classes, methods and events. */
  List<Registration> all() {
    return all;
  }

  /** Calls of methods with that name. */
  List<Release> releases(String name) {
    return releases.getOrDefault(name, List.of());
  }

  private void collect(MethodModel method) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call && !callsOverridden(method, call)) {
        RegistrationPair pair = pairs.of(call.method());
        if (pair != null) {
          Value listener = operand(call, pair.listener());
          Value publisher =
              pair.publisher() >= 0 ? operand(call, pair.publisher()) : call.receiver();
          if (listener != null) {
            lift(new Registration(pair, method, call, publisher, listener, method, call), DEEPEST);
          }
        }
      }
    }
  }

  /** {@code super.addListener(listener)} is the same registration as its caller's. */
  private static boolean callsOverridden(MethodModel method, Event.Invoke call) {
    return call.dispatch() == Event.Dispatch.SPECIAL && call.method().name().equals(method.name());
  }

  private static Value operand(Event.Invoke call, int index) {
    return index < 0
        ? call.receiver()
        : index < call.arguments().size() ? call.arguments().get(index) : null;
  }

  /**
   * Follows a parameter to the callers that hand it over. A method that others may call registers
   * for them: that they unregister is their business, and the method is a pair of its own for them.
   */
  private void lift(Registration registration, int depth) {
    if (!(registration.listener() instanceof Value.Param param)) {
      all.add(registration);
      return;
    }
    MethodModel origin = registration.origin();
    if (depth == 0 || (!origin.isLambdaBody() && pairs.of(origin.ref()) != null)) {
      return;
    }
    for (Arguments.Passed passed : arguments.of(origin, param.index())) {
      if (passed.method() != origin && scene.calls().isLive(passed.method())) {
        lift(
            new Registration(
                registration.pair(),
                registration.method(),
                registration.call(),
                registration.publisher(),
                passed.value(),
                passed.method(),
                passed.event()),
            depth - 1);
      }
    }
  }

  private void collectReleases(MethodModel method, Set<String> names) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call && names.contains(call.method().name())) {
        add(
            new Release(
                method,
                event,
                call.method(),
                call.receiver(),
                argument(call.method(), call.arguments())));
      }
      for (Value operand : Arguments.operands(event)) {
        if (operand instanceof Value.Lambda lambda
            && lambda.reference()
            && names.contains(lambda.implementation().name())) {
          boolean bound = !lambda.captured().isEmpty();
          Value receiver =
              bound && !lambda.implementationStatic() ? lambda.captured().get(0) : null;
          add(new Release(method, event, lambda.implementation(), receiver, null));
        }
      }
    }
  }

  private void add(Release release) {
    releases.computeIfAbsent(release.called().name(), k -> new ArrayList<>()).add(release);
  }

  /** The last argument that is an object, since names and keys come first. */
  private static Value argument(MethodRef called, List<Value> values) {
    List<String> types = Types.parameters(called.descriptor());
    Value result = null;
    for (int i = 0; i < Math.min(values.size(), types.size()); i++) {
      if (Types.internalName(types.get(i)) != null
          && (result == null || !types.get(i).equals("Ljava/lang/String;"))) {
        result = values.get(i);
      }
    }
    return result;
  }
}
