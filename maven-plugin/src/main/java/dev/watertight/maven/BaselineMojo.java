package dev.watertight.maven;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Writes down what is found today in every module of the reactor, so that {@code check} fails on
 * new leaks only. Creates the file and never overwrites one. Called as {@code mvn compile
 * watertight:baseline}.
 */
@Mojo(
    name = "baseline",
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class BaselineMojo extends WatertightMojo {
  /**
   * The file to create, relative to the top of the reactor; by default {@code
   * .watertight/baseline.jsonl}.
   */
  @Parameter(property = "watertight.baseline")
  private String baseline;

  @Override
  void run(Inspector inspector) throws MojoExecutionException, MojoFailureException {
    refuseInContinuousIntegration();
    ReactorTop top = new ReactorTop(session.getTopLevelProject().getBasedir().toPath());
    Path file = fileToCreate(top);
    List<BaselineEntry> entries = new ArrayList<>();
    for (MavenProject project : session.getProjects()) {
      ModuleJob module = new ModuleJob(project);
      if (!module.hasClasses()) {
        if (module.hasSources()) {
          throw new MojoExecutionException(
              "Watertight: "
                  + module.name()
                  + " has sources and no classes; call it as: mvn compile watertight:baseline");
        }
        continue;
      }
      Inspector.Outcome outcome = inspector.inspect(module.job(kind(module.kind())));
      warnOfGaps(outcome);
      outcome.open().forEach(finding -> entries.add(BaselineEntry.of(finding, module.name())));
    }
    Baseline created = Baseline.of(entries);
    created.create(file);
    getLog()
        .info(
            "Watertight: "
                + counted(created.entries().size(), "known leak")
                + " in "
                + file
                + ". Commit it; \"*.jsonl merge=union\" in .gitattributes spares you merge"
                + " conflicts.");
  }

  private static void refuseInContinuousIntegration() throws MojoExecutionException {
    String ci = System.getenv("CI");
    if (ci != null && !ci.isBlank() && !ci.equalsIgnoreCase("false")) {
      throw new MojoExecutionException(
          "Watertight: no baseline is created in continuous integration (CI is set), where it would"
              + " hide whatever was just added; run \"mvn compile watertight:baseline\" in a working"
              + " copy and commit the file");
    }
  }

  private Path fileToCreate(ReactorTop top) throws MojoExecutionException {
    if (baseline != null && !baseline.isBlank()) {
      Path file = top.folder().resolve(baseline);
      refuseIfThere(Files.exists(file) ? Optional.of(file) : Optional.empty());
      return file;
    }
    refuseIfThere(top.baseline());
    return top.newBaseline();
  }

  /** Before the work, not after it. */
  private static void refuseIfThere(Optional<Path> file) throws MojoExecutionException {
    if (file.isPresent()) {
      throw new MojoExecutionException(
          "Watertight: the baseline "
              + file.get()
              + " exists and is not overwritten. To accept one leak, add the line that check prints"
              + " for it; to start anew, delete the file first");
    }
  }
}
