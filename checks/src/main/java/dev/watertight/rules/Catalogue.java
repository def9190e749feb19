package dev.watertight.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** All rules there are. Immutable. */
public final class Catalogue {
  private final List<Rule> rules;
  private final List<Rule> byPrecedence;
  private final Map<String, Rule> byName = new LinkedHashMap<>();

  private Catalogue(List<Rule> rules) {
    this.rules = rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
    this.byPrecedence =
        rules.stream()
            .sorted(Comparator.comparingInt(Rule::precedence).thenComparing(Rule::id))
            .toList();
    for (Rule rule : this.rules) {
      name(rule.id(), rule);
      for (String name : rule.alternativeNames()) {
        name(name, rule);
      }
    }
  }

  private void name(String name, Rule rule) {
    Rule other = byName.putIfAbsent(name, rule);
    if (other != null) {
      throw new IllegalStateException(
          "two rules are called " + name + ": " + other.getClass() + " and " + rule.getClass());
    }
  }

  /** The rules found on this class's loader. */
  public static Catalogue load() {
    List<Rule> rules = new ArrayList<>();
    ServiceLoader.load(Rule.class, Catalogue.class.getClassLoader()).forEach(rules::add);
    return new Catalogue(rules);
  }

  /** These rules only, for tests. */
  public static Catalogue of(List<Rule> rules) {
    return new Catalogue(rules);
  }

  /** Sorted by id. */
  public List<Rule> rules() {
    return rules;
  }

  /** Those that speak first, first. */
  public List<Rule> byPrecedence() {
    return byPrecedence;
  }

  /** The rule of that id or alternative name. */
  public Optional<Rule> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Every name that suppresses or switches the rule. */
  public List<String> suppressionNames(String ruleId) {
    List<String> result = new ArrayList<>();
    byName.forEach(
        (name, rule) -> {
          if (rule.id().equals(ruleId)) {
            result.add(name);
          }
        });
    return List.copyOf(result);
  }
}
