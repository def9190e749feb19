package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which methods register something: those that knowledge names, those that are seen to fill a
 * container which a partner empties, those that pass on to such methods, and those of classes
 * without a body whose name has a counterpart in the same class.
 */
final class RegistrationPairs {
  /** Words that also name what has nothing to do with listeners. */
  private static final Set<String> PLAIN_WORDS =
      Set.of("register", "subscribe", "attach", "bind", "listen", "observe", "watch");

  private static final Set<String> HANDLE_ENDS =
      Set.of("remove", "cancel", "dispose", "unregister", "unsubscribe", "close");

  private static final List<String> LISTENER_SUFFIXES =
      List.of(
          "Listener",
          "Observer",
          "Subscriber",
          "Handler",
          "Callback",
          "Watcher",
          "Hook",
          "Interceptor",
          "Consumer",
          "Receiver",
          "Sink",
          "Emitter");

  private static final int DEEPEST_WEAK = 3;

  private final Scene scene;
  private final Map<MethodModel, RegistrationPair> own = new HashMap<>();
  private final Map<MethodRef, RegistrationPair> known = new HashMap<>();
  private final Set<MethodRef> asked = new HashSet<>();
  private final Map<String, List<String>> byName = new HashMap<>();
  private final Set<String> registerNames = new HashSet<>();
  private final Set<String> ownNames = new HashSet<>();
  private final Map<String, Boolean> mayRegister = new HashMap<>();

  RegistrationPairs(Scene scene, Collection<ContainerFacts> facts) {
    this.scene = scene;
    for (Entry entry : scene.lookup().all("register")) {
      registerNames.add(entry.member());
    }
    for (ContainerFacts each : facts) {
      fromContainer(each);
    }
  }

  /** What the method registers, or null where it registers nothing. */
  RegistrationPair of(MethodRef call) {
    if (!mayRegister.computeIfAbsent(call.name(), this::mayRegister)) {
      return null;
    }
    if (!asked.add(call)) {
      return known.get(call);
    }
    RegistrationPair found = find(call);
    if (found != null) {
      known.put(call, found);
    }
    return found;
  }

  private boolean mayRegister(String name) {
    return ownNames.contains(name) || registersByName(name);
  }

  private RegistrationPair find(MethodRef call) {
    if (call.owner().startsWith("[")) {
      return null;
    }
    if (registerNames.contains(call.name())) {
      Entry entry = scene.lookup().first("register", call);
      if (entry != null) {
        return ofEntry(entry, call);
      }
    }
    List<MethodModel> targets = scene.hierarchy().targets(call, true);
    RegistrationPair result = null;
    boolean weak = false;
    boolean bodies = false;
    for (MethodModel target : targets) {
      RegistrationPair pair = own.get(target);
      if (pair == null && target.body() != null && registersByName(call.name())) {
        bodies = true;
        pair = passedOn(target);
        weak |= makesWeak(target, DEEPEST_WEAK);
      }
      result = result == null ? pair : result;
      weak |= pair != null && pair.weak();
    }
    if (result == null && !(bodies && weak)) {
      result = byName(call);
    }
    return result == null || !weak ? result : asWeak(result);
  }

  private static RegistrationPair asWeak(RegistrationPair pair) {
    return new RegistrationPair(
        pair.registers(),
        pair.owner(),
        pair.releases(),
        pair.listener(),
        pair.publisher(),
        pair.handle(),
        true,
        pair.life(),
        pair.auto());
  }

  private RegistrationPair ofEntry(Entry entry, MethodRef call) {
    Set<String> auto = new TreeSet<>();
    for (String type : entry.names("auto")) {
      auto.add(type.replace('.', '/'));
    }
    return new RegistrationPair(
        call.name(),
        entry.type(),
        new TreeSet<>(entry.names("release")),
        entry.index("listener"),
        entry.index("publisher"),
        entry.has("handle"),
        entry.has("weak") || entry.has("unique"),
        entry.get("life"),
        auto);
  }

