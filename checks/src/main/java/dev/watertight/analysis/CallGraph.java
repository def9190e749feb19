package dev.watertight.analysis;

import dev.watertight.model.AnnotationModel;
import dev.watertight.model.ClassModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may call whom among the judged methods. A lambda body counts as called by the method that
 * contains it, and the methods of a nested class that a framework will call (run, onClose) as
 * called by whoever creates it.
 */
final class CallGraph {
  private final World world;
  private final Hierarchy hierarchy;
  private final Map<MethodModel, List<MethodModel>> callees = new LinkedHashMap<>();
  private final Map<MethodModel, List<MethodModel>> callers = new HashMap<>();
  private final Reach forward;
  private final Reach backward;
  private final Map<MethodModel, List<MethodModel>> ownCallers = new HashMap<>();
  private final Map<String, List<MethodModel>> foreign = new HashMap<>();
  private final Map<MethodModel, Boolean> entry = new HashMap<>();
  private Set<MethodModel> live;

  CallGraph(World world, Hierarchy hierarchy) {
    this.world = world;
    this.hierarchy = hierarchy;
    for (ClassModel type : world.classes()) {
      for (MethodModel method : type.methods()) {
        link(type, method);
      }
    }
    this.forward = new Reach(callees);
    this.backward = new Reach(callers);
  }

  private void link(ClassModel type, MethodModel method) {
    Set<MethodModel> targets = new LinkedHashSet<>();
    Set<MethodModel> own = new LinkedHashSet<>();
    for (MethodRef call : method.index().calls()) {
      boolean judged = world.judges(call.owner());
      if ((judged || !hierarchy.subclasses(call.owner()).isEmpty())
          && !call.owner().equals("java/lang/Object")) {
        List<MethodModel> called = hierarchy.targets(call, true);
        targets.addAll(called);
        if (judged) {
          own.addAll(called);
        }
      }
    }
    for (String created : method.index().instantiated()) {
      if (world.judges(created)
          && !created.equals(type.name())
          && Types.outermost(created).equals(Types.outermost(type.name()))) {
        targets.addAll(foreignMethods(created));
        own.addAll(foreignMethods(created));
      }
    }
    List<MethodModel> list = List.copyOf(targets);
    callees.put(method, list);
    for (MethodModel target : list) {
      callers.computeIfAbsent(target, k -> new ArrayList<>()).add(method);
    }
    for (MethodModel target : own) {
      ownCallers.computeIfAbsent(target, k -> new ArrayList<>()).add(method);
    }
  }

  /** Methods of that class that override something outside the judged classes. */
  private List<MethodModel> foreignMethods(String name) {
    return foreign.computeIfAbsent(
        name,
        k -> {
          List<MethodModel> result = new ArrayList<>();
          ClassModel type = world.find(k);
          for (MethodModel method : type.methods()) {
            if (!method.isLambdaBody() && hierarchy.overridesForeign(type, method)) {
              result.add(method);
            }
          }
          return result;
        });
  }

  List<MethodModel> callees(MethodModel method) {
    return callees.getOrDefault(method, List.of());
  }

  List<MethodModel> callers(MethodModel method) {
    return callers.getOrDefault(method, List.of());
  }

  /** Everything reachable from these, themselves included. */
  Set<MethodModel> reachable(Collection<MethodModel> from) {
    return forward.from(from);
  }

  /** Everything that may lead to these, themselves included. */
  Set<MethodModel> reaching(Collection<MethodModel> to) {
    return backward.from(to);
  }

  /**
   * Everything that leads to these through at most that many calls of judged classes' own methods,
   * themselves included. What goes out through a foreign interface comes back at some other time.
   */
  Set<MethodModel> reaching(Collection<MethodModel> to, int hops) {
    Set<MethodModel> seen = new LinkedHashSet<>(to);
    List<MethodModel> ring = List.copyOf(seen);
    for (int hop = 0; hop < hops; hop++) {
      List<MethodModel> next = new ArrayList<>();
      for (MethodModel method : ring) {
        for (MethodModel caller : ownCallers.getOrDefault(method, List.of())) {
          if (seen.add(caller)) {
            next.add(caller);
          }
        }
      }
      ring = next;
    }
    return seen;
  }

  /** Whether something outside the judged classes may call the method. */
  boolean isEntry(MethodModel method) {
    return entry.computeIfAbsent(method, this::decideEntry);
  }

  private boolean decideEntry(MethodModel method) {
    ClassModel type = hierarchy.declaring(method);
    if (type == null || method.isLambdaBody() || method.isSynthetic()) {
      return false;
    }
    if (method.isClassInitialiser() || !method.annotations().isEmpty()) {
      return true;
    }
    if (method.name().equals("main") && method.isStatic()) {
      return true;
    }
    if (hierarchy.overridesForeign(type, method)) {
      return true;
    }
    boolean open = world.kind() != World.Kind.APPLICATION;
    if (method.isConstructor() && !type.annotations().isEmpty()) {
      return true;
    }
    if (world.kind() == World.Kind.PART && !method.isPrivate()) {
      return true;
    }
    return open && method.isPublicOrProtected() && exported(type);
  }

  private boolean exported(ClassModel type) {
    if (isFoundByAnnotation(type)) {
      return true;
    }
    ClassModel current = type;
    while (current != null) {
      if (current.anonymous() || current.enclosingMethod() != null) {
        return false;
      }
      if ((current.access() & 0x0002) != 0) {
        // A private nested class is reached through what it implements
        return false;
      }
      if ((current.access() & 0x0005) == 0) {
        return hasExportedSubclass(current);
      }
      current = current.outerClass() == null ? null : world.find(current.outerClass());
    }
    return true;
  }

  /** A component that a framework finds and calls, whoever else may see the class. */
  private static boolean isFoundByAnnotation(ClassModel type) {
    for (AnnotationModel annotation : type.annotations()) {
      if (!annotation.type().startsWith("java/lang/") && !annotation.type().startsWith("kotlin/")) {
        return true;
      }
    }
    return false;
  }

  private boolean hasExportedSubclass(ClassModel type) {
    for (ClassModel sub : hierarchy.subclasses(type.name())) {
      if ((sub.access() & 0x0005) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the method can run at all, as far as the world shows. */
  boolean isLive(MethodModel method) {
    if (live == null) {
      List<MethodModel> roots = new ArrayList<>();
      for (MethodModel candidate : callees.keySet()) {
        if (isEntry(candidate)) {
          roots.add(candidate);
        }
      }
      live = new HashSet<>(reachable(roots));
    }
    return live.contains(method);
  }
}
