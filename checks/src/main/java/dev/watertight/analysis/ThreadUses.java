package dev.watertight.analysis;

import dev.watertight.analysis.ThreadUse.Kind;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that is done to what threads keep, by slot. */
final class ThreadUses {
  private static final String VERB = "threadlocal";
  private static final int DEEPEST = 3;

  private final Scene scene;
  private final Set<String> names = new HashSet<>();
  private final Set<FieldRef> fields = new TreeSet<>();
  private final Map<String, FieldRef> ownClasses = new HashMap<>();
  private final Map<FieldRef, MethodModel> initialisers = new HashMap<>();
  private final SortedMap<ThreadSlot, List<ThreadUse>> uses = new TreeMap<>();
  private final Map<MethodModel, Set<ThreadSlot>> returned = new HashMap<>();
  private final Map<String, Set<ThreadSlot>> saved = new HashMap<>();

  ThreadUses(Scene scene) {
    this.scene = scene;
    for (Entry entry : scene.lookup().all(VERB)) {
      names.add(entry.member());
    }
    findFields();
    Set<MethodModel> relevant = relevant();
    for (MethodModel method : relevant) {
      findSaved(method);
    }
    for (MethodModel method : relevant) {
      collect(method);
    }
  }

  SortedMap<ThreadSlot, List<ThreadUse>> all() {
    return uses;
  }

  /** Uses of the slot, and of the holder as a whole. */
  List<ThreadUse> of(ThreadSlot slot) {
    List<ThreadUse> result = new ArrayList<>();
    uses.forEach(
        (other, list) -> {
          if (slot.isCoveredBy(other)) {
            result.addAll(list);
          }
        });
    return result;
  }

  /** The method that makes a thread's first value, or null. */
  MethodModel initialiser(FieldRef field) {
    return initialisers.get(field);
  }

  private void findFields() {
    for (ClassModel type : scene.world().classes()) {
      for (FieldModel field : type.fields()) {
        String name = Types.internalName(field.descriptor());
        if (name != null && isThreadLocal(name)) {
          fields.add(field.ref());
        }
      }
    }
    Set<MethodModel> writers = new LinkedHashSet<>();
    for (FieldRef field : fields) {
      writers.addAll(scene.mentions().writers(field));
    }
    for (MethodModel method : writers) {
      if (method.body() != null) {
        for (Event event : method.body().events()) {
          if (event instanceof Event.Put put) {
            FieldRef field = scene.hierarchy().resolve(put.field());
            if (fields.contains(field)) {
              assigned(method, put, field);
            }
          }
        }
      }
    }
  }

  private boolean isThreadLocal(String type) {
    Entry entry = scene.lookup().first(VERB, new MethodRef(type, "set", "(Ljava/lang/Object;)V"));
    return entry != null && entry.has("set");
  }

  private void assigned(MethodModel method, Event.Put put, FieldRef field) {
    Value value = put.value();
    if (value instanceof Value.New created) {
      String type = Types.internalName(created.type());
      if (type != null && scene.world().judges(type)) {
        ownClasses.put(type, field);
        for (MethodModel own : scene.world().find(type).methods()) {
          if (own.name().equals("initialValue") && !own.isBridge()) {
            initialisers.put(field, own);
          }
        }
      }
    }
    Event.Invoke call = method.body().invoke(value);
    if (call != null && value instanceof Value.Result) {
      for (Value argument : call.arguments()) {
        if (argument instanceof Value.Lambda supplier) {
          MethodModel body = scene.hierarchy().resolve(supplier.implementation());
          if (body != null && body.body() != null) {
            initialisers.put(field, body);
          }
        }
      }
    }
    boolean first = method.isConstructor() || method.isClassInitialiser();
    if (!first) {
      add(ThreadSlot.of(field), new ThreadUse(Kind.DROP, method, put, value));
    }
  }

  /** Methods that touch a slot, and those that get its content through a getter. */
  private Set<MethodModel> relevant() {
    Set<MethodModel> result =
        new LinkedHashSet<>(
            scene
                .mentions()
                .calling(
                    call ->
                        names.contains(call.name()) && scene.lookup().first(VERB, call) != null));
    Set<MethodModel> callers = new LinkedHashSet<>();
    for (MethodModel method : result) {
      if (Types.internalName(Types.returnType(method.ref().descriptor())) != null) {
        callers.addAll(scene.calls().callers(method));
      }
    }
    result.addAll(callers);
    Set<MethodModel> keepers = new LinkedHashSet<>();
    for (MethodModel method : result) {
      for (MethodModel callee : scene.calls().callees(method)) {
        if (callee.isConstructor()) {
          keepers.add(callee);
        }
      }
    }
    result.addAll(keepers);
    return result;
  }

