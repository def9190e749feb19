package dev.watertight.analysis;

import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Subtyping, and what a field or method reference resolves to. */
final class Hierarchy {
  private static final int MOST_OVERRIDES = 40;

  private final World world;
  private final Map<String, List<String>> supertypes = new HashMap<>();
  private final Map<String, List<ClassModel>> subclasses = new HashMap<>();
  private final Map<FieldRef, FieldRef> declared = new HashMap<>();
  private final Map<MethodRef, MethodModel> resolved = new HashMap<>();
  private final Map<MethodRef, List<MethodModel>> overrides = new HashMap<>();
  private final Map<MethodModel, ClassModel> declaring = new HashMap<>();
  private final Map<String, List<ClassModel>> declarersByName = new HashMap<>();

  Hierarchy(World world) {
    this.world = world;
    for (ClassModel type : world.classes()) {
      for (String ancestor : supertypes(type.name())) {
        if (!ancestor.equals(type.name())) {
          subclasses.computeIfAbsent(ancestor, k -> new ArrayList<>()).add(type);
        }
      }
      for (MethodModel method : type.methods()) {
        declaring.put(method, type);
        if (!method.isStatic() && !method.isConstructor()) {
          List<ClassModel> declarers =
              declarersByName.computeIfAbsent(method.name(), k -> new ArrayList<>(2));
          if (declarers.isEmpty() || declarers.get(declarers.size() - 1) != type) {
            declarers.add(type);
          }
        }
      }
    }
  }

  ClassModel find(String name) {
    return name == null ? null : world.find(name);
  }

  /** The class that declares a judged method; null for others. */
  ClassModel declaring(MethodModel method) {
    return declaring.get(method);
  }

  /** The class itself, its superclasses nearest first, then all its interfaces breadth first. */
  List<String> supertypes(String name) {
    List<String> known = supertypes.get(name);
    if (known != null) {
      return known;
    }
    Set<String> result = new LinkedHashSet<>();
    Deque<String> interfaces = new ArrayDeque<>();
    String current = name;
    while (current != null && result.add(current)) {
      ClassModel model = world.find(current);
      if (model == null) {
        break;
      }
      interfaces.addAll(model.interfaces());
      current = model.superName();
    }
    while (!interfaces.isEmpty()) {
      String next = interfaces.poll();
      if (result.add(next)) {
        ClassModel model = world.find(next);
        if (model != null) {
          interfaces.addAll(model.interfaces());
        }
      }
    }
    List<String> list = List.copyOf(result);
    supertypes.put(name, list);
    return list;
  }

  boolean isSubtype(String name, String ancestor) {
    return name != null && (name.equals(ancestor) || supertypes(name).contains(ancestor));
  }

  /** Judged classes strictly below, sorted by name. */
  List<ClassModel> subclasses(String name) {
    return subclasses.getOrDefault(name, List.of());
  }

  /** The declared field that a reference means, or the reference itself where unknown. */
  FieldRef resolve(FieldRef ref) {
    FieldRef known = declared.get(ref);
    if (known == null) {
      FieldModel model = field(ref);
      known = model == null ? ref : model.ref();
      declared.put(ref, known);
    }
    return known;
  }

  FieldModel field(FieldRef ref) {
    ClassModel owner = world.find(ref.owner());
    if (owner == null) {
      return null;
    }
    FieldModel own = owner.field(ref.name());
    if (own != null) {
      return own;
    }
    for (String ancestor : supertypes(ref.owner())) {
      ClassModel model = world.find(ancestor);
      FieldModel field = model == null ? null : model.field(ref.name());
      if (field != null) {
        return field;
      }
    }
    return null;
  }

  /** The method that a reference means without dynamic dispatch, or null where unknown. */
  MethodModel resolve(MethodRef ref) {
    if (resolved.containsKey(ref)) {
      return resolved.get(ref);
    }
    MethodModel found = null;
    for (String ancestor : supertypes(ref.owner())) {
      ClassModel model = world.find(ancestor);
      if (model == null) {
        continue;
      }
      found = model.method(ref.name(), ref.descriptor());
      if (found != null) {
        break;
      }
    }
    resolved.put(ref, found);
    return found;
  }

