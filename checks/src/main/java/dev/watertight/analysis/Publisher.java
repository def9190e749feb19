package dev.watertight.analysis;

/**
 * How the life of what keeps a registration compares with the life of whoever registers.
 *
 * @param tie how they are bound together
 * @param reason for messages, a clause after "which": "is static"; empty where nothing is said
 */
record Publisher(Tie tie, String reason) {
  /** Weakest claim first. */
  enum Tie {
    /** Made by the registrant, or reached through it: both go together. */
    OWNED,
    /** Ends before or with the registrant. */
    SHORT,
    UNKNOWN,
    /** Came in from outside when the registrant was made. */
    GIVEN,
    /** Is shown to outlive the registrant. */
    LONG
  }

  static final Publisher OWNED = new Publisher(Tie.OWNED, "");
  static final Publisher UNKNOWN = new Publisher(Tie.UNKNOWN, "");

  Publisher weaker(Publisher other) {
    return other == null || tie.compareTo(other.tie) <= 0 ? this : other;
  }
}
