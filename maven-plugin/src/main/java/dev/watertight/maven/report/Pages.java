package dev.watertight.maven.report;

import dev.watertight.rules.Rule;
import dev.watertight.rules.RulePage;
import java.util.Optional;

/** The page of each rule, as far as there is one: rules may come from other jars. */
public final class Pages {
  private Pages() {}

  /** The whole page, in Markdown; else what the rule says of itself. */
  public static String whole(Rule rule) {
    return page(rule).map(RulePage::markdown).orElse(rule.summary() + ".");
  }

  /** What is bad about what the rule finds, in Markdown. */
  static String problem(Rule rule) {
    return page(rule)
        .map(page -> page.section(RulePage.Section.PROBLEM))
        .orElse(rule.summary() + ".");
  }

  private static Optional<RulePage> page(Rule rule) {
    try {
      return Optional.of(RulePage.of(rule));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }
}
