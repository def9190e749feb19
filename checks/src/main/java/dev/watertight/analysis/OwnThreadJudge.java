package dev.watertight.analysis;

import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Finds timers and executors whose threads outlive the object that made them. */
final class OwnThreadJudge {
  private static final String VERB = "starts-threads";
  private static final int DEEPEST = 2;

  /** Where a field's timer or executor is made, and what stops one of that kind. */
  private record Made(MethodModel method, Event event, Set<String> releases) {}

  private final Scene scene;
  private final Registrants registrants;
  private final Arguments arguments;
  private final SortedSet<FieldRef> fields = new TreeSet<>();

  OwnThreadJudge(Scene scene) {
    this.scene = scene;
    this.registrants = scene.registrants();
    this.arguments = scene.arguments();
    for (ClassModel type : scene.world().classes()) {
      for (FieldModel field : type.fields()) {
        if (!field.isStatic() && isKind(Types.internalName(field.descriptor()))) {
          fields.add(field.ref());
        }
      }
    }
  }

  private boolean isKind(String type) {
    return type != null
        && (type.equals("java/util/Timer")
            || (type.startsWith("java/util/concurrent/")
                && scene.hierarchy().isSubtype(type, "java/util/concurrent/Executor")));
  }

  /** In the order of fields. */
  List<OwnThreadVerdict> verdicts(BiConsumer<String, Throwable> trouble) {
    List<OwnThreadVerdict> result = new ArrayList<>();
    for (FieldRef field : fields) {
      try {
        OwnThreadVerdict verdict = judge(field);
        if (verdict != null) {
          result.add(verdict);
        }
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        trouble.accept(field.toString(), e);
      }
    }
    return result;
  }

  private OwnThreadVerdict judge(FieldRef field) {
    ClassModel type = scene.hierarchy().find(field.owner());
    Made made = made(field);
    if (made == null || isOpen(field) || registrants.existsOnce(type)) {
      return null;
    }
    for (MethodModel reader : scene.mentions().readers(field)) {
      if (mayRelease(reader, field, made.releases())) {
        return null;
      }
    }
    List<Place> ends = new ArrayList<>();
    for (MethodModel end : registrants.ends(type)) {
      if (Registrants.acts(end)) {
        ends.add(Site.of(scene.hierarchy(), end, 0));
      }
    }
    if (ends.isEmpty() && !registrants.isShort(type)) {
      return null;
    }
    return new OwnThreadVerdict(
        field.owner(),
        field.name(),
        Types.simpleName(Types.internalName(scene.hierarchy().field(field).descriptor())),
        List.copyOf(made.releases()),
        Site.of(scene.hierarchy(), made.method(), made.event().line()),
        ends,
        Confidence.LIKELY);
  }

  /** Whether code that cannot be seen may reach the field. */
  private boolean isOpen(FieldRef field) {
    return (scene.hierarchy().field(field).access() & 0x0005) != 0;
  }

  private Made made(FieldRef field) {
    for (MethodModel writer : scene.mentions().writers(field)) {
      if (writer.body() == null) {
        continue;
      }
      for (Event event : writer.body().events()) {
        if (event instanceof Event.Put put
            && scene.hierarchy().resolve(put.field()).equals(field)) {
          Made made = made(writer, put, put.value(), 0);
          if (made != null) {
            return made;
          }
        }
      }
    }
    return null;
  }

  private Made made(MethodModel method, Event at, Value value, int depth) {
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        Made made = made(method, at, member, depth);
        if (made != null) {
          return made;
        }
      }
      return null;
    }
    if (value instanceof Value.Param param && method.isConstructor() && depth < DEEPEST) {
      for (Arguments.Passed passed : arguments.of(method, param.index())) {
        // Another constructor of the class that calls this one
        if (passed.method().isConstructor()
            && passed.method().ref().owner().equals(method.ref().owner())) {
          Made made = made(passed.method(), passed.event(), passed.value(), depth + 1);
          if (made != null) {
            return made;
          }
        }
      }
      return null;
    }
    Event.Invoke call = method.body().invoke(value);
    Entry entry = call == null ? null : scene.lookup().first(VERB, call.method());
    return entry == null ? null : new Made(method, call, new TreeSet<>(entry.names("release")));
  }

  /** Whether the method stops it, or hands it to somebody who may. */
  private boolean mayRelease(MethodModel reader, FieldRef field, Set<String> releases) {
    if (reader.body() == null) {
      return true;
    }
    for (Event event : reader.body().events()) {
      if (event instanceof Event.Invoke call) {
        if (isRead(call.receiver(), field) && releases.contains(call.method().name())) {
          return true;
        }
        for (Value argument : call.arguments()) {
          if (isRead(argument, field) && !keepsNothing(call.method())) {
            return true;
          }
        }
      } else {
        for (Value operand : Arguments.operands(event)) {
          if (isRead(operand, field)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Methods of the platform run tasks with it, and do not stop it. */
  private static boolean keepsNothing(MethodRef method) {
    return method.owner().startsWith("java/util/concurrent/CompletableFuture")
        || method.owner().startsWith("java/util/concurrent/CompletionStage")
        || method.owner().startsWith("java/util/Objects");
  }

  private boolean isRead(Value value, FieldRef field) {
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        if (isRead(member, field)) {
          return true;
        }
      }
      return false;
    }
    if (value instanceof Value.Lambda lambda) {
      for (Value captured : lambda.captured()) {
        if (isRead(captured, field)) {
          return true;
        }
      }
      return false;
    }
    return value instanceof Value.FieldRead read
        && scene.hierarchy().resolve(read.field()).equals(field);
  }
}