  private void collect(MethodModel method) {
    if (method.body() == null) {
      return;
    }
    for (Event event : method.body().events()) {
      if (event instanceof Event.Invoke call) {
        ofCall(method, call);
        for (Value argument : call.arguments()) {
          ofReference(method, call, argument);
        }
      } else if (event instanceof Event.Put put) {
        ofReference(method, put, put.value());
      } else if (event instanceof Event.Return exit && exit.value() != null) {
        ofReference(method, exit, exit.value());
      }
    }
  }

  private void ofCall(MethodModel method, Event.Invoke call) {
    Entry entry = scene.lookup().first(VERB, call.method());
    if (entry == null) {
      ofContent(method, call);
      return;
    }
    for (ThreadSlot slot : slots(method, call, entry)) {
      if (entry.has("remove")) {
        add(slot, new ThreadUse(Kind.REMOVE, method, call, null));
      } else if (entry.has("set") || entry.has("restore")) {
        Value value = at(call, entry.index("value"));
        add(slot, new ThreadUse(kind(method, slot, value), method, call, value));
      }
    }
  }

  private Kind kind(MethodModel method, ThreadSlot slot, Value value) {
    if (value != null && isBlank(value)) {
      return Kind.BLANK;
    }
    return value != null && isSaved(method, value, slot, 0) ? Kind.RESTORE : Kind.SET;
  }

  private static boolean isBlank(Value value) {
    return value instanceof Value.Const
        || value instanceof Value.ClassConst
        || (value instanceof Value.Convert convert && isBlank(convert.operand()))
        || (value instanceof Value.FieldRead read
            && read.field().owner().equals("java/lang/Boolean"));
  }

  /** {@code finalizers.add(CURRENT::remove)}. */
  private void ofReference(MethodModel method, Event event, Value value) {
    if (value instanceof Value.Lambda lambda && lambda.reference()) {
      Entry entry = scene.lookup().first(VERB, lambda.implementation());
      if (entry != null && entry.has("remove")) {
        if (lambda.captured().isEmpty()) {
          add(
              new ThreadSlot(entry.type(), ThreadSlot.ALL, false),
              new ThreadUse(Kind.REMOVE, method, event, null));
        } else {
          for (ThreadSlot slot : locals(method, lambda.captured().get(0), 0)) {
            add(slot, new ThreadUse(Kind.REMOVE, method, event, null));
          }
        }
      }
    }
  }

  private void ofContent(MethodModel method, Event.Invoke call) {
    Entry entry = scene.lookup().first("method", call.method());
    if (entry == null || call.receiver() == null) {
      return;
    }
    Kind kind =
        entry.has("grow")
            ? Kind.GROW
            : entry.has("shrink") || entry.has("clear") ? Kind.SHRINK : null;
    if (kind == null) {
      return;
    }
    for (ThreadSlot slot : content(method, call.receiver(), 0)) {
      int index = Math.max(entry.index("value"), 0);
      add(slot, new ThreadUse(kind, method, call, at(call, index)));
    }
  }

  private void add(ThreadSlot slot, ThreadUse use) {
    List<ThreadUse> list = uses.computeIfAbsent(slot, k -> new ArrayList<>());
    if (!list.contains(use)) {
      list.add(use);
    }
  }

  private static Value at(Event.Invoke call, int index) {
    return index >= 0 && index < call.arguments().size() ? call.arguments().get(index) : null;
  }

  /** The slots that a call of a thread-local's or holder's method is about. */
  private Set<ThreadSlot> slots(MethodModel method, Event.Invoke call, Entry entry) {
    if (call.receiver() != null) {
      return locals(method, call.receiver(), 0);
    }
    Value key = at(call, entry.index("key"));
    String name =
        key instanceof Value.Const constant && constant.value() != null
            ? constant.value().toString()
            : ThreadSlot.ALL;
    return Set.of(new ThreadSlot(entry.type(), name, false));
  }

