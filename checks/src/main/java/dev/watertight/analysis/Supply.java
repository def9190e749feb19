package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the things that a container is filled with come from: whether each request, session or call
 * brings a new one, or a program has as many as its author wrote down.
 */
final class Supply {
  /** A life event whose own data ends up in the container. */
  record Source(Role role, MethodModel method) {}

  private static final int FARTHEST = 4;
  private static final int MOST_CALLERS = 8;
  private static final int DEEPEST = 8;
  private static final Set<String> LIVES_OF_THEIR_OWN = Set.of("session", "request");
  private static final Set<String> EACH_DIFFERENT =
      Set.of(
          "java/util/UUID",
          "java/util/Random",
          "java/security/SecureRandom",
          "java/util/concurrent/ThreadLocalRandom",
          "java/util/concurrent/atomic/AtomicInteger",
          "java/util/concurrent/atomic/AtomicLong",
          "java/util/concurrent/atomic/LongAdder");
  private static final Set<String> CLOCKS = Set.of("currentTimeMillis", "nanoTime", "now");
  private static final List<String> LOCKS =
      List.of("java/util/concurrent/locks/", "java/util/concurrent/Semaphore");
  private static final List<String> OWNED_BY_THEIR_USER =
      List.of(
          "java/net/Socket",
          "java/sql/Connection",
          "java/security/Principal",
          "java/util/concurrent/Future",
          "java/util/concurrent/CompletionStage");
  private static final List<String> REGISTRARS =
      List.of(
          "register",
          "add",
          "set",
          "put",
          "define",
          "install",
          "declare",
          "bind",
          "configure",
          "with",
          "include",
          "exclude",
          "enable",
          "support",
          "contribute",
          "ignore",
          "map");
  private static final List<String> LOADERS =
      List.of(
          "load", "import", "parse", "init", "scan", "build", "collect", "visit", "accept", "apply",
          "deploy");

  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final CallGraph calls;
  private final Lives lives;
  private final Holders holders;
  private final Keys keys;
  private final Map<MethodModel, List<Handing>> handings = new HashMap<>();
  private final IdentityHashMap<Operation, List<Source>> sources = new IdentityHashMap<>();

