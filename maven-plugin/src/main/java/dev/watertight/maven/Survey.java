package dev.watertight.maven;

import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.BaselineEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the goals can find in the modules of a build, each leak once: what each module
 * shows by itself, and then what they show only together.
 */
final class Survey {
  /**
   * A finding, how it stands, and what the baseline is to say of it.
   *
   * @param entry as of a leak that nobody has accepted
   */
  record Owned(Judged judged, BaselineEntry entry) {}

  private final Map<String, Owned> findings = new LinkedHashMap<>();
  private final Set<BaselineEntry> found = new HashSet<>();
  private final Set<BaselineEntry> fixed = new LinkedHashSet<>();

  /** Adds a look at one module. */
  void addModule(String module, BaselineComparison comparison, Inspector.Outcome outcome) {
    for (Judged judged : comparison.findings()) {
      add(judged, outcome.result(judged.finding()).entry(module));
    }
    fixed.addAll(comparison.fixed());
  }

  /** Adds a look at all of them; to be called last. */
  void addReactor(BaselineComparison comparison, ReactorMojo.Together together) {
    for (Judged judged : comparison.findings()) {
      String owner = together.owners().get(judged.finding().holder());
      add(judged, together.outcome().result(judged.finding()).ofReactor().entry(owner));
    }
    comparison.fixed().stream().filter(BaselineEntry::reactor).forEach(fixed::add);
  }

  private void add(Judged judged, BaselineEntry entry) {
    findings.putIfAbsent(judged.key(), new Owned(judged, entry));
    if (judged.entry() != null) {
      found.add(judged.entry());
    }
  }

  /** The finding that an entry of the baseline stands for; empty where the run has none. */
  Optional<Owned> of(BaselineEntry entry) {
    return findings.values().stream()
        .filter(owned -> entry.equals(owned.judged().entry()))
        .findFirst();
  }

  /** In the order in which they were added. */
  List<Owned> findings() {
    return new ArrayList<>(findings.values());
  }

  /** Entries that were looked for and not found in any way. */
  Set<BaselineEntry> fixed() {
    Set<BaselineEntry> gone = new LinkedHashSet<>(fixed);
    gone.removeAll(found);
    return gone;
  }
}
