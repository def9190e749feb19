package dev.watertight.analysis;

import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which calls undo a registration. */
final class RegistrationReleases {
  private static final int DEEPEST = 3;

  private final Scene scene;
  private final Registrations registrations;
  private final Publishers publishers;
  private final Registrants registrants;
  private final Arguments arguments;

  RegistrationReleases(Scene scene, Registrations registrations, Publishers publishers) {
    this.scene = scene;
    this.registrations = registrations;
    this.publishers = publishers;
    this.registrants = scene.registrants();
    this.arguments = scene.arguments();
  }

  /** Calls that undo it, as far as one can tell; uses of its handle are among them. */
  List<Release> of(Registration registration, Publisher publisher) {
    List<Release> result = new ArrayList<>(handleUses(registration));
    for (String name : registration.pair().releases()) {
      for (Release release : registrations.releases(name)) {
        if (undoes(registration, release, publisher)) {
          result.add(release);
        }
      }
    }
    return result;
  }

  /** Calls near by that mean to undo it and pass an object that was never registered. */
  List<Release> ofOthers(Registration registration) {
    List<Release> result = new ArrayList<>();
    for (String name : registration.pair().releases()) {
      for (Release release : registrations.releases(name)) {
        if (release.argument() != null
            && isOfPublisher(registration, release)
            && isNear(registration, release.method())
            && isSamePublisher(registration, release)
            && isOtherOfSameShape(registration.listener(), release.argument())
            && scene.calls().isLive(release.method())) {
          result.add(release);
        }
      }
    }
    return result;
  }

  private boolean isOtherOfSameShape(Value listener, Value argument) {
    if (!registrants.isFresh(listener) || !registrants.isFresh(argument)) {
      return false;
    }
    return listener.getClass() == argument.getClass() && listener.type().equals(argument.type());
  }

  /** Held by a reference that does not keep it. */
  boolean isWeak(Registration registration) {
    Value listener = registration.listener();
    String type = Types.internalName(listener.type());
    if (type != null
        && (Types.simpleName(type).contains("Weak")
            || scene.hierarchy().isSubtype(type, "java/lang/ref/Reference"))) {
      return true;
    }
    if (listener instanceof Value.Result) {
      Event.Invoke call = registration.origin().body().invoke(listener);
      return call != null
          && (Types.simpleName(call.method().owner()).contains("Weak")
              || call.method().name().contains("Weak")
              || call.method().name().contains("weak"));
    }
    return false;
  }

