package dev.watertight.maven.report;

import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.State;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Finding;
import java.util.Locale;

/** Words that the reports share. */
final class Wording {
  private Wording() {}

  static String confidence(Finding finding) {
    return finding.confidence().name().toLowerCase(Locale.ROOT);
  }

  /** Why a known finding is a violation all the same; empty for one that is just new. */
  static String novelty(Result result) {
    if (result.judged() == null || result.judged().entry() == null) {
      return "";
    }
    if (result.judged().state() == State.NEW_SOURCE) {
      return "known leak, new source: " + String.join(", ", result.judged().newSources());
    }
    return result.judged().state() == State.NEW
        ? "its acceptance ran out on " + result.judged().entry().until()
        : "";
  }

  /** How a known finding was recognised; empty for one that is not known. */
  static String recognition(Result result) {
    if (result.judged() == null || result.judged().entry() == null) {
      return "";
    }
    return result.judged().matchedBy().equals(BaselineComparison.BY_KEY)
        ? "known by its key"
        : "known as "
            + result.judged().entry().subject()
            + " (matched by "
            + result.judged().matchedBy()
            + ")";
  }

  /** The annotation that keeps the finding quiet, with the place for its reason. */
  static String suppress(Finding finding) {
    return "@SuppressWarnings(\"" + finding.ruleId() + "\") // reason";
  }

  /** The entry that accepts the finding, with the place for its reason. */
  static BaselineEntry accept(Result result, String module) {
    return result.entry(module).accept("reason", null);
  }
}
