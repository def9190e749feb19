package dev.watertight.maven.source;

import dev.watertight.fixes.Edit;
import dev.watertight.maven.source.Outline.Extent;
import java.util.ArrayList;
import java.util.List;

/**
 * A certain fix of a source file.
 *
 * @param file below a source root
 * @param summary what it does
 * @param before the text as it is
 * @param edits of that text
 */
public record Patch(String file, String summary, String before, List<Edit> edits) {
  private static final int CONTEXT = 3;

  public Patch {
    edits = List.copyOf(edits);
  }

  /** The text after the fix. */
  public String after() {
    return Edit.apply(before, edits);
  }

  /** Where the text is that an edit takes away. */
  public Extent extent(Edit edit) {
    int[] start = position(edit.start());
    int[] end = position(edit.end());
    return new Extent(start[0], start[1], end[0], end[1]);
  }

  private int[] position(int offset) {
    String head = before.substring(0, offset);
    int line = lines(head).size();
    int from = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1;
    return new int[] {line, offset - from + 1};
  }

  /**
   * A line of a unified diff.
   *
   * @param mark a blank, a plus or a minus
   * @param text without the line's end
   */
  public record Line(char mark, String text) {}

  /**
   * What changes, with some lines around it.
   *
   * @param line 1-based number of the first one in the text as it is
   * @param newLine the same in the text after the fix
   */
  public record Hunk(int line, int newLine, List<Line> lines) {
    public Hunk {
      lines = List.copyOf(lines);
    }

    /** {@code @@ -1,2 +1,3 @@}. */
    public String header() {
      long removed = lines.stream().filter(each -> each.mark() != '+').count();
      long added = lines.stream().filter(each -> each.mark() != '-').count();
      return "@@ -" + line + "," + removed + " +" + newLine + "," + added + " @@";
    }
  }

  /** The difference, in one hunk: the edits of a fix stand close together. */
  public Hunk hunk() {
    List<String> old = lines(before);
    List<String> now = lines(after());
    int head = 0;
    while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(old.size(), now.size()) - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    int from = Math.max(0, head - CONTEXT);
    List<Line> lines = new ArrayList<>();
    old.subList(from, head).forEach(line -> lines.add(new Line(' ', line)));
    lines.addAll(
        changed(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail)));
    old.subList(old.size() - tail, Math.min(old.size(), old.size() - tail + CONTEXT))
        .forEach(line -> lines.add(new Line(' ', line)));
    return new Hunk(from + 1, from + 1, lines);
  }

  /** Lines that both sides share, in order, stay; the shortest way to say it. */
  private static List<Line> changed(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Line> result = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        result.add(new Line(' ', old.get(i++)));
        j++;
      } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        result.add(new Line('-', old.get(i++)));
      } else {
        result.add(new Line('+', now.get(j++)));
      }
    }
    return result;
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\r\n|\r|\n", -1));
  }
}
