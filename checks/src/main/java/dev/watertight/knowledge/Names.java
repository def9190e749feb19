package dev.watertight.knowledge;

/**
 * The shapes of names in knowledge files. Written out by hand because thousands of them are read at
 * the start of every compilation, where regular expressions have not been warmed up.
 */
final class Names {
  /** The JVM allows no more (JVMS 4.3.3). */
  private static final int MOST_ARGUMENTS = 255;

  private Names() {}

  static boolean isIdentifier(String text) {
    if (text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
      return false;
    }
    return isIdentifierPart(text, 1, text.length());
  }

  private static boolean isIdentifierPart(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isJavaIdentifierPart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isMember(String text) {
    return isIdentifier(text) || text.equals("<init>");
  }

  /** Identifiers between dots. */
  static boolean isType(String text) {
    boolean atStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (atStart) {
          return false;
        }
        atStart = true;
      } else if (atStart ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c)) {
        atStart = false;
      } else {
        return false;
      }
    }
    return !atStart;
  }

  static boolean isAnnotation(String text) {
    return text.startsWith("@") && isType(text.substring(1));
  }

  /** A method name in which at most one {@code *} stands for any text. */
  static boolean isPattern(String text) {
    int star = text.indexOf('*');
    return star < 0
        ? isIdentifier(text)
        : isIdentifierPart(text, 0, star) && isIdentifierPart(text, star + 1, text.length());
  }

  /** Method names, name patterns, types and annotations between commas. */
  static boolean isList(String text) {
    for (String name : text.split(",", -1)) {
      if (!isType(name) && !isAnnotation(name) && !isPattern(name)) {
        return false;
      }
    }
    return true;
  }

  /** The number that the text is, -1 where it is no position of an argument. */
  static int position(String text) {
    if (text.isEmpty() || text.length() > 3) {
      return -1;
    }
    int result = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      result = result * 10 + digit;
    }
    return result <= MOST_ARGUMENTS ? result : -1;
  }

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