  Supply(
      Hierarchy hierarchy,
      Lookup lookup,
      CallGraph calls,
      Lives lives,
      Holders holders,
      Keys keys) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.calls = calls;
    this.lives = lives;
    this.holders = holders;
    this.keys = keys;
  }

  /** Whether each shorter life brings an entry of its own, by what is known of key and value. */
  boolean isEndless(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      if (isEndless(facts, growth)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEndless(ContainerFacts facts, Operation growth) {
    String declared = facts.container().valueType();
    if (isLock(declared)
        || ends(facts.container().keyType())
        || isItself(growth.key())
        || isItself(growth.value())) {
      return true;
    }
    if (!isGetOrCreate(facts, growth)
        && (ends(growth.value())
            || (made(growth.value()) && (ends(declared) || holders.hasOwnEnd(declared))))) {
      return true;
    }
    if (isDifferentEachTime(growth.key()) || isOwnCounter(growth.key()) || ends(growth.key())) {
      return true;
    }
    return !sources(growth).isEmpty();
  }

  /**
   * Whether the value is created where the key has none yet, and found again by it: such a cache
   * has as many values as keys, however short-lived its values are.
   */
  boolean isGetOrCreate(ContainerFacts facts, Operation growth) {
    if (growth.event() instanceof Event.Invoke call) {
      Entry entry = lookup.first("method", call.method());
      if (entry != null && (entry.has("absent") || entry.has("compute"))) {
        return true;
      }
    }
    for (Operation read : facts.reads()) {
      if (read.method() == growth.method()
          && read.kind() == Kind.READ
          && read.key() != null
          && growth.key() != null
          && read.key().value().equals(growth.key().value())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether all additions are made by methods that read a configuration in, or that register
   * something and, as far as one can see, are called while something comes up: others may call
   * them, too, but hardly for each life.
   */
  boolean isRegistry(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      MethodModel method = growth.method();
      String name = method.isLambdaBody() ? method.enclosing().name() : method.name();
      if (!startsWithAny(name, LOADERS)
          && !(startsWithAny(name, REGISTRARS) && isCalledAtStartUp(method))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether all additions look like as many as the author of the program wrote down: what is
   * registered by a method that only others call, what all callers in sight name by constants, what
   * is filed under a format or locale. Code that is out of sight may still do otherwise.
   */
  boolean seemsFinite(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      MethodModel method = growth.method();
      String name = method.isLambdaBody() ? method.enclosing().name() : method.name();
      boolean registers = startsWithAny(name, REGISTRARS) && isForRegistering(method, FARTHEST);
      Operand what = growth.key() == null ? growth.value() : growth.key();
      if (!registers
          && !(what != null && (keys.isOfFormats(what) || isWrittenDown(what, FARTHEST)))) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing in sight calls the method but what comes up, or registers in its turn. */
  private boolean isForRegistering(MethodModel method, int hops) {
    for (MethodModel caller : calls.callers(method)) {
      boolean comesUp =
          lives.startUpOnly(caller)
              || caller.isClassInitialiser()
              || (caller.isConstructor() && holders.of(hierarchy.declaring(caller)).isLong());
      boolean registers =
          startsWithAny(caller.name(), REGISTRARS) || startsWithAny(caller.name(), LOADERS);
      if (!comesUp && !(registers && hops > 0 && isForRegistering(caller, hops - 1))) {
        return false;
      }
    }
    return true;
  }

  /** Whether every call in sight passes a constant or a class. */
  private boolean isWrittenDown(Operand operand, int hops) {
    MethodModel method = operand.method();
    if (keys.isClosed(operand, "Ljava/lang/Object;")) {
      return true;
    }
    Set<Integer> parameters = new HashSet<>();
    if (hops == 0
        || dependencies(method, operand.value(), parameters, 0)
        || parameters.size() != 1) {
      return false;
    }
    boolean seen = false;
    for (MethodModel caller : calls.callers(method)) {
      if (caller.body() == null || caller == method) {
        continue;
      }
      for (Handing handing : handings(caller, method)) {
        for (Value argument : handing.to(parameters)) {
          seen = true;
          if (!isWrittenDown(new Operand(caller, argument), hops - 1)) {
            return false;
          }
        }
      }
    }
    return seen;
  }

  private boolean isCalledAtStartUp(MethodModel method) {
    List<MethodModel> callers = calls.callers(method);
    return !callers.isEmpty() && callers.stream().allMatch(lives::startUpOnly);
  }

  private static boolean startsWithAny(String name, List<String> words) {
    for (String word : words) {
      if (name.startsWith(word)
          && (name.length() == word.length()
              || !Character.isLowerCase(name.charAt(word.length())))) {
        return true;
      }
    }
    return false;
  }

  /** Not handed in: created here, or by the function of a {@code computeIfAbsent}. */
  private static boolean made(Operand operand) {
    return operand == null
        || (!(operand.value() instanceof Value.Param) && !(operand.value() instanceof Value.Const));
  }

  /** Whether entries are told apart by a number or name that is made anew for each. */
  boolean isNumbered(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      if (isDifferentEachTime(growth.key()) || isOwnCounter(growth.key())) {
        return true;
      }
    }
    return false;
  }

  /** A number in a field that changes: as a key, it is there to be a different one each time. */
  private boolean isOwnCounter(Operand key) {
    if (key == null) {
      return false;
    }
    Value value = key.value() instanceof Value.Convert convert ? convert.operand() : key.value();
    if (!(value instanceof Value.FieldRead read)
        || (!read.type().equals("I") && !read.type().equals("J"))) {
      return false;
    }
    FieldModel field = hierarchy.field(read.field());
    return field != null && !Modifier.isFinal(field.access());
  }

  /** An object that adds itself, and of whose class there may be many. */
  private boolean isItself(Operand operand) {
    return operand != null
        && operand.value() instanceof Value.This
        && !holders.of(hierarchy.declaring(operand.method())).isLong();
  }

  /** Whether the operand is, or belongs to, something that comes and goes. */
  boolean ends(Operand operand) {
    if (operand == null) {
      return false;
    }
    Value value = operand.value();
    if (ends(value.type()) || (value instanceof Value.New && holders.hasOwnEnd(value.type()))) {
      return true;
    }
    Event.Invoke call = invoke(operand.method(), value);
    if (call == null) {
      return false;
    }
    if (value instanceof Value.New) {
      return call.arguments().stream().anyMatch(argument -> ends(argument.type()));
    }
    return call.receiver() != null && ends(call.receiver().type());
  }

  private boolean ends(String descriptor) {
    String name = Types.internalName(descriptor);
    if (name == null || name.equals("java/lang/Object")) {
      return false;
    }
    if (lifeOf(descriptor) != null || lookup.hasName("lived-name", lastWord(name))) {
      return true;
    }
    for (String type : OWNED_BY_THEIR_USER) {
      if (hierarchy.isSubtype(name, type)) {
        return true;
      }
    }
    return false;
  }

  /** {@code Session} of {@code pkg/UserSession}. */
  private static String lastWord(String name) {
    int start = name.length() - 1;
    while (start > 0 && !Character.isUpperCase(name.charAt(start))) {
      start--;
    }
    return name.substring(start);
  }

  /** {@code session} or {@code request} where that is what objects of the type live as long as. */
  String lifeOf(String descriptor) {
    String name = Types.internalName(descriptor);
    Entry scope = name == null ? null : lookup.first("scope", name);
    String life = scope == null ? null : scope.get("life");
    return life != null && LIVES_OF_THEIR_OWN.contains(life) ? life : null;
  }

  private boolean isLock(String descriptor) {
    String name = Types.internalName(descriptor);
    if (name == null) {
      return false;
    }
    for (String lock : LOCKS) {
      if (name.startsWith(lock)) {
        return true;
      }
    }
    return lastWord(name).equals("Lock")
        || hierarchy.isSubtype(name, "java/util/concurrent/locks/Lock");
  }

  /** Random numbers, counters, clocks. */
  private boolean isDifferentEachTime(Operand key) {
    return key != null && isDifferentEachTime(key.method(), key.value(), 0);
  }

  private boolean isDifferentEachTime(MethodModel method, Value value, int depth) {
    if (depth > DEEPEST || value == null) {
      return false;
    }
    if (value instanceof Value.Convert convert) {
      return isDifferentEachTime(method, convert.operand(), depth + 1);
    }
    if (value instanceof Value.Computed computed) {
      for (Value operand : computed.operands()) {
        if (isDifferentEachTime(method, operand, depth + 1)) {
          return true;
        }
      }
      return false;
    }
    Event.Invoke call = invoke(method, value);
    return call != null
        && (EACH_DIFFERENT.contains(call.method().owner())
            || CLOCKS.contains(call.method().name())
            || (call.receiver() != null
                && isDifferentEachTime(method, call.receiver(), depth + 1)));
  }

  /** Life events whose parameters, or whose own object, decide what is added; nearest first. */
  List<Source> sources(Operation growth) {
    return sources.computeIfAbsent(growth, this::findSources);
  }

  private List<Source> findSources(Operation growth) {
    Map<String, Source> found = new LinkedHashMap<>();
    Set<MethodModel> seen = new HashSet<>();
    List<Operand> wanted = new ArrayList<>();
    if (growth.key() != null) {
      wanted.add(growth.key());
    }
    if (growth.value() != null) {
      wanted.add(growth.value());
    }
    for (Operand operand : wanted) {
      seen.clear();
      follow(operand.method(), operand.value(), 0, seen, found);
    }
    return List.copyOf(found.values());
  }

  private void follow(
      MethodModel method, Value value, int hops, Set<MethodModel> seen, Map<String, Source> found) {
    Set<Integer> parameters = new HashSet<>();
    boolean own = dependencies(method, value, parameters, 0);
    boolean strong = false;
    for (Role role : lives.roles(method)) {
      strong |= role.strong();
      if (role.strong()
          && (role.phase() == Phase.BEGIN
              || (role.phase() == Phase.RUN && !role.of().equals("task")))
          && (own || !parameters.isEmpty())) {
        found.putIfAbsent(role.phase() + " " + role.of(), new Source(role, method));
      }
    }
    if (strong || hops >= FARTHEST || parameters.isEmpty() || !seen.add(method)) {
      return;
    }
    for (Handing handing : handings.computeIfAbsent(method, this::firstHandings)) {
      for (Value argument : handing.to(parameters)) {
        follow(handing.caller(), argument, hops + 1, seen, found);
      }
    }
  }

  /** What one call hands over, by parameter. */
  private record Handing(MethodModel caller, List<Value> values) {
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

  /** Of the first few callers. */
  private List<Handing> firstHandings(MethodModel method) {
    List<Handing> result = new ArrayList<>();
    int followed = 0;
    for (MethodModel caller : calls.callers(method)) {
      if (caller.body() != null && followed++ < MOST_CALLERS) {
        result.addAll(handings(caller, method));
      }
    }
    return result;
  }

  /** What the calls of one method hand over: directly, or captured by a lambda that they take. */
  private List<Handing> handings(MethodModel caller, MethodModel method) {
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
   * Collects the parameters that a value is made of.
   *
   * @return whether the receiver itself, or an object created here, is part of it
   */
  private boolean dependencies(
      MethodModel method, Value value, Set<Integer> parameters, int depth) {
    if (value == null || depth > DEEPEST) {
      return false;
    }
    if (value instanceof Value.Param param) {
      parameters.add(param.index());
    } else if (value instanceof Value.This) {
      return true;
    } else if (value instanceof Value.Convert convert) {
      return dependencies(method, convert.operand(), parameters, depth + 1);
    } else if (value instanceof Value.Computed computed) {
      return any(method, computed.operands(), parameters, depth);
    } else if (value instanceof Value.Union union) {
      return any(method, union.values(), parameters, depth);
    } else if (value instanceof Value.FieldRead read
        && read.receiver() != null
        && !(read.receiver() instanceof Value.This)) {
      return dependencies(method, read.receiver(), parameters, depth + 1);
    } else if (value instanceof Value.New || value instanceof Value.Result) {
      Event.Invoke call = invoke(method, value);
      if (call != null) {
        boolean own = any(method, call.arguments(), parameters, depth);
        if (call.receiver() != null && !(call.receiver() instanceof Value.New)) {
          own |=
              !(call.receiver() instanceof Value.This)
                  && dependencies(method, call.receiver(), parameters, depth + 1);
        }
        return own || value instanceof Value.New;
      }
    }
    return false;
  }

  private boolean any(MethodModel method, List<Value> values, Set<Integer> parameters, int depth) {
    boolean own = false;
    for (Value value : values) {
      own |= dependencies(method, value, parameters, depth + 1);
    }
    return own;
  }

  private static Event.Invoke invoke(MethodModel method, Value value) {
    Body body = method.body();
    return body == null ? null : body.invoke(value);
  }
}