  /** Whether the code of the listener takes the listener away. */
  boolean undoesItself(Registration registration) {
    Set<MethodModel> own = new HashSet<>();
    Value listener = registration.listener();
    if (listener instanceof Value.Lambda lambda) {
      MethodModel body = scene.hierarchy().resolve(lambda.implementation());
      if (body != null) {
        own.add(body);
      }
    } else if (listener instanceof Value.New created) {
      ClassModel type = scene.hierarchy().find(Types.internalName(created.type()));
      if (type != null) {
        own.addAll(type.methods());
      }
    }
    if (own.isEmpty()) {
      return false;
    }
    for (String name : registration.pair().releases()) {
      for (Release release : registrations.releases(name)) {
        if ((isOfPublisher(registration, release) || isOfHandle(registration, release))
            && (own.contains(release.method())
                || !Collections.disjoint(own, scene.calls().callers(release.method())))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether some branch decides about the event, as where only one's own executor is shut down. */
  private static boolean isConditional(MethodModel method, Event event) {
    for (Event each : method.body().events()) {
      if (each instanceof Event.Branch branch) {
        for (int edge = 0; edge < method.body().normal(branch.id()).length; edge++) {
          if (Paths.needsEdge(method.body(), branch.id(), edge, event.id())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether the registrant, at its own end, also ends what it registered at. */
  boolean endsPublisher(Registration registration, Publisher publisher) {
    FieldRef field = publisherField(registration);
    if (field == null) {
      return false;
    }
    for (MethodModel method : scene.mentions().readers(field)) {
      if (method.body() == null || !isNear(registration, method)) {
        continue;
      }
      for (Event event : method.body().events()) {
        if (event instanceof Event.Invoke call
            && call.receiver() instanceof Value.FieldRead read
            && scene.hierarchy().resolve(read.field()).equals(field)
            && Types.arity(call.method().descriptor()) == 0
            && scene.lives().isStopName(call.method().name())
            && !(publisher.perhapsOwn() && isConditional(method, call))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The field of the registrant that holds the publisher, or null. */
  private FieldRef publisherField(Registration registration) {
    Value publisher = registration.publisher();
    if (publisher instanceof Value.FieldRead read && read.receiver() != null) {
      return scene.hierarchy().resolve(read.field());
    }
    if (publisher == null) {
      return null;
    }
    FieldRef stored = storedIn(registration.method(), publisher);
    return stored == null && publisher instanceof Value.Param
        ? onlyFieldOf(registrants.registrant(registration.method()), publisher.type())
        : stored;
  }

  /** The one field of the class that can hold what a parameter of the type brings, or null. */
  private FieldRef onlyFieldOf(ClassModel type, String descriptor) {
    String name = Types.internalName(descriptor);
    FieldRef found = null;
    if (type != null && name != null) {
      for (FieldModel field : type.fields()) {
        String held = Types.internalName(field.descriptor());
        if (!field.isStatic() && held != null && isRelated(held, name)) {
          if (found != null) {
            return null;
          }
          found = field.ref();
        }
      }
    }
    return found;
  }

  /** The field that the method also stores the value in, or null. */
  private FieldRef storedIn(MethodModel method, Value value) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Put put && put.value().equals(value)) {
        return scene.hierarchy().resolve(put.field());
      }
    }
    return null;
  }

  private List<Release> handleUses(Registration registration) {
    if (!registration.pair().handle() || !registration.call().resultUsed()) {
      return List.of();
    }
    List<Release> result = new ArrayList<>();
    MethodModel method = registration.method();
    for (Event event : method.body().events()) {
      for (Value operand : Arguments.operands(event)) {
        if (isResult(operand, registration.call())) {
          if (event instanceof Event.Put put) {
            FieldRef field = scene.hierarchy().resolve(put.field());
            for (MethodModel reader : scene.mentions().readers(field)) {
              uses(reader, field, result);
            }
          } else {
            result.add(use(method, event));
          }
        }
      }
    }
    return result;
  }

  private static boolean isResult(Value value, Event.Invoke call) {
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        if (isResult(member, call)) {
          return true;
        }
      }
    }
    if (value instanceof Value.Lambda lambda) {
      for (Value captured : lambda.captured()) {
        if (isResult(captured, call)) {
          return true;
        }
      }
    }
    return value instanceof Value.Result result && result.event() == call.id();
  }

  /** Any use but a comparison may be one that undoes. */
  private void uses(MethodModel reader, FieldRef field, List<Release> into) {
    if (reader.body() == null) {
      return;
    }
    for (Event event : reader.body().events()) {
      for (Value operand : Arguments.operands(event)) {
        if (mentions(operand, field)) {
          into.add(use(reader, event));
        }
      }
    }
  }

  private boolean mentions(Value value, FieldRef field) {
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        if (mentions(member, field)) {
          return true;
        }
      }
      return false;
    }
    return value instanceof Value.FieldRead read
        && scene.hierarchy().resolve(read.field()).equals(field);
  }

  private static Release use(MethodModel method, Event event) {
    MethodRef called = event instanceof Event.Invoke call ? call.method() : method.ref();
    return new Release(method, event, called, null, null);
  }

  private boolean undoes(Registration registration, Release release, Publisher publisher) {
    if (release.event() == registration.call()) {
      return false;
    }
    boolean near = isNear(registration, release.method());
    boolean ofPublisher = isOfPublisher(registration, release);
    if (release.argument() == null) {
      if (ofPublisher) {
        return near
            && isSamePublisher(registration, release)
            && !(publisher.perhapsOwn() && isConditional(release.method(), release.event()));
      }
      return release.receiver() != null
          && near
          && isKind(registration.listener(), release.called().owner());
    }
    if (!ofPublisher) {
      return false;
    }
    if (isKey(release.argument()) || !takesListener(registration, release.called())) {
      return near;
    }
    return isListener(
        registration, release.method(), release.argument(), near, new LinkedHashSet<>());
  }

  /** Names and numbers stand for what was registered under them. */
  private static boolean isKey(Value argument) {
    return Types.isPrimitive(argument.type())
        || argument.type().equals("Ljava/lang/String;")
        || argument.type().startsWith("Ljavax/management/ObjectName");
  }

  /** Whether any parameter could take what was registered; otherwise it goes by a key or all. */
  private boolean takesListener(Registration registration, MethodRef called) {
    int index = registration.pair().listener();
    List<String> own = Types.parameters(registration.call().method().descriptor());
    String type =
        index >= 0 && index < own.size()
            ? Types.internalName(own.get(index))
            : Types.internalName(registration.listener().type());
    for (String parameter : Types.parameters(called.descriptor())) {
      String name = Types.internalName(parameter);
      if (name != null
          && (name.equals("java/lang/Object")
              || type == null
              || isRelated(name, type)
              || isKind(registration.listener(), name))) {
        return true;
      }
    }
    return false;
  }

  private boolean isListener(
      Registration registration,
      MethodModel method,
      Value argument,
      boolean near,
      Set<MethodModel> seen) {
    if (argument instanceof Value.Union union) {
      for (Value member : union.values()) {
        if (isListener(registration, method, member, near, seen)) {
          return true;
        }
      }
      return false;
    }
    if (argument instanceof Value.Param param) {
      if (isSpecific(registration, argument)) {
        return true;
      }
      List<Arguments.Passed> passed = arguments.of(method, param.index());
      if (passed.isEmpty() || seen.size() > DEEPEST || !seen.add(method)) {
        return near;
      }
      for (Arguments.Passed each : passed) {
        boolean alsoNear = isNear(registration, each.method());
        if (isListener(registration, each.method(), each.value(), alsoNear, seen)) {
          return true;
        }
      }
      return false;
    }
    return isSame(registration, method, argument, near);
  }

  private boolean isSame(
      Registration registration, MethodModel method, Value argument, boolean near) {
    Value listener = registration.listener();
    if (argument instanceof Value.Lambda || argument instanceof Value.New) {
      boolean here = method == registration.origin() && argument.equals(listener);
      return here
          || (argument instanceof Value.New
              && argument.type().equals(listener.type())
              && !registrants.isFresh(argument));
    }
    if (argument instanceof Value.FieldRead read) {
      FieldRef field = scene.hierarchy().resolve(read.field());
      if (listener instanceof Value.FieldRead registered) {
        return field.equals(scene.hierarchy().resolve(registered.field()))
            || isSpecific(registration, argument);
      }
      if (field.equals(storedIn(registration.origin(), listener))) {
        return true;
      }
      return !(listener instanceof Value.Lambda) && isSpecific(registration, argument);
    }
    if (argument instanceof Value.This || argument instanceof Value.Outer) {
      return isKind(listener, Types.internalName(argument.type()));
    }
    // Out of a list or map of listeners, or from a getter
    return (near && mayHold(listener, argument)) || isSpecific(registration, argument);
  }

  /** Whether an operand of that static type may be the listener. */
  private boolean mayHold(Value listener, Value argument) {
    String type = Types.internalName(argument.type());
    return type == null
        || type.equals("java/lang/Object")
        || isKind(listener, type)
        || listener instanceof Value.Lambda;
  }

  /** Whether the static type of the argument, a class of this program, is that of the listener. */
  private boolean isSpecific(Registration registration, Value argument) {
    String type = Types.internalName(argument.type());
    ClassModel model = type == null ? null : scene.hierarchy().find(type);
    return model != null
        && !model.isInterface()
        && !type.equals("java/lang/Object")
        && isKind(registration.listener(), type);
  }

  private boolean isKind(Value listener, String type) {
    String name = Types.internalName(listener.type());
    return name != null && type != null && isRelated(name, type);
  }

  private boolean isRelated(String a, String b) {
    return !a.equals("java/lang/Object")
        && !b.equals("java/lang/Object")
        && (scene.hierarchy().isSubtype(a, b) || scene.hierarchy().isSubtype(b, a));
  }

  private boolean isOfPublisher(Registration registration, Release release) {
    return isRelated(release.called().owner(), registration.call().method().owner())
        || isRelated(release.called().owner(), registration.pair().owner());
  }

  /** In the same file, or in a class that the registrant extends or that extends it. */
  private boolean isNear(Registration registration, MethodModel method) {
    ClassModel there = registrants.registrant(method);
    return isNear(registrants.registrant(registration.origin()), there)
        || isNear(registrants.registrant(registration.method()), there);
  }

  private boolean isNear(ClassModel a, ClassModel b) {
    return a != null
        && b != null
        && (Types.outermost(a.name()).equals(Types.outermost(b.name()))
            || isRelated(a.name(), b.name()));
  }

  /** Whether it is a method of what the registration gave back, or of what was registered. */
  private boolean isOfHandle(Registration registration, Release release) {
    String handle = Types.internalName(Types.returnType(registration.call().method().descriptor()));
    return release.argument() == null
        && ((handle != null && isRelated(release.called().owner(), handle))
            || isKind(registration.listener(), release.called().owner()));
  }

  /** Nothing but another field tells of another publisher. */
  private boolean isSamePublisher(Registration registration, Release release) {
    return publishers.isSame(
        new Operand(registration.method(), registration.publisher()),
        new Operand(release.method(), release.receiver()),
        true);
  }
}
