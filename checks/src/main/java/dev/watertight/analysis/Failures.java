package dev.watertight.analysis;

import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import java.util.Set;

/** Which events do fail in practice, so that their exceptional ways out count. */
final class Failures {
  private static final Set<String> PROGRAMMING_ERRORS =
      Set.of(
          "java/lang/AssertionError",
          "java/lang/MatchException",
          "java/lang/IncompatibleClassChangeError");

  private final Hierarchy hierarchy;
  private final Lookup lookup;

  Failures(Hierarchy hierarchy, Lookup lookup) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
  }

  /** Throws, and calls that declare a checked exception or are known to fail in practice. */
  boolean isEvidence(MethodModel method, int id) {
    Event event = method.body().event(id);
    if (event instanceof Event.Throw thrown) {
      String type = thrown.value() == null ? null : Types.internalName(thrown.value().type());
      return type == null || !PROGRAMMING_ERRORS.contains(type);
    }
    return event instanceof Event.Invoke call && fails(call);
  }

  private boolean fails(Event.Invoke call) {
    if (lookup.first("fails", call.method()) != null) {
      return true;
    }
    MethodModel target = hierarchy.resolve(call.method());
    if (target == null) {
      return false;
    }
    for (String exception : target.exceptions()) {
      if (!hierarchy.isSubtype(exception, "java/lang/RuntimeException")
          && !hierarchy.isSubtype(exception, "java/lang/Error")
          && !exception.equals("java/lang/InterruptedException")) {
        return true;
      }
    }
    return false;
  }

  /** The way out, as messages name it. */
  static String describe(Event event) {
    if (event instanceof Event.Invoke call) {
      return "an exception of " + call.method().name();
    }
    if (event instanceof Event.Throw thrown && thrown.value() != null) {
      String type = Types.internalName(thrown.value().type());
      return "the " + (type == null ? "exception" : Types.simpleName(type)) + " thrown";
    }
    return "the handler's return";
  }
}
