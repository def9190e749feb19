package dev.watertight.maven.report;

import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fingerprint;
import dev.watertight.findings.Trace;
import dev.watertight.maven.source.Suppression;

/**
 * A finding as it is reported.
 *
 * @param suppression in the source; null where there is none
 * @param judged how it stands to the baseline; null where none was asked
 * @param trace what tells the leak when its names change
 * @param reactor whether only a look at several modules at once finds it
 */
public record Result(
    Finding finding, Suppression suppression, Judged judged, Trace trace, boolean reactor) {
  /** What one module shows by itself. */
  public Result(Finding finding, Suppression suppression, Judged judged, Trace trace) {
    this(finding, suppression, judged, trace, false);
  }

  /** The same, held against a baseline. */
  public Result judged(Judged how) {
    return new Result(finding, suppression, how, trace, reactor);
  }

  /** The same as what only a look at several modules at once finds. */
  public Result ofReactor() {
    return new Result(finding, suppression, judged, trace, true);
  }

  /**
   * What the baseline is to say of it while nobody has accepted it.
   *
   * @param module that owns it, {@code group:artifact}
   */
  public BaselineEntry entry(String module) {
    BaselineEntry entry = BaselineEntry.of(finding, module).withTrace(trace);
    return reactor ? entry.ofReactor() : entry;
  }

  /** See {@link Fingerprint}. */
  String key() {
    return Fingerprint.of(finding);
  }
}
