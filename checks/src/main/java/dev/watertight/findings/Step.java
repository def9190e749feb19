package dev.watertight.findings;

/**
 * One link of the holding chain.
 *
 * @param role what the step shows
 * @param place where
 * @param text one clause, no full stop
 */
public record Step(Role role, Place place, String text) {
  /** The order in which a chain is told. */
  public enum Role {
    /** A shorter life begins. */
    BEGINS("begins"),
    /** What is kept is acquired or stored here. */
    STORED("stored"),
    /** The holder, and how long it lives. */
    HOLDER("held"),
    /** A release that was found, and why it does not do. */
    RELEASE_FOUND("released, but"),
    /** Where a release is expected and missing. */
    RELEASE_EXPECTED("release expected");

    private final String label;

    Role(String label) {
      this.label = label;
    }

    /** What every report writes in front of such a step. */
    public String label() {
      return label;
    }
  }
}
