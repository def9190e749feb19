package dev.watertight.maven.corpus;

/** Counts the lines of a Java source that are neither blank nor comment only. */
final class CodeLines {
  private enum Inside {
    CODE,
    COMMENT,
    TEXT_BLOCK
  }

  private static final String QUOTES = "\"\"\"";

  private Inside inside = Inside.CODE;

  private CodeLines() {}

  static int of(String source) {
    CodeLines lines = new CodeLines();
    return (int) source.lines().filter(lines::holdsCode).count();
  }

  private boolean holdsCode(String line) {
    boolean code = false;
    int at = 0;
    while (at < line.length()) {
      switch (inside) {
        case COMMENT -> {
          int end = line.indexOf("*/", at);
          if (end < 0) {
            return code;
          }
          inside = Inside.CODE;
          at = end + 2;
        }
        case TEXT_BLOCK -> {
          code = true;
          int end = endOfTextBlock(line, at);
          if (end < 0) {
            return true;
          }
          inside = Inside.CODE;
          at = end;
        }
        case CODE -> {
          char c = line.charAt(at);
          if (line.startsWith("//", at)) {
            return code;
          } else if (line.startsWith("/*", at)) {
            inside = Inside.COMMENT;
            at += 2;
          } else if (line.startsWith(QUOTES, at)) {
            code = true;
            inside = Inside.TEXT_BLOCK;
            at += QUOTES.length();
          } else if (c == '"' || c == '\'') {
            code = true;
            at = endOfLiteral(line, at);
          } else {
            code |= !Character.isWhitespace(c);
            at++;
          }
        }
      }
    }
    return code;
  }

  private static int endOfTextBlock(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.startsWith(QUOTES, i)) {
        return i + QUOTES.length();
      }
    }
    return -1;
  }

  private static int endOfLiteral(String line, int start) {
    char quote = line.charAt(start);
    int i = start + 1;
    while (i < line.length() && line.charAt(i) != quote) {
      i += line.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }
}
