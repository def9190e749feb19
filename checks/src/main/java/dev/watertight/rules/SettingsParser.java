package dev.watertight.rules;

import dev.watertight.findings.Confidence;
import dev.watertight.model.World;
import dev.watertight.rules.Settings.Severity;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads settings from the strings that users write, in a POM as in a compiler option. Every front
 * end uses it, so that one string means the same everywhere.
 */
public final class SettingsParser {
  /** Stands for every rule. */
  private static final String ALL = "*";

  private static final String RULES = "rules";

  private static final Pattern PACKAGE =
      Pattern.compile(
          "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
              + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

  /** A wrong name is explained by a known one only if fewer than half of its letters differ. */
  private static final int NEAR = 2;

  private final Map<String, String> idByName = new TreeMap<>();
  private final UnaryOperator<String> option;

  /**
   * A parser that knows these rules.
   *
   * @param rules of the catalogue
   * @param option what the user calls a setting, such as {@code watertight.rules} for {@code rules}
   */
  public SettingsParser(Collection<? extends Rule> rules, UnaryOperator<String> option) {
    this.option = option;
    for (Rule rule : rules) {
      idByName.put(rule.id(), rule.id());
      rule.alternativeNames().forEach(name -> idByName.put(name, rule.id()));
    }
  }

  /**
   * All settings at once; null or blank means the default.
   *
   * @param confidence {@code proven}, {@code likely} or {@code possible}
   * @param rules such as {@code RuleId:OFF,OtherRuleId:ERROR}; {@code *} stands for all rules that
   *     are not named
   * @param include packages or classes to report on, comma-separated; subpackages belong to them
   * @param exclude packages or classes not to report on
   * @throws SettingsException at the first wrong value
   */
  public Settings parse(String confidence, String rules, String include, String exclude) {
    return new Settings(
        confidence(confidence),
        rules(rules),
        packages("include", include),
        packages("exclude", exclude));
  }

  /**
   * How much of the program a run sees, as the user says; null where nothing is said.
   *
   * @throws SettingsException if it is another word
   */
  public World.Kind world(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "module" -> World.Kind.MODULE;
      case "library" -> World.Kind.LIBRARY;
      case "application" -> World.Kind.APPLICATION;
      default -> throw wrong("world", text, "take module, library or application");
    };
  }

  private Confidence confidence(String text) {
    if (text == null || text.isBlank()) {
      return Settings.DEFAULT.confidence();
    }
    for (Confidence confidence : Confidence.values()) {
      if (confidence.name().equalsIgnoreCase(text.strip())) {
        return confidence;
      }
    }
    throw wrong("confidence", text, "take proven, likely or possible");
  }

  private Map<String, Severity> rules(String text) {
    Map<String, Severity> named = new TreeMap<>();
    Severity others = null;
    for (String item : items(text)) {
      int colon = item.indexOf(':');
      if (colon < 0) {
        throw wrong(RULES, text, item + " should be a pair such as RuleId:OFF");
      }
      String name = item.substring(0, colon).strip();
      Severity severity = severity(item.substring(colon + 1).strip());
      if (severity == null) {
        throw wrong(RULES, text, item + " should end in OFF, WARNING or ERROR");
      }
      if (name.equals(ALL)) {
        others = severity;
      } else {
        String id = idByName.get(name);
        if (id == null) {
          throw wrong(RULES, text, unknown(name));
        }
        if (named.putIfAbsent(id, severity) != null) {
          throw wrong(RULES, text, id + " is named twice");
        }
      }
    }
    if (others != null) {
      for (String id : idByName.values()) {
        named.putIfAbsent(id, others);
      }
    }
    return named;
  }

  /** Null for another word. */
  private static Severity severity(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.equals("WARN")) {
      return Severity.WARNING; // Error Prone's word
    }
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(upper)) {
        return severity;
      }
    }
    return null;
  }

  /**
   * The identifier of a rule, by it or by another name of it.
   *
   * @param setting that names it
   * @throws SettingsException if there is no such rule; names the nearest
   */
  public String id(String setting, String name) {
    String id = idByName.get(name.strip());
    if (id == null) {
      throw wrong(setting, name, unknown(name.strip()));
    }
    return id;
  }

  private String unknown(String name) {
    String nearest = nearest(name);
    return "there is no rule "
        + name
        + (nearest == null ? "" : ", did you mean " + nearest + "?")
        + " (the list of rules: mvn dev.watertight:watertight-maven-plugin:explain)";
  }

  private SettingsException wrong(String setting, String value, String remedy) {
    return new SettingsException(
        option.apply(setting) + " is \"" + value.strip() + "\"; " + remedy);
  }

  private String nearest(String name) {
    String wrong = name.toLowerCase(Locale.ROOT);
    String nearest = null;
    int least = Math.max(2, name.length() / NEAR);
    for (String known : idByName.keySet()) {
      int distance = distance(wrong, known.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = known;
      }
    }
    return nearest;
  }

  /** How many letters must be inserted, deleted or changed to make one word of the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }

  private List<String> packages(String setting, String text) {
    List<String> names =
        items(text).stream()
            .map(name -> name.endsWith(".*") ? name.substring(0, name.length() - 2) : name)
            .collect(Collectors.toUnmodifiableList());
    for (String name : names) {
      if (!PACKAGE.matcher(name).matches()) {
        throw wrong(
            setting,
            text,
            name + " is no package; name packages such as com.example.shop, separated by commas");
      }
    }
    return names;
  }

  private static List<String> items(String text) {
    if (text == null) {
      return List.of();
    }
    return Arrays.stream(text.split("[,\\s]+"))
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }
}
