package dev.watertight.maven;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.Finding;
import dev.watertight.maven.report.ConsoleReport;
import dev.watertight.maven.report.Locations;
import dev.watertight.maven.report.Part;
import dev.watertight.maven.report.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Checks the main classes of a module and fails the build if there is a leak that the baseline does
 * not know. Writes reports; never writes the baseline.
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class CheckMojo extends WatertightMojo {
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  /** Where the report goes. */
  @Parameter(
      property = "watertight.outputDirectory",
      defaultValue = "${project.build.directory}/watertight")
  private File outputDirectory;

  /**
   * The file with the known findings, relative to the top of the reactor. By default {@code
   * .watertight/baseline.jsonl} or {@code watertight-baseline.jsonl}, in the module's folder or the
   * nearest one above it up to the top of the reactor.
   */
  @Parameter(property = "watertight.baseline")
  private String baseline;

  @Override
  void run(Inspector inspector) throws MojoExecutionException, MojoFailureException {
    ModuleJob module = new ModuleJob(project);
    if (!module.hasClasses()) {
      getLog().info("Watertight: the module has no classes to check.");
      return;
    }
    ReactorTop top = new ReactorTop(module.folder());
    Path file = baselineFile(top);
    Baseline known = file == null ? Baseline.EMPTY : Baseline.read(file);
    Inspector.Outcome outcome = inspector.inspect(module.job(kind(module.kind())));
    BaselineComparison comparison =
        BaselineComparison.of(
            known,
            outcome.open(),
            new BaselineComparison.Scope(
                module.name(),
                outcome.complete(),
                outcome.classes()::contains,
                settings()::reports),
            LocalDate.now());
    List<Result> results = judged(outcome.results(), comparison);
    Locations locations = new Locations(module.job(module.kind()).sources(), top.repository());
    warnOfGaps(outcome);
    String shownBaseline = shown(top, file == null ? top.newBaseline() : file);
    Part part =
        new Part(
            module.name(),
            locations,
            results,
            comparison.fixed(),
            comparison.notLookedAt(),
            List.of());
    Path report =
        writeReports(
            outputDirectory.toPath(), module.name(), shownBaseline, outcome, List.of(part));

    List<Result> violations =
        results.stream()
            .filter(result -> result.judged() != null && result.judged().violation())
            .toList();
    for (Result violation : violations) {
      print(List.of(violation), locations);
      ConsoleReport.waysOut(violation, module.name(), shownBaseline)
          .forEach(line -> getLog().info("    " + line));
    }
    summarise(outcome, comparison, violations.size(), report);
    if (!violations.isEmpty()) {
      throw new MojoFailureException(failure(violations.size(), file, shownBaseline));
    }
  }

  private Path baselineFile(ReactorTop top) throws MojoExecutionException {
    if (baseline == null || baseline.isBlank()) {
      return top.baseline().orElse(null);
    }
    Path file = top.folder().resolve(baseline);
    if (!Files.exists(file)) {
      throw new MojoExecutionException(
          "Watertight: the baseline "
              + file
              + " does not exist; correct watertight.baseline, or create the file with: mvn compile"
              + " watertight:baseline -Dwatertight.baseline="
              + baseline);
    }
    return file;
  }

  private static List<Result> judged(List<Result> results, BaselineComparison comparison) {
    Map<Finding, Judged> byFinding = new HashMap<>();
    comparison.findings().forEach(judged -> byFinding.put(judged.finding(), judged));
    List<Result> all = new ArrayList<>();
    for (Result result : results) {
      all.add(new Result(result.finding(), result.suppression(), byFinding.get(result.finding())));
    }
    return all;
  }

  private void summarise(
      Inspector.Outcome outcome, BaselineComparison comparison, int violations, Path report) {
    int suppressed = outcome.results().size() - comparison.findings().size();
    List<String> parts = new ArrayList<>();
    parts.add(counted(violations, "new leak"));
    addIfAny(parts, comparison.findings().size() - violations, " known");
    addIfAny(parts, suppressed, " suppressed");
    addIfAny(parts, comparison.fixed().size(), " fixed (their lines may leave the baseline)");
    getLog()
        .info(
            "Watertight: "
                + String.join(", ", parts)
                + " in "
                + outcome.statistics().classes()
                + " classes; report: "
                + report);
  }

  private static void addIfAny(List<String> parts, int number, String what) {
    if (number > 0) {
      parts.add(number + what);
    }
  }

  private String failure(int violations, Path file, String shownBaseline) {
    String found =
        "Watertight: "
            + counted(violations, "leak")
            + (file == null
                ? "; there is no baseline"
                : " that " + shownBaseline + " does not know");
    return file == null
        ? found + ". To start from here and fail on new leaks only: mvn compile watertight:baseline"
        : found;
  }

  private static String shown(ReactorTop top, Path file) {
    Path folder = top.folder();
    return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
  }
}
