package dev.watertight.rules;

import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Confidence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a user may set, the same in every front end.
 *
 * @param confidence findings below it are dropped
 * @param rules severity by rule id; rules that are not named have {@link Severity#WARNING}
 * @param include packages, with those below them, and classes to report on; empty for all
 * @param exclude packages and classes not to report on
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

  /** Whether findings of a class are wanted, by its name with dots. */
  public boolean reports(String className) {
    return (include.isEmpty() || include.stream().anyMatch(name -> within(className, name)))
        && exclude.stream().noneMatch(name -> within(className, name));
  }

  /** Whether a finding such as an entry of a baseline remembers would be reported. */
  public boolean reports(BaselineEntry entry) {
    return severity(entry.rule()) != Severity.OFF
        && entry.confidence().compareTo(confidence) >= 0
        && reports(entry.holder().replace('/', '.'));
  }

  private static boolean within(String className, String name) {
    return className.equals(name)
        || className.startsWith(name + ".")
        || className.startsWith(name + "$");
  }
}
