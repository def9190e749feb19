package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.model.AnnotationModel;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which life events reach which method. */
final class Lives {
  private static final Set<String> IMMEDIATE =
      Set.of("java/util/", "java/util/stream/", "java/util/function/", "java/util/concurrent/");

  private static final List<String> SHORT_TO_LONG =
      List.of(
          "request",
          "prototype",
          "owner",
          "session",
          "component",
          "singleton",
          "application",
          "jvm");

  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final CallGraph calls;
  private final Map<MethodModel, List<Role>> roles = new HashMap<>();
  private final Map<MethodModel, Boolean> startUp = new HashMap<>();
  private final Map<String, Role> names = new HashMap<>();
  private final Map<String, String> lived = new HashMap<>();

  Lives(Hierarchy hierarchy, Lookup lookup, CallGraph calls) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.calls = calls;
    for (Entry entry : lookup.all("lifecycle-name")) {
      String name = entry.member() == null ? entry.type() : entry.member();
      names.put(name, role(entry, false, name));
    }
    for (Entry entry : lookup.all("life")) {
      if (entry.member() != null && entry.get("phase").equals("end")) {
        lived.put(entry.type(), entry.get("of"));
      }
    }
  }

  private static Role role(Entry entry, boolean strong, String label) {
    Phase phase = Phase.valueOf(entry.get("phase").toUpperCase(Locale.ROOT));
    return new Role(phase, entry.get("of", "component"), strong, entry.has("guaranteed"), label);
  }

  /** Roles of the method itself, known ones before those guessed from its name. */
  List<Role> roles(MethodModel method) {
    return roles.computeIfAbsent(method, this::findRoles);
  }

  private List<Role> findRoles(MethodModel method) {
    List<Role> result = new ArrayList<>();
    ClassModel type = hierarchy.declaring(method);
    if (type == null || method.isLambdaBody()) {
      return result;
    }
    for (Entry entry : lookup.ofMember("life", type, method)) {
      result.add(role(entry, true, label(method, entry)));
    }
    if (lookup.all("life-event").iterator().hasNext() && !method.annotations().isEmpty()) {
      for (String parameter : Types.parameters(method.ref().descriptor())) {
        String name = Types.internalName(parameter);
        Entry entry = name == null ? null : lookup.first("life-event", name);
        if (entry != null) {
          result.add(role(entry, true, Types.simpleName(name)));
        }
      }
    }
    Role named = names.get(method.name());
    if (named != null && (result.isEmpty() || (named.of().equals("user") && onlyRuns(result)))) {
      result.add(named);
    }
    return List.copyOf(result);
  }

  /** A request handler may well be the one that logs somebody in or out. */
  private static boolean onlyRuns(List<Role> roles) {
    for (Role role : roles) {
      if (role.phase() != Phase.RUN) {
        return false;
      }
    }
    return true;
  }

  /**
   * The life that objects of the type stand for: "session" of an HTTP session, "connection" of a
   * WebSocket session; null for other types.
   *
   * @param descriptor of the type
   */
  String livedBy(String descriptor) {
    String name = Types.internalName(descriptor);
    if (name == null) {
      return null;
    }
    for (String ancestor : hierarchy.supertypes(name)) {
      String of = lived.get(ancestor);
      // Asked late: a library that the program does not use is not missing
      Entry scope = of == null ? null : lookup.first("scope", ancestor);
      if (scope != null && scope.get("life").equals("session")) {
        return of;
      }
    }
    return null;
  }

  private static String label(MethodModel method, Entry entry) {
    return entry.member() == null
        ? "@" + Types.simpleName(entry.type().replace("@", "")) + " " + method.name()
        : method.name();
  }

  /** Whether a method of that name, of whatever class, ends what it is called on. */
  boolean isStopName(String name) {
    Role role = names.get(name);
    return role != null && (role.phase() == Phase.STOP || role.phase() == Phase.END);
  }

  boolean has(MethodModel method, Phase phase) {
    for (Role role : roles(method)) {
      if (role.phase() == phase) {
        return true;
      }
    }
    return false;
  }

  /** Whether the method ends something: a life, the component, what has expired. */
  boolean isEnd(MethodModel method) {
    return has(method, Phase.END) || has(method, Phase.STOP) || has(method, Phase.SWEEP);
  }

  boolean hasStrong(MethodModel method, Phase phase) {
    for (Role role : roles(method)) {
      if (role.phase() == phase && role.strong()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the method runs while its own class or application comes up only: class initialisers,
   * constructors, start-up callbacks, and private helpers called from nowhere else.
   */
  boolean startUpOnly(MethodModel method) {
    Boolean known = startUp.get(method);
    if (known != null) {
      return known;
    }
    startUp.put(method, true); // a cycle adds nothing
    boolean result = decideStartUp(method);
    startUp.put(method, result);
    return result;
  }

  private boolean decideStartUp(MethodModel method) {
    if (method.isClassInitialiser() || method.isConstructor()) {
      return true;
    }
    if (method.isLambdaBody()) {
      return runsAtOnce(method) && allStartUp(calls.callers(method));
    }
    for (Role role : roles(method)) {
      if (role.phase() == Phase.START && (role.strong() || !hasLaterCallers(method))) {
        return true;
      }
    }
    return !calls.isEntry(method) && allStartUp(calls.callers(method));
  }

  private boolean hasLaterCallers(MethodModel method) {
    for (MethodModel caller : calls.callers(method)) {
      if (has(caller, Phase.RUN) || has(caller, Phase.BEGIN)) {
        return true;
      }
    }
    return false;
  }

  private boolean allStartUp(List<MethodModel> callers) {
    for (MethodModel caller : callers) {
      if (!startUpOnly(caller)) {
        return false;
      }
    }
    return !callers.isEmpty();
  }

  /** Whether the lambda is run by the very call that it is handed to, as in forEach. */
  boolean runsAtOnce(MethodModel lambda) {
    for (MethodModel creator : calls.callers(lambda)) {
      Body body = creator.body();
      if (body == null) {
        return false;
      }
      for (Event event : body.events()) {
        if (event instanceof Event.Invoke call && hands(call, lambda)) {
          Entry runs = lookup.first("runs", call.method());
          if (runs != null) {
            return runs.has("each");
          }
          if (lookup.first("method", call.method()) != null) {
            return true;
          }
          String owner = call.method().owner();
          return IMMEDIATE.contains(owner.substring(0, owner.lastIndexOf('/') + 1))
              && !owner.startsWith("java/util/concurrent/");
        }
      }
    }
    return false;
  }

  private static boolean hands(Event.Invoke call, MethodModel lambda) {
    for (Value argument : call.arguments()) {
      if (argument instanceof Value.Lambda value && value.implementation().equals(lambda.ref())) {
        return true;
      }
    }
    return false;
  }

  /** Everything that runs because of the methods with that phase. */
  Set<MethodModel> within(Phase phase, Iterable<MethodModel> candidates) {
    List<MethodModel> roots = new ArrayList<>();
    for (MethodModel candidate : candidates) {
      if (has(candidate, phase)) {
        roots.add(candidate);
      }
    }
    return calls.reachable(roots);
  }

  /**
   * The scope entry that applies to instances of the class, or null. Of several annotations that
   * with the shortest life counts, since it is the one that was added on purpose.
   */
  Entry scope(ClassModel type) {
    Entry shortest = null;
    for (AnnotationModel annotation : type.annotations()) {
      for (Entry entry : lookup.ofAnnotation("scope", annotation.type())) {
        if (applies(entry, annotation, type)
            && (shortest == null || rank(entry) < rank(shortest))) {
          shortest = entry;
        }
      }
    }
    return shortest == null ? lookup.first("scope", type.name()) : shortest;
  }

  private static boolean applies(Entry entry, AnnotationModel annotation, ClassModel type) {
    if (entry.has("when") && !annotation.values().containsValue(entry.get("when"))) {
      return false;
    }
    for (AnnotationModel other : type.annotations()) {
      if (entry.names("unless").contains("@" + other.type().replace('/', '.'))) {
        return false;
      }
    }
    return true;
  }

  private static int rank(Entry scope) {
    return SHORT_TO_LONG.indexOf(scope.get("life"));
  }
}
