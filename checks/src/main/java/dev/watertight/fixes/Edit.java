package dev.watertight.fixes;

import java.util.Comparator;
import java.util.List;

/**
 * Text that takes the place of other text.
 *
 * @param start offset of the first character that goes
 * @param end offset behind the last one; equal to {@code start} for an insertion
 * @param text that comes
 */
public record Edit(int start, int end, String text) {
  /** The text after the edits, which do not overlap. */
  public static String apply(String text, List<Edit> edits) {
    StringBuilder result = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt(Edit::start).reversed())
        .forEach(edit -> result.replace(edit.start(), edit.end(), edit.text()));
    return result.toString();
  }
}
