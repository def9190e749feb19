package dev.watertight.analysis;

/**
 * How the life of what keeps a registration compares with the life of whoever registers.
 *
 * @param tie how they are bound together
 * @param reason for messages, a clause after "which": "is static"; empty where nothing is said
 * @param perhapsOwn whether the registrant makes one of its own where none is given
 */
record Publisher(Tie tie, String reason, boolean perhapsOwn) {
  Publisher(Tie tie, String reason) {
    this(tie, reason, false);
  }

  /** Weakest claim first. */
  enum Tie {
    /** Made by the registrant, or reached through it: both go together. */
    OWNED,
    /** Ends before or with the registrant. */
    SHORT,
    UNKNOWN,
    /** Came in from outside when the registrant was made. */
    GIVEN,
    /** Belongs to what makes one registrant after the other. */
    MAKERS,
    /** Is shown to outlive the registrant. */
    LONG
  }

  static final Publisher OWNED = new Publisher(Tie.OWNED, "");
  static final Publisher UNKNOWN = new Publisher(Tie.UNKNOWN, "");

  /** Of several that it may be: one that came from outside counts beside one of its own. */
  Publisher or(Publisher other) {
    if (other == null) {
      return this;
    }
    Publisher weak = weaker(other);
    Publisher strong = weak == this ? other : this;
    return weak.tie == Tie.OWNED && strong.tie.compareTo(Tie.GIVEN) >= 0
        ? new Publisher(Tie.GIVEN, "may have been given to it", true)
        : weak;
  }

  /** The one of which less is claimed. */
  Publisher weaker(Publisher other) {
    return other == null || tie.compareTo(other.tie) <= 0 ? this : other;
  }
}
