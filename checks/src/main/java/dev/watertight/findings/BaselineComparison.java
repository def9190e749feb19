package dev.watertight.findings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a run found, beside what the baseline knows. Whole results are compared, so that a leak
 * caused by deleting a removal in another file is as new as any.
 *
 * @param findings every finding of the run, in its order
 * @param fixed entries that the run looked for and did not find
 * @param notLookedAt entries that the run could not have found, which says nothing of them
 */
public record BaselineComparison(
    List<Judged> findings, List<BaselineEntry> fixed, List<BaselineEntry> notLookedAt) {
  public BaselineComparison {
    findings = List.copyOf(findings);
    fixed = List.copyOf(fixed);
    notLookedAt = List.copyOf(notLookedAt);
  }

  /** How a finding stands to the baseline. */
  public enum State {
    /** The baseline does not know it, or its acceptance has run out. */
    NEW,
    /** A known leak that a member adds to which did not before. */
    NEW_SOURCE,
    /** Known and unchanged. */
    KNOWN,
    /** Known, and somebody said why it may stay. */
    ACCEPTED
  }

  /**
   * A finding and how it stands.
   *
   * @param entry what the baseline knows; null where it knows nothing
   * @param newSources acquiring members that the entry does not list and no renaming explains
   */
  public record Judged(
      Finding finding, String key, State state, BaselineEntry entry, List<String> newSources) {
    public Judged {
      newSources = List.copyOf(newSources);
    }

    /** Whether it fails a build that has a baseline. */
    public boolean violation() {
      return state == State.NEW || state == State.NEW_SOURCE;
    }
  }

  /**
   * What a run was able to find.
   *
   * @param module {@code group:artifact} of the analysed module; null where the run is no module's
   * @param complete whether every class could be read and no rule failed
   * @param analysed whether a class (internal name) was judged
   * @param reported whether the settings let a finding such as the entry's through
   */
  public record Scope(
      String module,
      boolean complete,
      Predicate<String> analysed,
      Predicate<BaselineEntry> reported) {
    private boolean looksAt(BaselineEntry entry) {
      return complete && owns(entry) && reported.test(entry);
    }

    private boolean owns(BaselineEntry entry) {
      return entry.module() != null && module != null
          ? entry.module().equals(module)
          : analysed.test(entry.holder());
    }
  }

  /**
   * Compares.
   *
   * @param findings numbered, see {@link Fingerprint#number}
   * @param today decides whether an acceptance has run out
   */
  public static BaselineComparison of(
      Baseline baseline, List<Finding> findings, Scope scope, LocalDate today) {
    List<Judged> judged = new ArrayList<>(findings.size());
    Set<BaselineEntry> found = new HashSet<>();
    for (Finding finding : findings) {
      String key = Fingerprint.of(finding);
      BaselineEntry entry = baseline.find(key, scope.module());
      if (entry == null) {
        judged.add(new Judged(finding, key, State.NEW, null, List.of()));
        continue;
      }
      found.add(entry);
      List<String> added = added(entry.sources(), finding.acquiringMembers());
      judged.add(new Judged(finding, key, state(entry, added, today), entry, added));
    }
    List<BaselineEntry> fixed = new ArrayList<>();
    List<BaselineEntry> notLookedAt = new ArrayList<>();
    for (BaselineEntry entry : baseline.entries()) {
      if (!found.contains(entry)) {
        (scope.looksAt(entry) ? fixed : notLookedAt).add(entry);
      }
    }
    return new BaselineComparison(judged, fixed, notLookedAt);
  }

  private static State state(BaselineEntry entry, List<String> added, LocalDate today) {
    if (entry.expired(today)) {
      return State.NEW;
    }
    if (!added.isEmpty()) {
      return State.NEW_SOURCE;
    }
    return entry.accepted() ? State.ACCEPTED : State.KNOWN;
  }

  /**
   * Members that add to the container now and did not before. A renamed or moved member goes as one
   * name and comes back as another of the same class, or of the same name in another class; each
   * that went explains one that came.
   */
  private static List<String> added(List<String> before, List<String> now) {
    if (before.isEmpty()) {
      return List.of(); // written by hand, or by somebody who does not know the sources
    }
    TreeSet<String> gone = new TreeSet<>(before);
    gone.removeAll(now);
    TreeSet<String> added = new TreeSet<>(now);
    added.removeAll(before);
    for (Iterator<String> each = added.iterator(); each.hasNext(); ) {
      String member = each.next();
      String explained = gone.stream().filter(old -> renamed(old, member)).findFirst().orElse(null);
      if (explained != null) {
        gone.remove(explained);
        each.remove();
      }
    }
    return List.copyOf(added);
  }

  private static boolean renamed(String before, String now) {
    int oldDot = before.lastIndexOf('.');
    int newDot = now.lastIndexOf('.');
    return oldDot > 0
        && newDot > 0
        && (before.substring(0, oldDot).equals(now.substring(0, newDot))
            || before.substring(oldDot).equals(now.substring(newDot)));
  }
}