  /** The thread-local fields that an operand may denote. */
  private Set<ThreadSlot> locals(MethodModel method, Value value, int depth) {
    Set<ThreadSlot> result = new TreeSet<>();
    if (value == null || depth > DEEPEST) {
      return result;
    }
    if (value instanceof Value.FieldRead read) {
      FieldRef field = scene.hierarchy().resolve(read.field());
      if (fields.contains(field)) {
        result.add(ThreadSlot.of(field));
      }
    } else if (value instanceof Value.This) {
      ClassModel type = scene.hierarchy().declaring(method);
      FieldRef field = type == null ? null : ownClasses.get(type.name());
      if (field != null) {
        result.add(ThreadSlot.of(field));
      }
    } else if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        result.addAll(locals(method, member, depth + 1));
      }
    } else if (value instanceof Value.Result) {
      Event.Invoke call = method.body().invoke(value);
      if (call != null) {
        for (MethodModel target : targets(call)) {
          for (Value exit : exits(target)) {
            result.addAll(locals(target, exit, depth + 1));
          }
        }
      }
    } else if (value instanceof Value.Param param) {
      passed(
          method, param, (caller, argument) -> result.addAll(locals(caller, argument, depth + 1)));
    }
    return result;
  }

  /** What callers hand to a parameter, or a lambda's creator to its captured values. */
  private interface Passed {
    void accept(MethodModel caller, Value argument);
  }

  private void passed(MethodModel method, Value.Param param, Passed to) {
    for (MethodModel caller : scene.calls().callers(method)) {
      if (caller.body() == null) {
        continue;
      }
      for (Event event : caller.body().events()) {
        if (method.isLambdaBody()) {
          for (Value operand : operands(event)) {
            if (operand instanceof Value.Lambda lambda
                && lambda.implementation().equals(method.ref())
                && param.index() < lambda.captured().size()) {
              to.accept(caller, lambda.captured().get(param.index()));
            }
          }
        } else if (event instanceof Event.Invoke call
            && call.method().name().equals(method.name())
            && param.index() < call.arguments().size()
            && targets(call).contains(method)) {
          to.accept(caller, call.arguments().get(param.index()));
        }
      }
    }
  }

  private static List<Value> operands(Event event) {
    if (event instanceof Event.Invoke call) {
      return call.arguments();
    }
    Value value =
        event instanceof Event.Put put
            ? put.value()
            : event instanceof Event.Return exit ? exit.value() : null;
    return value == null ? List.of() : List.of(value);
  }

  private List<MethodModel> targets(Event.Invoke call) {
    return scene.hierarchy().targets(call.method(), Locator.isVirtual(call));
  }

  private static List<Value> exits(MethodModel method) {
    List<Value> result = new ArrayList<>();
    Body body = method.body();
    if (body != null) {
      for (Event event : body.events()) {
        if (event instanceof Event.Return exit && exit.value() != null) {
          result.add(exit.value());
        }
      }
    }
    return result;
  }

  /** The slots whose content an operand may be: what get gave, or what is set here. */
  Set<ThreadSlot> content(MethodModel method, Value value, int depth) {
    Set<ThreadSlot> result = new TreeSet<>();
    if (value == null || depth > DEEPEST) {
      return result;
    }
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        result.addAll(content(method, member, depth + 1));
      }
      return result;
    }
    if (value instanceof Value.Result) {
      Event.Invoke call = method.body().invoke(value);
      if (call == null) {
        return result;
      }
      Entry entry = scene.lookup().first(VERB, call.method());
      if (entry != null) {
        if (entry.has("get")) {
          result.addAll(slots(method, call, entry));
        }
        return result;
      }
      for (MethodModel target : targets(call)) {
        result.addAll(returned(target, depth));
      }
    }
    return result;
  }

  private Set<ThreadSlot> returned(MethodModel method, int depth) {
    Set<ThreadSlot> known = returned.get(method);
    if (known != null) {
      return known;
    }
    Set<ThreadSlot> result = new TreeSet<>();
    returned.put(method, result); // a cycle adds nothing
    if (Types.internalName(Types.returnType(method.ref().descriptor())) != null) {
      for (Value exit : exits(method)) {
        result.addAll(content(method, exit, depth + 1));
      }
    }
    return result;
  }

  /** Remembers the fields that keep what a slot held before. */
  private void findSaved(MethodModel method) {
    if (method.body() == null) {
      return;
    }
    for (Event event : method.body().events()) {
      if (event instanceof Event.Put put) {
        Set<ThreadSlot> slots = content(method, put.value(), 0);
        if (put.value() instanceof Value.Param param) {
          passed(method, param, (caller, argument) -> slots.addAll(content(caller, argument, 0)));
        }
        if (!slots.isEmpty()) {
          FieldRef field = scene.hierarchy().resolve(put.field());
          saved.computeIfAbsent(field.toString(), k -> new TreeSet<>()).addAll(slots);
        }
      }
    }
  }

  /** Whether the operand is what the slot held before. */
  private boolean isSaved(MethodModel method, Value value, ThreadSlot slot, int depth) {
    if (depth > DEEPEST) {
      return false;
    }
    if (value instanceof Value.Union union) {
      boolean any = false;
      for (Value member : union.values()) {
        boolean is = isSaved(method, member, slot, depth + 1);
        if (!is && !isBlank(member)) {
          return false;
        }
        any |= is;
      }
      return any;
    }
    if (value instanceof Value.FieldRead read) {
      String field = scene.hierarchy().resolve(read.field()).toString();
      return holds(saved.get(field), slot);
    }
    if (value instanceof Value.Param param) {
      boolean[] found = {false};
      passed(
          method,
          param,
          (caller, argument) -> found[0] |= isSaved(caller, argument, slot, depth + 1));
      return found[0];
    }
    return value instanceof Value.Result && holds(content(method, value, 0), slot);
  }

  private static boolean holds(Set<ThreadSlot> slots, ThreadSlot slot) {
    if (slots == null) {
      return false;
    }
    for (ThreadSlot each : slots) {
      if (each.isCoveredBy(slot) || slot.isCoveredBy(each)) {
        return true;
      }
    }
    return false;
  }
}
