package dev.watertight.analysis;

import dev.watertight.analysis.HolderLife.Length;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long the holder of a container lives. */
final class Holders {
  private static final List<String> LONG_NAMES =
      List.of(
          "Manager",
          "Registry",
          "Server",
          "Service",
          "ServiceImpl",
          "Broker",
          "Dispatcher",
          "Scheduler",
          "Store",
          "Repository",
          "Pool",
          "Cache",
          "Hub",
          "Bus",
          "Tracker",
          "Monitor",
          "Client",
          "ClientImpl",
          "Endpoint",
          "Container",
          "Controller",
          "Coordinator",
          "Provider",
          "Context",
          "Template",
          "Factory",
          "Engine",
          "Connector",
          "Router",
          "Gateway",
          "ManagerImpl",
          "RegistryImpl");

  private final World world;
  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final Lives lives;
  private final Mentions mentions;
  private final Map<String, HolderLife> known = new HashMap<>();

  Holders(World world, Hierarchy hierarchy, Lookup lookup, Lives lives, Mentions mentions) {
    this.world = world;
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.lives = lives;
    this.mentions = mentions;
  }

  HolderLife of(Container container) {
    if (container.field().isStatic()) {
      return new HolderLife(Length.JVM, "is static");
    }
    return of(container.holder());
  }

  /** How long instances of the class live. */
  HolderLife of(ClassModel type) {
    return known.computeIfAbsent(type.name(), k -> judge(type, 0));
  }

  private HolderLife judge(ClassModel type, int depth) {
    Entry scope = lives.scope(type);
    if (scope != null) {
      String life = scope.get("life");
      switch (life) {
        case "application", "singleton", "jvm" -> {
          boolean declared = scope.type().startsWith("@");
          return new HolderLife(
              declared ? Length.BEAN : Length.APPLICATION, "exists once in the application");
        }
        case "session" -> {
          return new HolderLife(Length.SESSION, "lives as long as a session");
        }
        case "request", "prototype" -> {
          return new HolderLife(Length.SHORT, "lives as long as a request");
        }
        default -> {
          // says nothing of its length
        }
      }
    }
    if (type.isEnum()) {
      return new HolderLife(Length.JVM, "is an enum constant");
    }
    if (heldByStatic(type)) {
      return new HolderLife(Length.JVM, "is held by a static field");
    }
    if (madeOnlyAsClassesLoad(type)) {
      return new HolderLife(Length.JVM, "is created when a class is loaded");
    }
    if (depth < 3 && createdByLongLived(type, depth)) {
      return new HolderLife(Length.APPLICATION, "is created once, by something that lives as long");
    }
    int evidence = evidence(type);
    if (evidence >= 2) {
      return new HolderLife(Length.LONG, "lives long, as its life-cycle methods show");
    }
    if (waitsInLoop(type)) {
      return new HolderLife(Length.LONG, "lives long, as its loop that waits for work shows");
    }
    return new HolderLife(Length.UNKNOWN, "may live long");
  }

  /** A loop around a call that blocks until something comes from outside. */
  private boolean waitsInLoop(ClassModel type) {
    for (MethodModel method : type.methods()) {
      if (method.index().calls().stream().noneMatch(call -> lookup.first("waits", call) != null)) {
        continue;
      }
      Body body = method.body();
      for (Event event : body.events()) {
        if (event instanceof Event.Invoke call
            && lookup.first("waits", call.method()) != null
            && Paths.reachable(body, call.id(), Paths.NEVER, Paths.ALWAYS).get(call.id())) {
          return true;
        }
      }
    }
    return false;
  }

  /** A static field of the class's own type, or of a supertype, in the class or its factory. */
  private boolean heldByStatic(ClassModel type) {
    for (ClassModel candidate : around(type)) {
      for (FieldModel field : candidate.fields()) {
        if (field.isStatic()) {
          String name = Types.internalName(field.descriptor());
          if (name != null
              && (name.equals(type.name())
                  || (world.judges(name) && hierarchy.isSubtype(type.name(), name)))
              && madeForOnly(type, field.ref())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether all that create such an object assign that field, or are class initialisers. */
  private boolean madeForOnly(ClassModel type, FieldRef field) {
    for (MethodModel maker : mentions.creators(type.name())) {
      boolean assigns = false;
      for (FieldRef written : maker.index().writes()) {
        assigns |= hierarchy.resolve(written).equals(field);
      }
      if (!maker.isClassInitialiser() && !assigns) {
        return false;
      }
    }
    return true;
  }

  private List<ClassModel> around(ClassModel type) {
    ClassModel outer = type.outerClass() == null ? null : world.find(type.outerClass());
    return outer == null ? List.of(type) : List.of(type, outer);
  }

  private boolean madeOnlyAsClassesLoad(ClassModel type) {
    List<MethodModel> makers = mentions.creators(type.name());
    return !makers.isEmpty() && makers.stream().allMatch(MethodModel::isClassInitialiser);
  }

  private boolean createdByLongLived(ClassModel type, int depth) {
    List<MethodModel> makers = mentions.creators(type.name());
    if (makers.isEmpty() || makers.size() > 3) {
      return false;
    }
    for (MethodModel maker : makers) {
      ClassModel creator = hierarchy.declaring(maker);
      if (creator == null || creator.name().equals(type.name())) {
        return false;
      }
      if (!maker.isClassInitialiser()) {
        if (!lives.startUpOnly(maker) || !judge(creator, depth + 1).isLong()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Points for what long-lived objects look like. */
  private int evidence(ClassModel type) {
    int points = 0;
    String simple = Types.simpleName(type.name());
    for (String suffix : LONG_NAMES) {
      if (simple.endsWith(suffix)) {
        points++;
        break;
      }
    }
    boolean stops = false;
    for (MethodModel method : type.methods()) {
      if (!method.isPrivate() && lives.has(method, Phase.STOP)) {
        stops = true;
      }
    }
    if (stops) {
      points++;
    }
    boolean threads = false;
    for (FieldModel field : type.fields()) {
      String name = Types.internalName(field.descriptor());
      if (name != null
          && (name.startsWith("java/util/concurrent/") || name.startsWith("java/util/Timer"))) {
        threads = true;
      }
    }
    if (threads) {
      points++;
    }
    return points;
  }

  /** Whether the class, or one that it extends, has an end of its own. */
  boolean hasOwnEnd(String descriptor) {
    String name = Types.internalName(descriptor);
    if (name == null || name.startsWith("java/lang/")) {
      return false;
    }
    if (hierarchy.isSubtype(name, "java/lang/AutoCloseable")) {
      return true;
    }
    for (String ancestor : hierarchy.supertypes(name)) {
      ClassModel model = hierarchy.find(ancestor);
      if (model == null || ancestor.equals("java/lang/Object")) {
        continue;
      }
      for (MethodModel method : model.methods()) {
        if (ENDS.contains(method.name()) && Types.arity(method.ref().descriptor()) <= 1) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a call ends the life of its receiver. */
  boolean isEnd(MethodRef method) {
    return ENDS.contains(method.name())
        && Types.arity(method.descriptor()) <= 1
        && hasOwnEnd("L" + method.owner() + ";");
  }

  private static final Set<String> ENDS =
      Set.of(
          "close",
          "shutdown",
          "stop",
          "dispose",
          "destroy",
          "disconnect",
          "cancel",
          "release",
          "unregister",
          "unsubscribe",
          "terminate",
          "end",
          "invalidate",
          "expire",
          "complete");
}
