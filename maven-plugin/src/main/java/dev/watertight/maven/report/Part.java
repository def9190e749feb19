package dev.watertight.maven.report;

import dev.watertight.findings.BaselineEntry;
import dev.watertight.maven.source.Suppression;
import java.util.List;

/**
 * What a run found in one module.
 *
 * @param module that owns the findings, {@code group:artifact}, or what else was audited
 * @param locations where its places are
 * @param results in reporting order, suppressed ones included
 * @param fixed entries of the baseline that the run looked for and did not find
 * @param notLookedAt entries of the baseline that the run could not have found
 * @param idle suppressions in its sources that suppress nothing in this run
 */
public record Part(
    String module,
    Locations locations,
    List<Result> results,
    List<BaselineEntry> fixed,
    List<BaselineEntry> notLookedAt,
    List<Suppression> idle) {
  public Part {
    results = List.copyOf(results);
    fixed = List.copyOf(fixed);
    notLookedAt = List.copyOf(notLookedAt);
    idle = List.copyOf(idle);
  }

  /** A part of a run that compares with no baseline. */
  public static Part of(String module, Locations locations, List<Result> results) {
    return new Part(module, locations, results, List.of(), List.of(), List.of());
  }
}
