package dev.watertight.knowledge;

/** Names with at most one {@code *}. */
final class NamePattern {
  private NamePattern() {}

  /** What stands for the star, empty where there is none; null where the name does not match. */
  static String match(String pattern, String name) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(name) ? "" : null;
    }
    String head = pattern.substring(0, star);
    String tail = pattern.substring(star + 1);
    boolean matches =
        name.length() >= head.length() + tail.length()
            && name.startsWith(head)
            && name.endsWith(tail);
    return matches ? name.substring(head.length(), name.length() - tail.length()) : null;
  }
}
