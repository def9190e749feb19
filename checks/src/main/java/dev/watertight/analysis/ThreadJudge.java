package dev.watertight.analysis;

import dev.watertight.analysis.ThreadUse.Kind;
import dev.watertight.analysis.ThreadVerdict.Fault;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Fix;
import dev.watertight.findings.Place;
import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import dev.watertight.model.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Finds values that stay with threads which outlive them. */
final class ThreadJudge {
  private static final Comparator<Place> IN_SOURCE_ORDER =
      Comparator.comparing((Place p) -> p.file() == null ? "" : p.file())
          .thenComparingInt(Place::line)
          .thenComparing(Place::className)
          .thenComparing(Place::member);

  private final Scene scene;
  private final ThreadUses uses;
  private final ThreadValues values;
  private final ThreadPaths paths;

  ThreadJudge(Scene scene) {
    this.scene = scene;
    this.uses = new ThreadUses(scene);
    this.values = new ThreadValues(scene, uses);
    this.paths = new ThreadPaths(scene);
  }

  /** In the order of slots. */
  List<ThreadVerdict> verdicts(BiConsumer<String, Throwable> trouble) {
    List<ThreadVerdict> result = new ArrayList<>();
    for (ThreadSlot slot : uses.all().keySet()) {
      try {
        ThreadVerdict verdict = judge(slot);
        if (verdict != null) {
          result.add(verdict);
        }
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        trouble.accept(slot.owner().replace('/', '.') + "." + slot.name(), e);
      }
    }
    return result;
  }

  private ThreadVerdict judge(ThreadSlot slot) {
    List<ThreadUse> all = live(uses.of(slot));
    List<ThreadUse> sets = new ArrayList<>();
    List<ThreadUse> releases = new ArrayList<>();
    List<ThreadUse> blanks = new ArrayList<>();
    for (ThreadUse use : all) {
      if (use.kind() == Kind.SET && matters(use)) {
        sets.add(use);
      } else if (use.releases()) {
        releases.add(use);
      } else if (use.kind() == Kind.BLANK) {
        blanks.add(use);
      }
    }
    if (!slot.isField()) {
      return sets.isEmpty() ? null : ofHolder(slot, sets, releases, blanks);
    }
    if (values.areTrivial(slot.field())) {
      return null;
    }
    if (!releases.isEmpty()) {
      return released(slot, sets, releases, blanks);
    }
    if (sets.isEmpty() || !blanks.isEmpty()) {
      return sets.isEmpty() ? filled(slot, all) : blanked(slot, sets, blanks);
    }
    Confidence confidence = neverRemoved(slot, sets, all);
    return verdict(slot, Fault.NEVER, "none", sets, List.of(), null, confidence);
  }

  private List<ThreadUse> live(List<ThreadUse> all) {
    List<ThreadUse> result = new ArrayList<>();
    for (ThreadUse use : all) {
      if (scene.calls().isLive(use.method())) {
        result.add(use);
      }
    }
    return result;
  }

  /** Not while starting up, and not on a thread that ends with its work. */
  private boolean matters(ThreadUse use) {
    MethodModel method = use.method();
    if (method.isClassInitialiser() || scene.lives().hasStrong(method, Phase.START)) {
      return false;
    }
    ClassModel type = scene.hierarchy().declaring(method);
    if (type != null
        && method.name().equals("run")
        && scene.hierarchy().isSubtype(type.name(), "java/lang/Thread")) {
      return false;
    }
    return use.value() == null || !values.isTrivial(use.value());
  }

  private ThreadVerdict released(
      ThreadSlot slot, List<ThreadUse> sets, List<ThreadUse> releases, List<ThreadUse> blanks) {
    List<ThreadUse> ends = new ArrayList<>(releases);
    ends.addAll(blanks);
    if (sets.isEmpty()) {
      return null;
    }
    for (ThreadUse set : sets) {
      ThreadPaths.Gap gap = paths.gap(set, ends);
      if (gap != null && !values.isLazy(slot, set)) {
        return verdict(
            slot, gap.fault(), gap.failedEnd(), List.of(set), ends, gap, gap.confidence());
      }
    }
    if (paths.onlyAtStop(sets, ends)) {
      return verdict(slot, Fault.OTHER_THREAD, "stop", sets, ends, null, Confidence.LIKELY);
    }
    return null;
  }

  private ThreadVerdict blanked(ThreadSlot slot, List<ThreadUse> sets, List<ThreadUse> blanks) {
    for (ThreadUse set : sets) {
      ThreadPaths.Gap gap = paths.gap(set, blanks);
      if (gap != null && !values.isLazy(slot, set)) {
        return verdict(
            slot, gap.fault(), gap.failedEnd(), List.of(set), blanks, gap, gap.confidence());
      }
    }
    List<ThreadUse> nulls = new ArrayList<>();
    for (ThreadUse blank : blanks) {
      if (blank.value() instanceof Value.Const constant && constant.value() == null) {
        nulls.add(blank);
      }
    }
    Confidence confidence =
        !nulls.isEmpty() && !isStatic(slot) && isCreatedAgain(slot)
            ? Confidence.LIKELY
            : Confidence.POSSIBLE;
    return verdict(slot, Fault.BLANKED, "blanked", sets, blanks, null, confidence);
  }