  /** A container that one method fills with its parameter and another, or a handle, empties. */
  private void fromContainer(ContainerFacts facts) {
    FieldRef field = facts.container().ref();
    Set<String> releases = new TreeSet<>();
    Set<String> taken = new HashSet<>();
    Set<MethodRef> handlers = new HashSet<>();
    for (Operation operation : facts.all()) {
      if (operation.kind() == Kind.SHRINK || operation.kind() == Kind.SHRINK_SOME) {
        MethodModel method = operation.method();
        if (isParameter(operation.value(), method) || isParameter(operation.key(), method)) {
          if (!method.isLambdaBody()) {
            releases.add(method.name());
          }
        }
        int key = parameter(operation.key(), method);
        if (key >= 0) {
          taken.add(Types.parameters(method.ref().descriptor()).get(key));
        }
        MethodRef maker = maker(method);
        if (maker != null) {
          handlers.add(maker);
        }
      }
    }
    for (Operation operation : facts.all()) {
      MethodModel method = operation.method();
      if (operation.kind() != Kind.GROW || own.containsKey(method) || method.isPrivate()) {
        continue;
      }
      int listener = parameter(operation.value(), method);
      int key = parameter(operation.key(), method);
      if (listener < 0
          || (key >= 0
              && taken.contains(Types.parameters(method.ref().descriptor()).get(key))
              && isListener(method, key))) {
        listener = key; // what it is registered with is the value: a filter, an executor
      }
      boolean handle = handlers.contains(method.ref()) && returnsSomething(method);
      if (listener < 0
          || method.isConstructor()
          || method.isLambdaBody()
          || !isListener(method, listener)
          || (releases.isEmpty() && !handle)) {
        continue;
      }
      Set<String> undo = new TreeSet<>(releases);
      if (handle) {
        undo.addAll(HANDLE_ENDS);
        undo.add("run");
      }
      ownNames.add(method.name());
      own.put(
          method,
          new RegistrationPair(
              method.name(),
              field.owner(),
              undo,
              listener,
              -1,
              handle,
              facts.container().limitsItself(),
              facts.container().field().isStatic() ? "jvm" : null,
              Set.of()));
    }
  }

  /** The method whose text contains the lambda or class that a removal is in, or null. */
  private MethodRef maker(MethodModel method) {
    if (method.isLambdaBody()) {
      return method.enclosing();
    }
    ClassModel type = scene.hierarchy().declaring(method);
    if (type == null) {
      return null;
    }
    if (type.enclosingMethod() != null) {
      return type.enclosingMethod();
    }
    for (MethodModel constructor : type.methods()) {
      if (constructor.isConstructor() && type.outerClass() != null) {
        for (MethodModel caller : scene.calls().callers(constructor)) {
          if (Types.internalName(Types.returnType(caller.ref().descriptor())) != null) {
            return caller.ref();
          }
        }
      }
    }
    return null;
  }

  private static boolean returnsSomething(MethodModel method) {
    return Types.internalName(Types.returnType(method.ref().descriptor())) != null;
  }

  private static boolean isParameter(Operand operand, MethodModel method) {
    return parameter(operand, method) >= 0;
  }

  private static int parameter(Operand operand, MethodModel method) {
    return operand != null
            && operand.method() == method
            && operand.value() instanceof Value.Param param
            && !Types.isPrimitive(param.type())
            && !param.type().equals("Ljava/lang/String;")
        ? param.index()
        : -1;
  }

  /** Whether what the parameter takes is there to be called, as opposed to be kept. */
  private boolean isListener(MethodModel method, int parameter) {
    String descriptor = Types.parameters(method.ref().descriptor()).get(parameter);
    String type = Types.internalName(descriptor);
    if (type == null) {
      return false;
    }
    if (looksLikeListener(descriptor)) {
      return true;
    }
    List<String> undone = releasesByName(method.name());
    return !undone.isEmpty() && (!PLAIN_WORDS.contains(method.name()) || isAbstract(type));
  }

  private boolean isAbstract(String type) {
    if (type.equals("java/lang/Object")) {
      return true;
    }
    ClassModel model = scene.hierarchy().find(type);
    return model != null && model.isInterface() && model.methods().size() <= 3;
  }

  private List<String> releasesByName(String name) {
    return byName.computeIfAbsent(name, scene.lookup()::releasesByName);
  }

  private boolean registersByName(String name) {
    return registerNames.contains(name) || !releasesByName(name).isEmpty();
  }

