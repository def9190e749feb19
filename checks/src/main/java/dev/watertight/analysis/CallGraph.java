package dev.watertight.analysis;

import dev.watertight.model.AnnotationModel;
import dev.watertight.model.ClassModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.World;
import java.lang.reflect.Modifier;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
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
  private static final int[] NONE = {};

  private final World world;
  private final Hierarchy hierarchy;
  private final Mentions mentions;
  private final int[][] targets;
  private final int[][] callees;
  private final int[][] callers;
  private final int[][] ownCallers;
  private final Reach forward;
  private final Reach backward;
  private final Map<String, int[]> foreign = new HashMap<>();
  private final Map<MethodModel, Boolean> entry = new HashMap<>();
  private Set<MethodModel> live;

  CallGraph(World world, Hierarchy hierarchy, Mentions mentions) {
    this.world = world;
    this.hierarchy = hierarchy;
    this.mentions = mentions;
    int count = mentions.methods().size();
    this.targets = new int[mentions.called().size()][];
    this.callees = new int[count][];
    int[][] own = new int[count][];
    Row row = new Row(count);
    for (int method = 0; method < count; method++) {
      link(method, row, own);
    }
    this.callers = inverse(callees);
    this.ownCallers = inverse(own);
    this.forward = new Reach(mentions, callees);
    this.backward = new Reach(mentions, callers);
  }

  /** Collects different numbers in the order in which they come. */
  private static final class Row {
    private final int[] stamps;
    private int[] numbers = new int[64];
    private int size;
    private int stamp;

    Row(int count) {
      this.stamps = new int[count];
    }

    void start() {
      size = 0;
      stamp++;
    }

    void add(int[] more) {
      for (int number : more) {
        if (stamps[number] != stamp) {
          stamps[number] = stamp;
          if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
          }
          numbers[size++] = number;
        }
      }
    }

    int[] finish() {
      return size == 0 ? NONE : Arrays.copyOf(numbers, size);
    }
  }

  private void link(int method, Row row, int[][] own) {
    int[] calls = mentions.calls(method);
    MethodModel model = mentions.methods().get(method);
    List<String> created = model.index().instantiated();
    String home = created.isEmpty() ? null : hierarchy.declaring(model).name();
    boolean outside = false;
    row.start();
    for (int call : calls) {
      row.add(targets(call));
      outside |= targets[call].length > 0 && !world.judges(mentions.called().get(call).owner());
    }
    addForeign(created, home, row);
    callees[method] = row.finish();
    if (!outside) {
      own[method] = callees[method];
      return;
    }
    row.start();
    for (int call : calls) {
      if (world.judges(mentions.called().get(call).owner())) {
        row.add(targets[call]);
      }
    }
    addForeign(created, home, row);
    own[method] = row.finish();
  }

  private int[] targets(int call) {
    if (targets[call] == null) {
      MethodRef ref = mentions.called().get(call);
      boolean known =
          world.judges(ref.owner())
              || (!hierarchy.subclasses(ref.owner()).isEmpty()
                  && !ref.owner().equals("java/lang/Object"));
      targets[call] = known ? numbers(hierarchy.targets(ref, true)) : NONE;
    }
    return targets[call];
  }

  private int[] numbers(List<MethodModel> methods) {
    int[] result = methods.isEmpty() ? NONE : new int[methods.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = mentions.number(methods.get(i));
    }
    return result;
  }

  private void addForeign(List<String> created, String home, Row row) {
    for (String type : created) {
      if (world.judges(type)
          && !type.equals(home)
          && Types.outermost(type).equals(Types.outermost(home))) {
        row.add(foreignMethods(type));
      }
    }
  }

  private static int[][] inverse(int[][] relation) {
    int[] counts = new int[relation.length];
    for (int[] row : relation) {
      for (int target : row) {
        counts[target]++;
      }
    }
    int[][] result = new int[relation.length][];
    for (int i = 0; i < result.length; i++) {
      result[i] = counts[i] == 0 ? NONE : new int[counts[i]];
      counts[i] = 0;
    }
    for (int from = 0; from < relation.length; from++) {
      for (int target : relation[from]) {
        result[target][counts[target]++] = from;
      }
    }
    return result;
  }

  /** Methods of that class that override something outside the judged classes. */
  private int[] foreignMethods(String name) {
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
          return numbers(result);
        });
  }

  List<MethodModel> callees(MethodModel method) {
    return row(callees, method);
  }

  List<MethodModel> callers(MethodModel method) {
    return row(callers, method);
  }

  private List<MethodModel> row(int[][] relation, MethodModel method) {
    int number = mentions.number(method);
    if (number < 0 || relation[number].length == 0) {
      return List.of();
    }
    int[] row = relation[number];
    return new AbstractList<>() {
      @Override
      public MethodModel get(int index) {
        return mentions.methods().get(row[index]);
      }

      @Override
      public int size() {
        return row.length;
      }
    };
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
        for (MethodModel caller : row(ownCallers, method)) {
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
    return open && method.isPublicOrProtected() && (exported(type) || isExported(type, method));
  }

  /** Whether the method implements one that others see, so that they call it without seeing it. */
  private boolean isExported(ClassModel type, MethodModel method) {
    if (method.isStatic() || method.isConstructor()) {
      return false;
    }
    for (String ancestor : hierarchy.supertypes(type.name())) {
      if (!ancestor.equals(type.name()) && world.judges(ancestor)) {
        ClassModel model = world.find(ancestor);
        MethodModel overridden = hierarchy.overridden(model, method);
        if (overridden != null && Modifier.isPublic(overridden.access()) && exported(model)) {
          return true;
        }
      }
    }
    return false;
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
      for (MethodModel candidate : mentions.methods()) {
        if (isEntry(candidate)) {
          roots.add(candidate);
        }
      }
      live = reachable(roots);
    }
    return live.contains(method);
  }
}
