package dev.watertight.rules;

import dev.watertight.findings.Confidence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a user may set, the same in every front end.
 *
 * @param confidence findings below it are dropped
 * @param rules severity by rule id; rules that are not named have {@link Severity#WARNING}
 * @param include package prefixes to report on; empty for all
 * @param exclude package prefixes not to report on
 */
public record Settings(
    Confidence confidence,
    Map<String, Severity> rules,
    List<String> include,
    List<String> exclude) {
  /** How loud a rule is. */
  public enum Severity {
    OFF,
    WARNING,
    ERROR
  }

  /** Everything on at {@link Confidence#LIKELY}. */
  public static final Settings DEFAULT =
      new Settings(Confidence.LIKELY, Map.of(), List.of(), List.of());

  public Settings {
    rules = Map.copyOf(new TreeMap<>(rules));
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  public Severity severity(String ruleId) {
    return rules.getOrDefault(ruleId, Severity.WARNING);
  }
}
