package dev.watertight.maven;

import dev.watertight.findings.BaselineComparison.Fallback;
import dev.watertight.findings.BaselineComparison.Match;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Trace;
import dev.watertight.maven.source.Bodies;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Recognises a known leak under another name. What was renamed must be gone under its old name, so
 * that fixing one leak and adding a similar one beside it is never taken for a renaming; and a pair
 * must be the only one that a stage can make of its two sides.
 */
final class Recognition implements Fallback {
  private record Stage(String word, BiPredicate<Finding, BaselineEntry> same) {}

  private final Function<String, Optional<Family>> families;
  private final Function<Finding, Trace> traces;
  private final Predicate<String> exists;
  private final Bodies bodies;
  private final List<Stage> stages =
      List.of(
          new Stage("holder", this::sameButHolder),
          new Stage("members", this::sameButContainer),
          new Stage("end", this::sameButNameOfEnd),
          new Stage("body", this::sameBodies),
          new Stage("shape", this::sameCode));

  /**
   * Recognises leaks of a run.
   *
   * @param families by rule
   * @param traces of the run's findings
   * @param exists whether the run saw a class or member of that name, {@code pkg.Outer$Inner} or
   *     {@code pkg.Outer$Inner.member}
   */
  Recognition(
      Function<String, Optional<Family>> families,
      Function<Finding, Trace> traces,
      Predicate<String> exists,
      Bodies bodies) {
    this.families = families;
    this.traces = traces;
    this.exists = exists;
    this.bodies = bodies;
  }

  @Override
  public List<Match> match(List<Finding> unknown, List<BaselineEntry> gone) {
    List<Finding> findings = new ArrayList<>(unknown);
    List<BaselineEntry> entries = new ArrayList<>(gone);
    List<Match> matches = new ArrayList<>();
    for (Stage stage : stages) {
      List<Match> certain = new ArrayList<>();
      for (Finding finding : findings) {
        List<BaselineEntry> candidates =
            entries.stream().filter(entry -> fits(stage, finding, entry)).toList();
        if (candidates.size() == 1
            && findings.stream().filter(f -> fits(stage, f, candidates.get(0))).count() == 1) {
          certain.add(new Match(finding, candidates.get(0), stage.word()));
        }
      }
      for (Match match : certain) {
        findings.remove(match.finding());
        entries.remove(match.entry());
      }
      matches.addAll(certain);
    }
    return matches;
  }

  private boolean fits(Stage stage, Finding finding, BaselineEntry entry) {
    boolean sameKind =
        families.apply(entry.rule()).filter(finding.family()::equals).isPresent()
            && word(finding.failedEnd()).equals(word(entry.end()));
    return sameKind && stage.same().test(finding, entry);
  }

  /** The class was renamed or moved. */
  private boolean sameButHolder(Finding finding, BaselineEntry entry) {
    return !holderExists(entry)
        && finding.subject().equals(subject(entry))
        && sameEnd(finding, entry)
        && sameMembers(finding, entry)
        && !otherShape(finding, entry);
  }

  /** The container was renamed. */
  private boolean sameButContainer(Finding finding, BaselineEntry entry) {
    return sameHolder(finding, entry)
        && !exists.test(entry.subject())
        && sameEnd(finding, entry)
        && sameMembers(finding, entry)
        && sameShape(finding, entry);
  }

  /** The method that is the failed end was renamed. */
  private boolean sameButNameOfEnd(Finding finding, BaselineEntry entry) {
    String holder = entry.holder().replace('/', '.');
    return sameHolder(finding, entry)
        && finding.subject().equals(subject(entry))
        && sameMembers(finding, entry)
        && exists.test(holder + "." + name(finding.failedEnd()))
        && !exists.test(holder + "." + name(entry.end()));
  }

  /** Several names changed, and what the members do did not. */
  private boolean sameBodies(Finding finding, BaselineEntry entry) {
    return !exists.test(entry.subject())
        && sameEnd(finding, entry)
        && entry.trace().body() != null
        && entry.trace().body().equals(traces.apply(finding).body())
        && !otherShape(finding, entry);
  }

  /** The method that registers was renamed, or the code moved to a method that it calls. */
  private boolean sameCode(Finding finding, BaselineEntry entry) {
    if (!isAboutMethod(finding.family())
        || !sameEnd(finding, entry)
        || !sameShape(finding, entry)) {
      return false;
    }
    return sameHolder(finding, entry)
        && (!exists.test(entry.subject()) || bodies.calls(subject(entry), finding));
  }

  private static boolean isAboutMethod(Family family) {
    return switch (family) {
      case REGISTRATION, SESSION, CONFIGURATION -> true;
      case RETENTION, THREAD -> false;
    };
  }

  private boolean holderExists(BaselineEntry entry) {
    return exists.test(entry.holder().replace('/', '.'));
  }

  private static boolean sameHolder(Finding finding, BaselineEntry entry) {
    return finding.holder().equals(entry.holder());
  }

  private static boolean sameEnd(Finding finding, BaselineEntry entry) {
    return finding.failedEnd().equals(entry.end());
  }

  private boolean sameShape(Finding finding, BaselineEntry entry) {
    return entry.trace().shape() != null
        && entry.trace().shape().equals(traces.apply(finding).shape());
  }

  private boolean otherShape(Finding finding, BaselineEntry entry) {
    String shape = traces.apply(finding).shape();
    return entry.trace().shape() != null
        && shape != null
        && !Objects.equals(entry.trace().shape(), shape);
  }

  private static boolean sameMembers(Finding finding, BaselineEntry entry) {
    return !entry.sources().isEmpty()
        && withoutHolder(finding.acquiringMembers(), finding.holder())
            .equals(withoutHolder(entry.sources(), entry.holder()));
  }

  /** Packages go, and so does the holder's own name: both change when a class moves. */
  private static Set<String> withoutHolder(List<String> members, String holder) {
    String own = holder.replace('/', '.');
    Set<String> names = new TreeSet<>();
    for (String member : members) {
      String name = member.startsWith(own) ? "#" + member.substring(own.length()) : member;
      int dot = name.lastIndexOf('.');
      names.add(name.substring(name.lastIndexOf('.', dot - 1) + 1));
    }
    return names;
  }

  private static String subject(BaselineEntry entry) {
    return entry.subject().substring(entry.subject().lastIndexOf('.') + 1);
  }

  /** {@code sibling} of {@code sibling:leave}. */
  private static String word(String end) {
    int colon = end.indexOf(':');
    return colon < 0 ? end : end.substring(0, colon);
  }

  private static String name(String end) {
    return end.substring(end.indexOf(':') + 1);
  }
}
