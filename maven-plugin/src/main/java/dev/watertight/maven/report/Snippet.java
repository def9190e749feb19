package dev.watertight.maven.report;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.maven.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines of a source file around the places of a finding.
 *
 * @param file as readers are shown it
 * @param lines in order
 */
record Snippet(String file, List<Line> lines) {
  /** Lines shown before and after a marked one. */
  private static final int AROUND = 2;

  private static final int MOST_SNIPPETS = 5;

  /**
   * A line.
   *
   * @param number 1-based
   * @param text without its end
   * @param mark what is there; null for lines around it
   */
  record Line(int number, String text, String mark) {}

  /** What to show of a finding: its place first, then the other places of its chain. */
  static List<Snippet> of(Finding finding, Locations locations) {
    Map<String, TreeMap<Integer, String>> marks = new LinkedHashMap<>();
    Map<String, SourceFile> files = new LinkedHashMap<>();
    mark(finding.place(), "reported", locations, marks, files);
    for (Step step : finding.chain()) {
      if (step.place() != null) {
        mark(step.place(), step.role().label(), locations, marks, files);
      }
    }
    List<Snippet> result = new ArrayList<>();
    marks.forEach((file, lines) -> result.addAll(windows(file, files.get(file), lines)));
    return List.copyOf(result.subList(0, Math.min(MOST_SNIPPETS, result.size())));
  }

  private static void mark(
      Place place,
      String label,
      Locations locations,
      Map<String, TreeMap<Integer, String>> marks,
      Map<String, SourceFile> files) {
    int line = locations.line(place);
    SourceFile file = locations.source(place).orElse(null);
    if (file == null || file.line(line).isEmpty()) {
      return;
    }
    String shown = locations.shown(place);
    files.put(shown, file);
    TreeMap<Integer, String> lines = marks.computeIfAbsent(shown, k -> new TreeMap<>());
    lines.merge(
        line, label, (one, other) -> one.equals(other) || one.equals("reported") ? other : one);
  }

  /** Windows that touch become one. */
  private static List<Snippet> windows(
      String shown, SourceFile file, TreeMap<Integer, String> marks) {
    List<Snippet> result = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    int next = 0;
    for (int marked : marks.keySet()) {
      if (!lines.isEmpty() && marked - AROUND > next) {
        result.add(new Snippet(shown, List.copyOf(lines)));
        lines.clear();
      }
      for (int n = Math.max(next, marked - AROUND); n <= marked + AROUND; n++) {
        int number = n;
        file.line(n).ifPresent(text -> lines.add(new Line(number, text, marks.get(number))));
        next = n + 1;
      }
    }
    result.add(new Snippet(shown, List.copyOf(lines)));
    return result;
  }
}