  /**
   * Judged methods that a call may run: what the reference resolves to and, for virtual calls, what
   * overrides it. Empty where too many classes override to mean anything.
   */
  List<MethodModel> targets(MethodRef ref, boolean virtual) {
    if (!virtual || ref.name().equals("<init>")) {
      MethodModel exact = resolve(ref);
      return exact != null && declaring.containsKey(exact) ? List.of(exact) : List.of();
    }
    return overrides.computeIfAbsent(ref, this::findTargets);
  }

  private List<MethodModel> findTargets(MethodRef ref) {
    Set<MethodModel> result = new LinkedHashSet<>();
    MethodModel exact = resolve(ref);
    if (exact != null && exact.isStatic()) {
      return declaring.containsKey(exact) ? List.of(exact) : List.of();
    }
    if (exact != null && declaring.containsKey(exact)) {
      result.add(exact);
    }
    List<ClassModel> subclasses = subclasses(ref.owner());
    List<ClassModel> declarers = declarersByName.getOrDefault(ref.name(), List.of());
    if ((exact == null || !exact.isPrivate()) && !subclasses.isEmpty() && !declarers.isEmpty()) {
      List<String> parameters = Types.parameters(ref.descriptor());
      boolean byName = declarers.size() < subclasses.size();
      for (ClassModel type : byName ? declarers : subclasses) {
        if (byName && (type.name().equals(ref.owner()) || !isSubtype(type.name(), ref.owner()))) {
          continue;
        }
        MethodModel override = overriding(type, ref, parameters);
        if (override != null) {
          result.add(override);
        }
        if (result.size() > MOST_OVERRIDES) {
          return List.of();
        }
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(result));
  }

  /** The method declared by that class that overrides, generic parameters considered; or null. */
  MethodModel overriding(ClassModel type, MethodRef ref, List<String> parameters) {
    MethodModel same = type.method(ref.name(), ref.descriptor());
    if (same != null) {
      return same.isStatic() ? null : same;
    }
    for (MethodModel candidate : type.methods(ref.name())) {
      if (!candidate.isStatic()
          && !candidate.isPrivate()
          && narrows(Types.parameters(candidate.ref().descriptor()), parameters)) {
        return candidate;
      }
    }
    return null;
  }

  private boolean narrows(List<String> narrow, List<String> wide) {
    if (narrow.size() != wide.size()) {
      return false;
    }
    for (int i = 0; i < narrow.size(); i++) {
      String n = narrow.get(i);
      String w = wide.get(i);
      if (n.equals(w)) {
        continue;
      }
      String wideName = Types.internalName(w);
      if (wideName == null || Types.isPrimitive(n)) {
        return false;
      }
      String narrowName = Types.internalName(n);
      if (!wideName.equals("java/lang/Object") && !isSubtype(narrowName, wideName)) {
        return false;
      }
    }
    return true;
  }

  /** Methods of supertypes outside the judged classes that this one overrides or implements. */
  boolean overridesForeign(ClassModel type, MethodModel method) {
    if (method.isStatic() || method.isPrivate() || method.isConstructor()) {
      return false;
    }
    for (String ancestor : supertypes(type.name())) {
      if (world.judges(ancestor)) {
        continue;
      }
      ClassModel model = world.find(ancestor);
      if (model == null) {
        return true; // what cannot be seen may call anything
      }
      if (ancestor.equals("java/lang/Object")) {
        continue;
      }
      if (overridden(model, method) != null) {
        return true;
      }
    }
    return false;
  }

  /** The method that one of a subclass overrides or implements, generic parameters considered. */
  MethodModel overridden(ClassModel ancestor, MethodModel method) {
    for (MethodModel candidate : ancestor.methods(method.name())) {
      if (!candidate.isStatic()
          && !candidate.isPrivate()
          && !candidate.isConstructor()
          && narrows(
              Types.parameters(method.ref().descriptor()),
              Types.parameters(candidate.ref().descriptor()))) {
        return candidate;
      }
    }
    return null;
  }
}
