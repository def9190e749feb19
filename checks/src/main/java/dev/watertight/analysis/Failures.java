package dev.watertight.analysis;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which events do fail in practice, so that their exceptional ways out count. */
final class Failures {
  private static final Set<String> PROGRAMMING_ERRORS =
      Set.of(
          "java/lang/AssertionError",
          "java/lang/MatchException",
          "java/lang/IncompatibleClassChangeError");

  private static final List<String> ANY = List.of("java/lang/Exception");

  private final Hierarchy hierarchy;
  private final Lookup lookup;

  Failures(Hierarchy hierarchy, Lookup lookup) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
  }

  /** Throws, and calls that declare a checked exception or are known to fail in practice. */
  boolean isEvidence(MethodModel method, int id) {
    return !thrown(method, id).isEmpty();
  }

  /** Whether what the event is known to throw may leave the method, past all handlers. */
  boolean mayLeave(MethodModel method, int id) {
    int[] ways = method.body().exceptional(id);
    if (!Paths.mayLeave(method.body(), id)) {
      return false;
    }
    for (String type : thrown(method, id)) {
      if (!isCaught(method, ways, type)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCaught(MethodModel method, int[] ways, String type) {
    for (int way : ways) {
      if (way != Body.EXIT && method.body().event(way) instanceof Event.Catch handler) {
        for (String caught : handler.types()) {
          if (hierarchy.isSubtype(type, caught)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Internal names of the exceptions that are to be reckoned with. */
  private List<String> thrown(MethodModel method, int id) {
    Event event = method.body().event(id);
    if (event instanceof Event.Throw thrown) {
      String type = thrown.value() == null ? null : Types.internalName(thrown.value().type());
      if (type == null) {
        return ANY;
      }
      return PROGRAMMING_ERRORS.contains(type) ? List.of() : List.of(type);
    }
    return event instanceof Event.Invoke call ? thrown(call) : List.of();
  }

  private List<String> thrown(Event.Invoke call) {
    if (lookup.first("fails", call.method()) != null) {
      return ANY;
    }
    MethodModel target = hierarchy.resolve(call.method());
    if (target == null) {
      return List.of();
    }
    List<String> result = new ArrayList<>();
    for (String exception : target.exceptions()) {
      if (!hierarchy.isSubtype(exception, "java/lang/RuntimeException")
          && !hierarchy.isSubtype(exception, "java/lang/Error")
          && !exception.equals("java/lang/InterruptedException")) {
        result.add(exception);
      }
    }
    return result;
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
    return event instanceof Event.Return ? "a return" : "the handler's return";
  }
}
