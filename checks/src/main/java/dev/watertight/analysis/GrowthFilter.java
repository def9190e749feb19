package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.List;

/** Decides which additions can go on for ever, and which removals can happen at all. */
final class GrowthFilter {
  private final Scene scene;
  private final Container container;

  GrowthFilter(Scene scene, Container container) {
    this.scene = scene;
    this.container = container;
  }

  void sort(Operation operation, ContainerFacts into) {
    boolean live =
        scene.calls().isLive(operation.method())
            && !(operation.releases() && scene.impossible().isImpossible(operation));
    if ((operation.kind() == Kind.REASSIGN && !isRenewal(operation))
        || (operation.kind() == Kind.ESCAPE && isOwnGetter(operation))) {
      return;
    }
    into.sort(operation, live && counts(operation), live);
  }

  /** Returned by a method that only code of ours calls, which is looked at as well. */
  private boolean isOwnGetter(Operation operation) {
    return operation.event() instanceof Event.Return
        && !operation.method().isLambdaBody()
        && !scene.calls().isEntry(operation.method());
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
    return (!container.limitsItself() || container.isLimitedByWeakKeysOnly())
        && !isConfiguration(operation)
        && !hasClosedKey(operation)
        && !operation.guarded();
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
    return scene.lives().startUpOnly(method)
        && !calledFromStaticsConstructor(method)
        && !opensWhatItIsGiven(operation);
  }

  /** Such as {@code open(Route)}: its name alone does not make it the start of the holder. */
  private boolean opensWhatItIsGiven(Operation operation) {
    MethodModel method = operation.method();
    return !method.isConstructor()
        && !scene.lives().hasStrong(method, Phase.START)
        && scene.lives().has(method, Phase.START)
        && scene.calls().isEntry(method)
        && (isGiven(operation.key()) || isGiven(operation.value()));
  }

  private static boolean isGiven(Operand operand) {
    return operand != null && operand.value() instanceof Value.Param;
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
}
