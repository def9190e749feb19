package dev.watertight.maven;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Fingerprint;
import dev.watertight.maven.report.ConsoleReport;
import dev.watertight.maven.report.Locations;
import dev.watertight.maven.report.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Checks the main classes of all modules as one program, which sees what is registered in one
 * module and forgotten in another. Otherwise like {@code check}, with the same baseline and the
 * same keys. Called as {@code mvn verify watertight:check-aggregate}.
 */
@Mojo(
    name = "check-aggregate",
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public sealed class CheckAggregateMojo extends ReactorMojo permits ReportMojo {
  /** Where the report goes; by default where {@code check} of the topmost module puts its own. */
  @Parameter(
      property = "watertight.outputDirectory",
      defaultValue = "${project.build.directory}/watertight-aggregate")
  private File outputDirectory;

  /** Fail also if the baseline lists leaks of these modules that are fixed. */
  @Parameter(property = "watertight.failOnStale", defaultValue = "false")
  private boolean failOnStale;

  /** Whether violations are told one by one and fail the build. */
  boolean fails() {
    return true;
  }

  /** Where the reports go. */
  File folder() {
    return outputDirectory;
  }

  @Override
  final void run(Inspector inspector) throws MojoExecutionException, MojoFailureException {
    List<ModuleJob> modules = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    for (MavenProject project : session.getProjects()) {
      ModuleJob module = new ModuleJob(project, session.getProjects());
      if (module.hasClasses()) {
        modules.add(module);
        whole.add(module.name());
      } else if (module.hasSources()) {
        getLog()
            .warn(
                "Watertight: "
                    + module.name()
                    + " is not compiled and is left out; call it as: mvn verify"
                    + " watertight:check-aggregate");
      }
    }
    if (modules.isEmpty()) {
      getLog().debug("Watertight: no module has classes to check.");
      return;
    }
    Map<Path, Baseline> baselines = baselines(modules);
    Together together = together(inspector, modules);
    Inspector.Outcome outcome = together.outcome();
    warnOfGaps(outcome);
    BaselineComparison comparison =
        ratchet().reactor(joined(baselines), together.owners(), whole, outcome);
    Map<String, String> files = new LinkedHashMap<>();
    modules.forEach(module -> files.put(module.name(), shown(baselineOf(module))));
    String shownBaseline = String.join(", ", files.values().stream().distinct().toList());
    boolean exists = modules.stream().map(this::baselineOf).anyMatch(Files::exists);
    List<Result> results = withWorlds(inspector, modules, together, comparison);
    Verdict verdict = new Verdict(results, comparison, shownBaseline, exists);

    Locations locations = new Locations(outcome.sources(), top().repository());
    for (Result violation : fails() ? verdict.violations() : List.<Result>of()) {
      String owner = together.owners().get(violation.finding().holder());
      print(List.of(violation), locations);
      getLog().info("    module: " + owner);
      ConsoleReport.waysOut(violation, owner, files.get(owner))
          .forEach(line -> getLog().info("    " + line));
    }
    String category = new ModuleJob(session.getTopLevelProject()).name();
    Path report =
        writeReports(
            folder().toPath(),
            category,
            shownBaseline,
            outcome,
            verdict.parts(whole, together.owners(), locations, together.outcome().idle()));
    verdict.tell(getLog(), outcome.statistics().classes(), report);
    if (fails()) {
      verdict.enforce(failOnStale);
    }
  }

  /**
   * Whoever accepts a leak has to say whether a module alone shows it. Only modules with violations
   * are looked at once more: the baseline tells of what it knows.
   */
  private List<Result> withWorlds(
      Inspector inspector,
      List<ModuleJob> modules,
      Together together,
      BaselineComparison comparison)
      throws MojoExecutionException {
    Map<String, BaselineEntry> known = new HashMap<>();
    Set<String> owners = new HashSet<>();
    for (BaselineComparison.Judged judged : comparison.findings()) {
      if (judged.violation()) {
        owners.add(together.owners().get(judged.finding().holder()));
      }
      known.put(judged.key(), judged.entry());
    }
    Set<String> alone = new HashSet<>();
    for (ModuleJob module : modules.size() > 1 ? modules : List.<ModuleJob>of()) {
      if (owners.contains(module.name())) {
        inspector.inspect(module.job(kind(module.kind()))).open().stream()
            .map(Fingerprint::of)
            .forEach(alone::add);
      }
    }
    List<Result> results = new ArrayList<>();
    for (Result result : together.outcome().results()) {
      BaselineEntry entry = known.get(Fingerprint.of(result.finding()));
      boolean onlyTogether =
          entry == null
              ? modules.size() > 1 && !alone.contains(Fingerprint.of(result.finding()))
              : entry.reactor();
      results.add(onlyTogether ? result.ofReactor() : result);
    }
    return results;
  }
}
