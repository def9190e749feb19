package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides which additions can go on for ever, and which removals can happen at all. */
final class GrowthFilter {
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");

  private final Scene scene;
  private final Container container;
  private final Set<Event> sizes = new HashSet<>();

  GrowthFilter(Scene scene, Container container, List<Operation> operations) {
    this.scene = scene;
    this.container = container;
    for (Operation operation : operations) {
      if (operation.kind() == Kind.SIZE && operation.at().level() == 0) {
        sizes.add(operation.event());
      }
    }
  }

  void sort(Operation operation, ContainerFacts into) {
    boolean live = scene.calls().isLive(operation.method());
    if (operation.kind() == Kind.REASSIGN && !isRenewal(operation)) {
      return;
    }
    into.sort(operation, live && counts(operation), live);
  }

  /** An assignment that replaces what was there, as opposed to the field's first value. */
  private boolean isRenewal(Operation operation) {
    MethodModel method = operation.method();
    if (method.isClassInitialiser() || method.isConstructor()) {
      return false;
    }
    if (operation.value() == null) {
      return true;
    }
    Value value = operation.value().value();
    boolean fresh =
        value instanceof Value.New
            || value instanceof Value.Const
            || value instanceof Value.Result
            || value instanceof Value.NewArray;
    return fresh && !scene.lives().startUpOnly(method) && !isLazy(operation);
  }

  /** {@code if (map == null) map = new ...}: a first value after all. */
  private boolean isLazy(Operation operation) {
    Body body = operation.method().body();
    for (Event event : body.events()) {
      if (event instanceof Event.Branch branch
          && branch.condition() instanceof Value.Computed computed
          && computed.operation().matches("==|!=")
          && computed.operands().size() == 2
          && computed.operands().get(1) instanceof Value.Const constant
          && constant.value() == null
          && mentions(operation.method(), computed.operands().get(0))) {
        int edge = computed.operation().equals("==") ? 0 : 1;
        if (Paths.needsEdge(body, branch.id(), edge, operation.event().id())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean mentions(MethodModel method, Value value) {
    for (Location location : scene.locator().locate(method, value)) {
      if (location.level() == 0 && container.ref().equals(location.field())) {
        return true;
      }
    }
    return false;
  }

  private boolean counts(Operation operation) {
    if (operation.kind() != Kind.GROW || operation.at().level() > 0) {
      return true;
    }
    return !container.limitsItself()
        && !isConfiguration(operation)
        && !hasClosedKey(operation)
        && !isGuarded(operation);
  }

  private boolean isConfiguration(Operation operation) {
    MethodModel method = operation.method();
    if (method.isConstructor() && container.field().isStatic()) {
      return false;
    }
    boolean own =
        Types.outermost(container.ref().owner()).equals(Types.outermost(method.ref().owner()));
    if (method.isConstructor() && !own) {
      return false;
    }
    return scene.lives().startUpOnly(method) && !calledFromStaticsConstructor(method);
  }

  /** A helper of an instance constructor that fills a static container runs once an instance. */
  private boolean calledFromStaticsConstructor(MethodModel method) {
    if (!container.field().isStatic()) {
      return false;
    }
    for (MethodModel caller : scene.calls().reaching(List.of(method))) {
      if (caller.isConstructor()) {
        return true;
      }
    }
    return false;
  }

  private boolean hasClosedKey(Operation operation) {
    boolean hasKey = container.isMap();
    Operand deciding = hasKey ? operation.key() : operation.value();
    if (container.kind().equals("buffer")) {
      return false;
    }
    if (!hasKey && !isSet()) {
      return false; // a list takes the same constant again and again
    }
    return scene.keys().isClosed(deciding, container.keyType());
  }

  private boolean isSet() {
    String type = container.field().descriptor();
    return type.contains("Set");
  }

  /** A comparison of the container's size lies on every way to the growth. */
  private boolean isGuarded(Operation operation) {
    Body body = operation.method().body();
    for (Event event : body.events()) {
      if (event instanceof Event.Branch branch
          && comparesSize(operation.method(), branch.condition())) {
        for (int edge = 0; edge < body.normal(branch.id()).length; edge++) {
          if (Paths.needsEdge(body, branch.id(), edge, operation.event().id())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean comparesSize(MethodModel method, Value condition) {
    if (!(condition instanceof Value.Computed computed)
        || !COMPARISONS.contains(computed.operation())) {
      return false;
    }
    boolean zero = false;
    boolean size = false;
    for (Value operand : computed.operands()) {
      Event.Invoke call = method.body().invoke(operand);
      size |= call != null && sizes.contains(call) && !call.method().name().equals("isEmpty");
      zero |= operand instanceof Value.Const c && Integer.valueOf(0).equals(c.value());
    }
    return size && !zero;
  }
}
