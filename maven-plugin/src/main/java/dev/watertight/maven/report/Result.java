package dev.watertight.maven.report;

import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fingerprint;
import dev.watertight.maven.source.Suppression;

/**
 * A finding as it is reported.
 *
 * @param suppression in the source; null where there is none
 * @param judged how it stands to the baseline; null where none was asked
 */
public record Result(Finding finding, Suppression suppression, Judged judged) {
  /** See {@link Fingerprint}. */
  String key() {
    return Fingerprint.of(finding);
  }
}
