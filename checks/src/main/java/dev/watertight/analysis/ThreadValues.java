package dev.watertight.analysis;

import dev.watertight.analysis.ThreadUse.Kind;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import dev.watertight.model.World;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What threads keep, and whether it matters. */
final class ThreadValues {
  private static final Set<String> SMALL =
      Set.of(
          "java/lang/Boolean",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Short",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Float",
          "java/lang/Double",
          "java/lang/Class",
          "java/util/concurrent/atomic/AtomicInteger",
          "java/util/concurrent/atomic/AtomicLong",
          "java/util/concurrent/atomic/AtomicBoolean");

  private final Scene scene;
  private final ThreadUses uses;

  ThreadValues(Scene scene, ThreadUses uses) {
    this.scene = scene;
    this.uses = uses;
  }

  /** Numbers, enum constants, classes, and what is held softly or weakly. */
  boolean areTrivial(FieldRef ref) {
    FieldModel field = scene.hierarchy().field(ref);
    List<String> arguments = field == null ? List.of() : Generics.arguments(field.signature());
    return arguments.size() == 1 && isTrivialType(Generics.erase(arguments.get(0)));
  }

  private boolean isTrivialType(String descriptor) {
    if (Types.isPrimitive(descriptor)) {
      return true;
    }
    String name = Types.internalName(descriptor);
    if (name == null) {
      return false;
    }
    if (SMALL.contains(name) || scene.hierarchy().isSubtype(name, "java/lang/ref/Reference")) {
      return true;
    }
    ClassModel type = scene.hierarchy().find(name);
    return type != null && type.isEnum();
  }

  boolean isTrivial(Value value) {
    if (value instanceof Value.Const || value instanceof Value.ClassConst) {
      return true;
    }
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        if (!isTrivial(member)) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof Value.FieldRead read && read.receiver() == null) {
      FieldModel field = scene.hierarchy().field(read.field());
      if (field != null && Modifier.isFinal(field.access())) {
        return true; // the same object for all threads
      }
    }
    return isTrivialType(value.type());
  }

  /**
   * Whether the value is made once a thread, where there is none yet, of nothing that belongs to
   * the activity: a cache for each thread.
   */
  boolean isLazy(ThreadSlot slot, ThreadUse set) {
    return isFresh(set.method().body(), set.value()) && isGuarded(slot, set);
  }

  private static boolean isFresh(Body body, Value value) {
    if (value instanceof Value.NewArray) {
      return true;
    }
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        if (!isFresh(body, member) && !(member instanceof Value.Const)) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof Value.Param || value instanceof Value.This) {
      return false;
    }
    Event.Invoke call = body.invoke(value);
    if (call == null) {
      return false;
    }
    for (Value argument : call.arguments()) {
      if (argument instanceof Value.Param param
          && !Types.isPrimitive(param.type())
          && !param.type().equals("Ljava/lang/String;")) {
        return false;
      }
    }
    return true;
  }

  /** Set only where the thread has none. */
  private boolean isGuarded(ThreadSlot slot, ThreadUse set) {
    Body body = set.method().body();
    for (Event event : body.events()) {
      if (!(event instanceof Event.Branch branch) || body.normal(branch.id()).length != 2) {
        continue;
      }
      int edge = nullEdge(set.method(), branch.condition(), slot);
      if (edge >= 0 && Paths.needsEdge(body, branch.id(), edge, set.event().id())) {
        return true;
      }
    }
    return set.method().name().equals("initialValue");
  }

  /** The edge taken where the slot's content is null; -1 where the condition is no such test. */
  private int nullEdge(MethodModel method, Value condition, ThreadSlot slot) {
    if (condition instanceof Value.Computed test && test.operands().size() == 2) {
      Value left = test.operands().get(0);
      Value right = test.operands().get(1);
      boolean isNull = right instanceof Value.Const constant && constant.value() == null;
      if (isNull && uses.content(method, left, 0).contains(slot)) {
        return test.operation().equals("==") ? 0 : test.operation().equals("!=") ? 1 : -1;
      }
    }
    return -1;
  }

  /** Whether what is kept is a collection, and what is added to it has no end in number. */
  boolean growsWithoutEnd(ThreadSlot slot, List<ThreadUse> growth) {
    FieldModel field = scene.hierarchy().field(slot.field());
    List<String> arguments = field == null ? List.of() : Generics.arguments(field.signature());
    if (!arguments.isEmpty()) {
      List<String> inner = Generics.arguments(arguments.get(0));
      if (!inner.isEmpty() && isClosed(Generics.erase(inner.get(0)))) {
        return false;
      }
    }
    for (ThreadUse use : growth) {
      if (isCollection(use)
          && use.kind() == Kind.GROW
          && use.value() != null
          && !isTrivial(use.value())) {
        return true;
      }
    }
    return false;
  }

  private boolean isCollection(ThreadUse use) {
    if (!(use.event() instanceof Event.Invoke call)) {
      return false;
    }
    Entry kind = scene.lookup().first("container", call.method().owner());
    return kind != null
        && !kind.has("bounded")
        && !kind.has("weak-keys")
        && !kind.has("soft")
        && !"buffer".equals(kind.get("kind"));
  }

  private boolean isClosed(String descriptor) {
    String name = Types.internalName(descriptor);
    return name != null
        && (isTrivialType(descriptor) || scene.lookup().first("closed-keys", name) != null);
  }

  /**
   * A public setter of what it is given: whoever calls it also ends it, by code that may not be in
   * sight. A caller in a request or task that can be seen to do so does not leave that open.
   */
  boolean isCallersDuty(ThreadUse set) {
    MethodModel method = set.method();
    if (!(set.value() instanceof Value.Param) || !scene.calls().isEntry(method)) {
      return false;
    }
    if (scene.world().kind() == World.Kind.APPLICATION) {
      return false;
    }
    Set<MethodModel> seen = new HashSet<>();
    for (MethodModel caller : scene.calls().callers(method)) {
      if (seen.add(caller) && runsOften(caller)) {
        return false;
      }
    }
    return true;
  }

  private boolean runsOften(MethodModel method) {
    if (method.isLambdaBody()) {
      return !scene.lives().startUpOnly(method);
    }
    return scene.lives().hasStrong(method, Phase.RUN)
        || scene.lives().hasStrong(method, Phase.BEGIN);
  }
}
