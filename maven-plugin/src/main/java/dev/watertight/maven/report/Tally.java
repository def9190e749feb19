package dev.watertight.maven.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many of what.
 *
 * @param counts by the word for it, only what there is, in the order of telling
 */
record Tally(Map<String, Integer> counts) {
  static Tally of(Run run) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Standing standing : Standing.values()) {
      for (Part part : run.parts()) {
        for (Result result : part.results()) {
          if (Standing.of(result) == standing) {
            counts.merge(standing.word(), 1, Integer::sum);
          }
        }
      }
    }
    int fixed = run.parts().stream().mapToInt(part -> part.fixed().size()).sum();
    if (fixed > 0) {
      counts.put("fixed", fixed);
    }
    return new Tally(counts);
  }

  int of(Standing standing) {
    return counts.getOrDefault(standing.word(), 0);
  }

  /** What matters most: {@code 2 new leaks}, {@code no new leaks}, {@code 5 leaks}. */
  String sentence() {
    if (of(Standing.FOUND) > 0) {
      return leaks(String.valueOf(of(Standing.FOUND)), "", of(Standing.FOUND));
    }
    int fresh = of(Standing.NEW);
    boolean compared =
        fresh + of(Standing.KNOWN) + of(Standing.ACCEPTED) > 0 || counts.containsKey("fixed");
    return leaks(fresh == 0 ? "No" : String.valueOf(fresh), compared ? " new" : "", fresh);
  }

  private static String leaks(String number, String kind, int count) {
    return number + kind + (count == 1 ? " leak" : " leaks");
  }
}
