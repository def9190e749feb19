package dev.watertight.rules;

import dev.watertight.model.AnnotationModel;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads {@code @SuppressFBWarnings} as SpotBugs does, so that all engines are silent about the
 * same. Known by its simple name: teams copy it into packages of their own, and we ship none.
 */
final class SuppressFbWarnings {
  private static final String NAME = "SuppressFBWarnings";

  private SuppressFbWarnings() {}

  /**
   * Whether the annotation silences a rule: with no value everything, else by the bug pattern or
   * its beginning, by category or abbreviation, or by one of the names that {@code
   * SuppressWarnings} takes.
   *
   * @param names of the rule
   */
  static boolean silences(AnnotationModel annotation, String ruleId, Collection<String> names) {
    if (!isOne(annotation.type())) {
      return false;
    }
    List<?> values = list(annotation.values().get("value"));
    return values.isEmpty()
        || values.stream()
            .map(Object::toString)
            .anyMatch(
                value ->
                    names.contains(value)
                        || matches(value, annotation, SpotBugsNames.type(ruleId)));
  }

  private static boolean isOne(String type) {
    int start = type.length() - NAME.length();
    return type.endsWith(NAME)
        && (start == 0 || type.charAt(start - 1) == '/' || type.charAt(start - 1) == '$');
  }

  private static List<?> list(Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static boolean matches(String value, AnnotationModel annotation, String type) {
    String how = String.valueOf(annotation.values().getOrDefault("matchType", "DEFAULT"));
    return switch (how) {
      case "EXACT" ->
          value.equals(type)
              || value.equals(SpotBugsNames.CATEGORY)
              || value.equals(SpotBugsNames.ABBREVIATION);
      case "REGEX" -> matchesPattern(value, type);
      default ->
          type.startsWith(value)
              || value.equalsIgnoreCase(SpotBugsNames.CATEGORY)
              || value.equalsIgnoreCase(SpotBugsNames.ABBREVIATION);
    };
  }

  private static boolean matchesPattern(String value, String type) {
    try {
      Pattern pattern = Pattern.compile(value);
      return pattern.matcher(type).matches()
          || pattern.matcher(SpotBugsNames.CATEGORY).matches()
          || pattern.matcher(SpotBugsNames.ABBREVIATION).matches();
    } catch (PatternSyntaxException e) {
      return false; // suppresses nothing
    }
  }

  /** The reason given, or null. */
  static String justification(AnnotationModel annotation) {
    Object reason = annotation.values().get("justification");
    return reason == null || reason.toString().isBlank() ? null : reason.toString();
  }
}