  /** A method that hands its parameter to a method that registers. */
  private RegistrationPair passedOn(MethodModel method) {
    RegistrationPair inner = null;
    MethodRef innerRef = null;
    Event.Invoke by = null;
    for (MethodRef call : method.index().calls()) {
      inner = call.equals(method.ref()) ? null : of(call);
      if (inner != null) {
        innerRef = call;
        break;
      }
    }
    if (inner == null) {
      return null;
    }
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call && call.method().equals(innerRef)) {
        by = call;
        break;
      }
    }
    if (by == null
        || inner.listener() < 0
        || inner.listener() >= by.arguments().size()
        || !(by.arguments().get(inner.listener()) instanceof Value.Param param)) {
      return null;
    }
    boolean handle = inner.handle() && returnsResult(method, by);
    Set<String> releases = new TreeSet<>(partners(method, inner));
    if (releases.isEmpty() || handle) {
      releases.addAll(inner.releases());
    }
    return new RegistrationPair(
        method.name(),
        method.ref().owner(),
        releases,
        param.index(),
        -1,
        handle,
        inner.weak(),
        by.receiver() == null && inner.life() == null ? "jvm" : inner.life(),
        inner.auto());
  }

  private static boolean returnsResult(MethodModel method, Event.Invoke call) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Return exit
          && exit.value() instanceof Value.Result result
          && result.event() == call.id()) {
        return true;
      }
    }
    return false;
  }

  private Set<String> partners(MethodModel method, RegistrationPair inner) {
    Set<String> result = new TreeSet<>();
    ClassModel type = scene.hierarchy().declaring(method);
    for (MethodModel other : type.methods()) {
      for (MethodRef call : other.index().calls()) {
        if (other != method && inner.releases().contains(call.name()) && !other.isLambdaBody()) {
          result.add(other.name());
        }
      }
    }
    return result;
  }

  private boolean makesWeak(MethodModel method, int depth) {
    for (String type : method.index().instantiated()) {
      if (Types.simpleName(type).contains("Weak")
          || scene.hierarchy().isSubtype(type, "java/lang/ref/Reference")) {
        return true;
      }
    }
    if (depth > 0) {
      for (MethodModel callee : scene.calls().callees(method)) {
        if (callee.name().equals(method.name()) && makesWeak(callee, depth - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  /** By its name, if the class or what it extends declares the counterpart. */
  private RegistrationPair byName(MethodRef call) {
    List<String> releases = releasesByName(call.name());
    if (releases.isEmpty()) {
      return null;
    }
    MethodModel declared = scene.hierarchy().resolve(call);
    if (declared == null) {
      return null;
    }
    List<String> parameters = Types.parameters(call.descriptor());
    boolean plain = PLAIN_WORDS.contains(call.name());
    Set<String> found = Set.of();
    int listener = -1;
    // The last that the counterpart takes: filters and executors may follow the listener
    for (int i = parameters.size() - 1; i >= 0 && found.isEmpty(); i--) {
      String type = parameters.get(i);
      String name = Types.internalName(type);
      if (name != null
          && !name.equals("java/lang/String")
          && !name.equals("java/lang/Class")
          && (!plain || looksLikeListener(type))) {
        found = undoing(call.owner(), releases, type);
        listener = i;
      }
    }
    if (found.isEmpty()) {
      return null;
    }
    return new RegistrationPair(
        call.name(),
        call.owner(),
        found,
        listener,
        -1,
        false,
        false,
        declared.isStatic() ? "jvm" : null,
        Set.of());
  }

  /** Names of the methods of the type that undo a registration of such a listener. */
  private Set<String> undoing(String owner, List<String> releases, String listener) {
    Set<String> found = new TreeSet<>();
    for (String ancestor : scene.hierarchy().supertypes(owner)) {
      ClassModel model = scene.hierarchy().find(ancestor);
      if (model == null) {
        continue;
      }
      for (MethodModel method : model.methods()) {
        if (releases.contains(method.name()) && takes(method, listener)) {
          found.add(method.name());
        }
      }
    }
    return found;
  }

  private static boolean looksLikeListener(String descriptor) {
    String type = Types.internalName(descriptor);
    if (type == null) {
      return false;
    }
    String simple = Types.simpleName(type);
    for (String suffix : LISTENER_SUFFIXES) {
      if (simple.endsWith(suffix)) {
        return true;
      }
    }
    return type.startsWith("java/util/function/")
        || type.equals("java/lang/Runnable")
        || type.equals("java/util/EventListener");
  }

  private boolean takes(MethodModel method, String type) {
    for (String parameter : Types.parameters(method.ref().descriptor())) {
      if (parameter.equals(type) || parameter.equals("Ljava/lang/Object;")) {
        return true;
      }
      String name = Types.internalName(parameter);
      if (name != null && scene.hierarchy().isSubtype(Types.internalName(type), name)) {
        return true;
      }
    }
    return false;
  }
}
