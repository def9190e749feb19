package dev.watertight.findings;

/** How much evidence stands behind a finding, weakest first. */
public enum Confidence {
  /** A bare possibility; off by default. */
  POSSIBLE,
  /** Evidence for growth in a shorter life and none for release. */
  LIKELY,
  /** Every step was seen and nothing outside the analysed world can release it. */
  PROVEN
}
