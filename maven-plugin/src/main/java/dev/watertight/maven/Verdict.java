package dev.watertight.maven;

import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Finding;
import dev.watertight.maven.report.Locations;
import dev.watertight.maven.report.Part;
import dev.watertight.maven.report.Result;
import dev.watertight.maven.source.Suppression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** How what was found stands to the baseline, told in lines, and whether it fails the build. */
final class Verdict {
  private static final int MOST_STALE_LINES = 20;

  private final List<Result> results;
  private final BaselineComparison comparison;
  private final String baseline;
  private final boolean baselineExists;

  /**
   * A verdict.
   *
   * @param found in reporting order, suppressed ones included
   * @param baseline the file, as the reader is to be shown it
   * @param baselineExists whether it is there
   */
  Verdict(
      List<Result> found, BaselineComparison comparison, String baseline, boolean baselineExists) {
    this.results = judged(found, comparison);
    this.comparison = comparison;
    this.baseline = baseline;
    this.baselineExists = baselineExists;
  }

  private static List<Result> judged(List<Result> results, BaselineComparison comparison) {
    Map<Finding, Judged> byFinding = new HashMap<>();
    comparison.findings().forEach(judged -> byFinding.put(judged.finding(), judged));
    List<Result> all = new ArrayList<>();
    for (Result result : results) {
      all.add(result.judged(byFinding.get(result.finding())));
    }
    return all;
  }

  /** All of it, as of one module. */
  Part part(String module, Locations locations, List<Suppression> idle) {
    return new Part(module, locations, results, comparison.fixed(), comparison.notLookedAt(), idle);
  }

  /**
   * All of it, by module.
   *
   * @param modules in the order of the build; the first takes what has no known owner
   * @param owners module of each class, by internal name
   */
  List<Part> parts(
      List<String> modules,
      Map<String, String> owners,
      Locations locations,
      List<Suppression> idle) {
    List<Part> parts = new ArrayList<>();
    for (String module : modules) {
      boolean first = parts.isEmpty();
      Predicate<String> owned =
          owner -> module.equals(owner) || (first && !modules.contains(owner));
      parts.add(
          new Part(
              module,
              locations,
              results.stream().filter(r -> owned.test(owners.get(r.finding().holder()))).toList(),
              comparison.fixed().stream().filter(e -> owned.test(e.module())).toList(),
              comparison.notLookedAt().stream().filter(e -> owned.test(e.module())).toList(),
              idle.stream().filter(each -> owned.test(owners.get(className(each)))).toList()));
    }
    return parts;
  }

  private static String className(Suppression suppression) {
    return suppression.file().replaceFirst("\\.java$", "");
  }

  List<Result> violations() {
    return results.stream()
        .filter(result -> result.judged() != null && result.judged().violation())
        .toList();
  }

  /** Says in few lines what there is to say, and nothing where there is nothing. */
  void tell(Log log, int classes, Path report) {
    long renamed =
        comparison.findings().stream()
            .filter(judged -> judged.entry() != null)
            .filter(judged -> !judged.matchedBy().equals(BaselineComparison.BY_KEY))
            .peek(judged -> log.info("Watertight: " + renaming(judged)))
            .count();
    if (renamed > 0) {
      log.info(
          "Watertight: to write the present names down: mvn compile watertight:baseline-update");
    }
    tellStale(log);
    int suppressed = results.size() - comparison.findings().size();
    int violations = violations().size();
    String counts =
        WatertightMojo.counted(violations, "new leak")
            + some(comparison.findings().size() - violations, " known")
            + some(suppressed, " suppressed")
            + some(comparison.fixed().size(), " fixed");
    String line = "Watertight: " + counts + " in " + classes + " classes; report: " + report;
    if (results.isEmpty() && comparison.fixed().isEmpty()) {
      log.debug(line);
    } else {
      log.info(line);
    }
  }

  private static String renaming(Judged judged) {
    return judged.finding().qualifiedSubject()
        + " is known as "
        + judged.entry().subject()
        + " (matched by "
        + judged.matchedBy()
        + ")";
  }

  private void tellStale(Log log) {
    List<BaselineEntry> stale = comparison.fixed();
    for (BaselineEntry entry : stale.subList(0, Math.min(MOST_STALE_LINES, stale.size()))) {
      log.info(
          "Watertight: fixed: " + entry.subject() + " (" + entry.rule() + ", " + entry.key() + ")");
    }
    if (stale.size() > MOST_STALE_LINES) {
      log.info("Watertight: fixed: " + (stale.size() - MOST_STALE_LINES) + " more");
    }
    if (!stale.isEmpty()) {
      log.info(
          "Watertight: "
              + baseline
              + " still lists them; to remove them: mvn compile watertight:baseline-shrink");
    }
  }

  private static String some(int number, String what) {
    return number > 0 ? ", " + number + what : "";
  }

  /**
   * Fails the build if there is reason to.
   *
   * @param failOnStale whether entries of what is fixed are one
   */
  void enforce(boolean failOnStale) throws MojoFailureException {
    int violations = violations().size();
    if (violations > 0) {
      throw new MojoFailureException(
          "Watertight: "
              + WatertightMojo.counted(violations, "leak")
              + (baselineExists
                  ? " that " + baseline + " does not know"
                  : "; there is no baseline. To start from here and fail on new leaks only"
                      + (WatertightMojo.inContinuousIntegration()
                          ? ", in a working copy, and commit the file"
                          : "")
                      + ": mvn compile watertight:baseline"));
    }
    if (failOnStale && !comparison.fixed().isEmpty()) {
      throw new MojoFailureException(
          "Watertight: "
              + baseline
              + " lists "
              + WatertightMojo.counted(comparison.fixed().size(), "leak")
              + " that "
              + (comparison.fixed().size() == 1 ? "is" : "are")
              + " fixed. To remove them: mvn compile watertight:baseline-shrink");
    }
  }
}
