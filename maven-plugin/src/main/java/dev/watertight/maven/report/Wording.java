package dev.watertight.maven.report;

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

  /** The annotation that keeps the finding quiet, with the place for its reason. */
  static String suppress(Finding finding) {
    return "@SuppressWarnings(\"" + finding.ruleId() + "\") // reason";
  }

  /** The entry that accepts the finding, with the place for its reason. */
  static BaselineEntry accept(Result result, String module) {
    return BaselineEntry.of(result.finding(), module).accept("reason", null);
  }
}
