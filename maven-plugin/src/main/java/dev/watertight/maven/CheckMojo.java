package dev.watertight.maven;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineComparison;
import dev.watertight.maven.report.ConsoleReport;
import dev.watertight.maven.report.Locations;
import dev.watertight.maven.report.Part;
import dev.watertight.maven.report.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** Fail also if the baseline lists leaks of this module that are fixed. */
  @Parameter(property = "watertight.failOnStale", defaultValue = "false")
  private boolean failOnStale;

  @Override
  void run(Inspector inspector) throws MojoExecutionException, MojoFailureException {
    ModuleJob module = new ModuleJob(project);
    if (!module.hasClasses()) {
      if (module.hasSources()) {
        getLog().warn("Watertight: the module is not compiled, so nothing is checked.");
      }
      getLog().debug("Watertight: the module has no classes to check.");
      return;
    }
    ReactorTop top = new ReactorTop(module.folder());
    Path file = baselineFile(top);
    Baseline known = file == null ? Baseline.EMPTY : Baseline.read(file);
    Inspector.Outcome outcome = inspector.inspect(module.job(kind(module.kind())));
    warnOfGaps(outcome);
    BaselineComparison comparison = ratchet().module(known, module.name(), outcome);
    String shownBaseline = top.shown(file == null ? top.newBaseline() : file);
    Verdict verdict = new Verdict(outcome.results(), comparison, shownBaseline, file != null);

    Locations locations = new Locations(outcome.sources(), top.repository());
    for (Result violation : verdict.violations()) {
      print(List.of(violation), locations);
      ConsoleReport.waysOut(violation, module.name(), shownBaseline)
          .forEach(line -> getLog().info("    " + line));
    }
    Part part = verdict.part(module.name(), locations, outcome.idle());
    Path report =
        writeReports(
            outputDirectory.toPath(), module.name(), shownBaseline, outcome, List.of(part));
    verdict.tell(getLog(), outcome.statistics().classes(), report);
    verdict.enforce(failOnStale);
  }

  private Path baselineFile(ReactorTop top) throws MojoExecutionException {
    if (baseline == null || baseline.isBlank()) {
      return top.baseline().orElse(null);
    }
    Path file = top.folder().resolve(baseline);
    if (!Files.exists(file)) {
      throw new MojoExecutionException(missing(file, baseline));
    }
    return file;
  }
}
