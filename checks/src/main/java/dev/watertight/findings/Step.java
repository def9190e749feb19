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
    BEGINS,
    /** What is kept is acquired or stored here. */
    STORED,
    /** The holder, and how long it lives. */
    HOLDER,
    /** A release that was found, and why it does not do. */
    RELEASE_FOUND,
    /** Where a release is expected and missing. */
    RELEASE_EXPECTED
  }
}
