package dev.watertight.rules;

/**
 * What a rule is called where SpotBugs names things. Besides the SpotBugs plugin everything that
 * reads {@code @SuppressFBWarnings} needs it.
 */
public final class SpotBugsNames {
  /** Stands before every message, and names all rules in filters. */
  public static final String ABBREVIATION = "WT";

  /** Leaks are mistakes, not matters of style or of speed. */
  public static final String CATEGORY = "CORRECTNESS";

  private static final String PREFIX = "WATERTIGHT";

  private SpotBugsNames() {}

  /** The bug pattern of a rule: {@code WATERTIGHT_LISTENER_LEAK} for {@code ListenerLeak}. */
  public static String type(String ruleId) {
    StringBuilder type = new StringBuilder(PREFIX);
    for (int i = 0; i < ruleId.length(); i++) {
      char c = ruleId.charAt(i);
      if (Character.isUpperCase(c)) {
        type.append('_');
      }
      type.append(Character.toUpperCase(c));
    }
    return type.toString();
  }
}
