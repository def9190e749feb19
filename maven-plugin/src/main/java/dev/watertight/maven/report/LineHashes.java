package dev.watertight.maven.report;

import java.util.HashMap;
import java.util.Map;

/**
 * The hash of each line that GitHub's upload action puts into {@code primaryLocationLineHash}: over
 * the first hundred characters from the start of the line, blanks and tabs left out, with a number
 * that tells equal ones apart. Computed here so that an alert is the same one whether the action
 * finds the source or not.
 */
final class LineHashes {
  private static final int WINDOW = 100;
  private static final long BASE = 37;

  /** What a UTF-16 stream reads as at its end. */
  private static final char END_OF_FILE = 0xffff;

  private final Map<Integer, String> byLine = new HashMap<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private final char[] window = new char[WINDOW];
  private final int[] lineAt = new int[WINDOW];
  private final long leaving;
  private long hash;
  private int index;

  private LineHashes() {
    long power = 1;
    for (int i = 0; i < WINDOW; i++) {
      power *= BASE;
    }
    leaving = power;
  }

  /** Hashes of the lines of a text by 1-based number; line ends are LF, CR or both. */
  static Map<Integer, String> of(String text) {
    LineHashes hashes = new LineHashes();
    hashes.read(text);
    return Map.copyOf(hashes.byLine);
  }

  private void read(String text) {
    int line = 0;
    boolean lineStart = true;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : END_OF_FILE;
      boolean secondHalfOfLineEnd = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
      if (c == ' ' || c == '\t' || secondHalfOfLineEnd) {
        continue;
      }
      finishLine();
      if (lineStart) {
        lineAt[index] = ++line;
      }
      char normal = c == '\r' ? '\n' : c;
      lineStart = normal == '\n';
      push(normal);
    }
    for (int i = 0; i < WINDOW; i++) {
      finishLine();
      push('\0');
    }
  }

  /** The character about to leave the window may be the first of a line: its hash is complete. */
  private void finishLine() {
    if (lineAt[index] > 0) {
      String hex = Long.toHexString(hash);
      byLine.put(lineAt[index], hex + ":" + seen.merge(hex, 1, Integer::sum));
      lineAt[index] = 0;
    }
  }

  private void push(char c) {
    hash = BASE * hash + c - leaving * window[index];
    window[index] = c;
    index = (index + 1) % WINDOW;
  }
}
