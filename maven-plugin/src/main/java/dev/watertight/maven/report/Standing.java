package dev.watertight.maven.report;

import java.util.Locale;

/** How a result stands to what the team knows; the order in which reports tell of them. */
enum Standing {
  /** In no baseline, or no longer; also a known leak with a new source. */
  NEW("New"),
  /** Nothing was compared. */
  FOUND("Found"),
  KNOWN("Known"),
  ACCEPTED("Accepted"),
  SUPPRESSED("Suppressed");

  private final String title;

  Standing(String title) {
    this.title = title;
  }

  static Standing of(Result result) {
    if (result.suppression() != null) {
      return SUPPRESSED;
    }
    if (result.judged() == null) {
      return FOUND;
    }
    return switch (result.judged().state()) {
      case NEW, NEW_SOURCE -> NEW;
      case KNOWN -> KNOWN;
      case ACCEPTED -> ACCEPTED;
    };
  }

  /** For headings. */
  String title() {
    return title;
  }

  /** For identifiers and within sentences. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
