package dev.watertight.findings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
   * @param matchedBy how the entry was found: {@link #BY_KEY}, or what a {@link Fallback} went by;
   *     null where there is no entry
   */
  public record Judged(
      Finding finding,
      String key,
      State state,
      BaselineEntry entry,
      List<String> newSources,
      String matchedBy) {
    public Judged {
      newSources = List.copyOf(newSources);
    }

    /** Whether it fails a build that has a baseline. */
    public boolean violation() {
      return state == State.NEW || state == State.NEW_SOURCE;
    }
  }

  /** The entry has the finding's key. */
  public static final String BY_KEY = "key";

  /**
   * A finding that the baseline does not know and an entry that the run did not find, seen to be
   * the same leak.
   *
   * @param by one word for what showed it
   */
  public record Match(Finding finding, BaselineEntry entry, String by) {}

  /** Recognises leaks whose names have changed. */
  @FunctionalInterface
  public interface Fallback {
    /**
     * Pairs of a finding and an entry; each occurs once at most.
     *
     * @param unknown findings that no entry has the key of
     * @param gone entries that the run looked for and did not find
     */
    List<Match> match(List<Finding> unknown, List<BaselineEntry> gone);
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
      return (entry.module() != null && module != null)
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
        judged.add(new Judged(finding, key, State.NEW, null, List.of(), null));
        continue;
      }
      found.add(entry);
      judged.add(judged(finding, entry, BY_KEY, today));
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

  /** Several of disjoint modules as one; an entry that any of them found is found. */
  public static BaselineComparison join(List<BaselineComparison> parts) {
    List<Judged> judged = new ArrayList<>();
    Set<BaselineEntry> found = new HashSet<>();
    Set<BaselineEntry> fixed = new LinkedHashSet<>();
    Set<BaselineEntry> notLookedAt = new LinkedHashSet<>();
    for (BaselineComparison part : parts) {
      judged.addAll(part.findings);
      part.findings.stream().map(Judged::entry).forEach(found::add);
      fixed.addAll(part.fixed);
      notLookedAt.addAll(part.notLookedAt);
    }
    fixed.removeAll(found);
    notLookedAt.removeAll(found);
    notLookedAt.removeAll(fixed);
    return new BaselineComparison(judged, List.copyOf(fixed), List.copyOf(notLookedAt));
  }

  /** The same with those findings known that a fall-back recognises. */
  public BaselineComparison with(Fallback fallback, LocalDate today) {
    List<Finding> unknown =
        findings.stream().filter(each -> each.entry() == null).map(Judged::finding).toList();
    if (unknown.isEmpty() || fixed.isEmpty()) {
      return this;
    }
    Map<Finding, Match> matches = new HashMap<>();
    for (Match match : fallback.match(unknown, fixed)) {
      matches.put(match.finding(), match);
    }
    List<Judged> judged = new ArrayList<>(findings.size());
    List<BaselineEntry> stillFixed = new ArrayList<>(fixed);
    for (Judged each : findings) {
      Match match = matches.get(each.finding());
      if (match == null) {
        judged.add(each);
      } else {
        judged.add(judged(each.finding(), match.entry(), match.by(), today));
        stillFixed.remove(match.entry());
      }
    }
    return new BaselineComparison(judged, stillFixed, notLookedAt);
  }

  private static Judged judged(Finding finding, BaselineEntry entry, String by, LocalDate today) {
    List<String> added = added(entry.sources(), finding.acquiringMembers());
    String key = Fingerprint.of(finding);
    return new Judged(finding, key, state(entry, added, today), entry, added, by);
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