  /** Never set: what the initial value gathers. */
  private ThreadVerdict filled(ThreadSlot slot, List<ThreadUse> all) {
    List<ThreadUse> growth = new ArrayList<>();
    boolean shrinks = false;
    for (ThreadUse use : all) {
      if (use.kind() == Kind.GROW) {
        growth.add(use);
      }
      shrinks |= use.kind() == Kind.SHRINK;
    }
    if (growth.isEmpty() || !values.growsWithoutEnd(slot, growth)) {
      return null;
    }
    Confidence confidence = shrinks ? Confidence.POSSIBLE : Confidence.LIKELY;
    return verdict(slot, Fault.NEVER, "none", growth, List.of(), null, confidence);
  }

  private Confidence neverRemoved(ThreadSlot slot, List<ThreadUse> sets, List<ThreadUse> all) {
    if (isOpen(slot)) {
      return Confidence.POSSIBLE;
    }
    Confidence best = Confidence.POSSIBLE;
    for (ThreadUse set : sets) {
      if (values.isLazy(slot, set)) {
        ThreadVerdict gathered = filled(slot, all);
        if (gathered != null && gathered.confidence() == Confidence.LIKELY) {
          best = Confidence.LIKELY;
        }
      } else if (!values.isCallersDuty(set)) {
        best = Confidence.LIKELY;
      }
    }
    return best;
  }

  /** Entries of a logging context and the like: judged within one activity only. */
  private ThreadVerdict ofHolder(
      ThreadSlot slot, List<ThreadUse> sets, List<ThreadUse> releases, List<ThreadUse> blanks) {
    List<ThreadUse> ends = new ArrayList<>(releases);
    ends.addAll(blanks);
    if (!ends.isEmpty()) {
      for (ThreadUse set : sets) {
        ThreadPaths.Gap gap = paths.gap(set, ends);
        if (gap != null) {
          return verdict(
              slot, gap.fault(), gap.failedEnd(), List.of(set), ends, gap, gap.confidence());
        }
      }
      return null;
    }
    return verdict(slot, Fault.NEVER, "none", sets, List.of(), null, Confidence.POSSIBLE);
  }

  private boolean isStatic(ThreadSlot slot) {
    FieldModel field = scene.hierarchy().field(slot.field());
    return field != null && field.isStatic();
  }

  /** Whether code that cannot be seen may reach the field. */
  private boolean isOpen(ThreadSlot slot) {
    FieldModel field = scene.hierarchy().field(slot.field());
    if (field != null && scene.world().kind() == World.Kind.PART) {
      return !field.isPrivate();
    }
    int reachable = field == null ? 0 : field.access() & 0x0005;
    return reachable != 0 && scene.world().kind() != World.Kind.APPLICATION;
  }

  /** Whether instances of the field's class are made while the application runs. */
  private boolean isCreatedAgain(ThreadSlot slot) {
    for (MethodModel method : scene.mentions().creators(slot.owner())) {
      if (!scene.lives().startUpOnly(method) && scene.calls().isLive(method)) {
        return true;
      }
    }
    return false;
  }

  private ThreadVerdict verdict(
      ThreadSlot slot,
      Fault fault,
      String failedEnd,
      List<ThreadUse> sets,
      List<ThreadUse> releases,
      ThreadPaths.Gap gap,
      Confidence confidence) {
    List<Place> set = places(sets);
    List<Place> release = places(releases);
    Place at = fault == Fault.BLANKED ? release.get(0) : set.get(0);
    String name =
        slot.isField()
            ? "thread-local " + Types.simpleName(slot.owner()) + "." + slot.name()
            : Types.simpleName(slot.owner())
                + (slot.name().equals(ThreadSlot.ALL) ? "" : " entry " + slot.name());
    return new ThreadVerdict(
        slot.isField() ? slot.owner() : at.className(),
        slot.isField() ? slot.name() : at.member(),
        name,
        fault,
        failedEnd,
        at,
        set,
        release,
        gap == null ? null : gap.leaves(),
        gap == null ? null : gap.exit(),
        confidence,
        slot.isField() ? fix(slot, fault, sets, releases) : null);
  }

  private Fix fix(ThreadSlot slot, Fault fault, List<ThreadUse> sets, List<ThreadUse> releases) {
    ThreadUse set = sets.get(0);
    switch (fault) {
      case BLANKED:
        ThreadUse blank = releases.get(0);
        boolean isNull = blank.value() instanceof Value.Const constant && constant.value() == null;
        return isNull ? new Fix.RemoveInsteadOfSet(place(blank), slot.name()) : null;
      case SKIPPED:
        List<ThreadUse> after = new ArrayList<>();
        for (ThreadUse release : releases) {
          if (release.method() == set.method() && release.event().line() > set.event().line()) {
            after.add(release);
          }
        }
        return after.size() == 1
            ? new Fix.ReleaseInFinally(place(set), place(after.get(0)), slot.name())
            : null;
      case NEVER:
        // only where the thread's whole work ends with the method is nobody left to need the value
        return sets.size() == 1
                && set.kind() == Kind.SET
                && scene.lives().hasStrong(set.method(), Phase.RUN)
            ? new Fix.RemoveAfterwards(place(set), slot.name())
            : null;
      default:
        return null;
    }
  }

  private Place place(ThreadUse use) {
    return Site.of(scene.hierarchy(), use.method(), use.event().line());
  }

  private List<Place> places(List<ThreadUse> list) {
    Set<Place> result = new TreeSet<>(IN_SOURCE_ORDER);
    for (ThreadUse use : list) {
      result.add(place(use));
    }
    return List.copyOf(result);
  }
}
