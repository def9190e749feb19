package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the things that a container is filled with come from: whether each request, session or call
 * brings a new one.
 */
final class Supply {
  /** A life event whose own data ends up in the container. */
  record Source(Role role, MethodModel method) {}

  private static final int FARTHEST = 4;
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

  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final Lives lives;
  private final Holders holders;
  private final Handings handings;
  private final IdentityHashMap<Operation, List<Source>> sources = new IdentityHashMap<>();

  Supply(Hierarchy hierarchy, Lookup lookup, Lives lives, Holders holders, Handings handings) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.lives = lives;
    this.holders = holders;
    this.handings = handings;
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
    Event.Invoke call = operand.call();
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
    Event.Invoke call = Operand.call(method, value);
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
    boolean own = Handings.parameters(method, value, parameters);
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
    for (Handings.Handing handing : handings.ofFirst(method)) {
      for (Value argument : handing.to(parameters)) {
        follow(handing.caller(), argument, hops + 1, seen, found);
      }
    }
  }
}
