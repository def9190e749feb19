package dev.watertight.maven;

import dev.watertight.extract.bytecode.Problem;
import dev.watertight.findings.BaselineException;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.knowledge.KnowledgeException;
import dev.watertight.maven.report.ConsoleReport;
import dev.watertight.maven.report.Locations;
import dev.watertight.maven.report.Part;
import dev.watertight.maven.report.Reports;
import dev.watertight.maven.report.Result;
import dev.watertight.maven.report.Run;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Settings;
import dev.watertight.rules.SettingsException;
import dev.watertight.rules.SettingsParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share: settings, knowledge and where reports go. */
abstract class WatertightMojo extends AbstractMojo {
  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** Do nothing. */
  @Parameter(property = "watertight.skip", defaultValue = "false")
  private boolean skip;

  /** Packages or classes to report on, comma-separated, with what is below them; all by default. */
  @Parameter(property = "watertight.include")
  private String include;

  /** Packages or classes not to report on, comma-separated, with what is below them. */
  @Parameter(property = "watertight.exclude")
  private String exclude;

  /** Least confidence that is reported: {@code proven}, {@code likely} or {@code possible}. */
  @Parameter(property = "watertight.confidence", defaultValue = "likely")
  private String confidence;

  /**
   * Rules to switch off or to make louder, such as {@code RuleId:OFF,OtherRuleId:ERROR}; {@code *}
   * stands for all that are not named.
   */
  @Parameter(property = "watertight.rules")
  private String rules;

  /** Files that say what your own libraries mean, in the format of our knowledge files. */
  @Parameter(property = "watertight.knowledge")
  private List<File> knowledge;

  /**
   * {@code application} if nobody else calls the code, {@code library} if others may call all that
   * is public; by default what the code is packaged as tells.
   */
  @Parameter(property = "watertight.world")
  private String world;

  private final Catalogue catalogue = Catalogue.load();
  private Settings settings;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Watertight is skipped.");
      return;
    }
    try {
      settings = settingsParser().parse(confidence, rules, include, exclude);
      ProgressLines progress = new ProgressLines(getLog()::info, System::nanoTime);
      run(new Inspector(readKnowledge(), settings, catalogue, progress));
    } catch (SettingsException | KnowledgeException | BaselineException e) {
      throw new MojoExecutionException("Watertight: " + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw new MojoExecutionException(
          "Watertight "
              + execution.getVersion()
              + " failed, which is its fault ("
              + e
              + "); -e shows where. To build without it: -Dwatertight.skip",
          e);
    }
  }

  final boolean skipped() {
    return skip;
  }

  abstract void run(Inspector inspector) throws MojoExecutionException, MojoFailureException;

  final Settings settings() {
    return settings;
  }

  final SettingsParser settingsParser() {
    return new SettingsParser(catalogue.rules(), "watertight."::concat);
  }

  final Ratchet ratchet() {
    return new Ratchet(settings, catalogue, LocalDate.now(ZoneId.systemDefault()));
  }

  private Knowledge readKnowledge() {
    Knowledge known = Knowledge.builtIn().withExtensionsOf(getClass().getClassLoader());
    if (knowledge != null) {
      for (File file : knowledge) {
        known = known.with(file.toPath());
      }
    }
    return known;
  }

  /** What the user says the world is, else what is found. */
  final World.Kind kind(World.Kind found) throws MojoExecutionException {
    if (world == null || world.isBlank()) {
      return found;
    }
    return switch (world.strip().toLowerCase(Locale.ROOT)) {
      case "library" -> World.Kind.LIBRARY;
      case "application" -> World.Kind.APPLICATION;
      default ->
          throw new MojoExecutionException(
              "Watertight: watertight.world is \"" + world + "\"; take library or application");
    };
  }

  /** Tells of what was left out, so that silence about it is not mistaken for a good sign. */
  final void warnOfGaps(Inspector.Outcome outcome) {
    for (Problem problem : outcome.problems()) {
      getLog().warn(problem.place() + ": " + problem.message() + "; " + problem.remedy());
    }
    for (Inspection.Trouble trouble : outcome.troubles()) {
      getLog()
          .warn(
              "Watertight "
                  + execution.getVersion()
                  + " failed in "
                  + trouble.rule()
                  + " at "
                  + trouble.place()
                  + ", which is its fault ("
                  + trouble.what()
                  + "); the rest is done. To silence it: -Dwatertight.exclude="
                  + trouble.place().replaceFirst("[.#][^.#]*$", ""));
    }
  }

  /** Prints findings that nobody has suppressed. */
  final void print(List<Result> results, Locations locations) {
    ConsoleReport console = new ConsoleReport(locations, settings);
    for (Result result : results) {
      String text = console.text(result);
      if (settings.severity(result.finding().ruleId()) == Settings.Severity.ERROR) {
        getLog().error(text);
      } else {
        getLog().warn(text);
      }
    }
  }

  /** Writes the reports and returns the path of the one to point at. */
  final Path writeReports(
      Path folder, String category, String baseline, Inspector.Outcome outcome, List<Part> parts)
      throws MojoExecutionException {
    List<String> notifications = new ArrayList<>();
    for (Problem problem : outcome.problems()) {
      notifications.add(withoutFolders(problem.place()) + ": " + problem.message());
    }
    for (Inspection.Trouble trouble : outcome.troubles()) {
      notifications.add(trouble.rule() + " failed at " + trouble.place() + ": " + trouble.what());
    }
    Run run = new Run(execution.getVersion(), category, notifications, baseline, parts);
    try {
      return new Reports(catalogue, settings).write(folder, run);
    } catch (IOException e) {
      throw new MojoExecutionException(
          "Watertight: the reports cannot be written to "
              + folder
              + " ("
              + e
              + "); set watertight.outputDirectory",
          e);
    }
  }

  /** The same report on every machine: what stands before the archive's or folder's name goes. */
  private static String withoutFolders(String place) {
    int inside = place.indexOf("!/");
    String outer = inside < 0 ? place : place.substring(0, inside);
    int slash = Math.max(outer.lastIndexOf('/'), outer.lastIndexOf(File.separatorChar));
    return outer.substring(slash + 1) + (inside < 0 ? "" : place.substring(inside));
  }

  static boolean inContinuousIntegration() {
    String ci = System.getenv("CI");
    return ci != null && !ci.isBlank() && !ci.equalsIgnoreCase("false");
  }

  /**
   * What is wrong with an explicit baseline that is not there.
   *
   * @param setting as the user wrote it
   */
  static String missing(Path file, String setting) {
    return "Watertight: the baseline "
        + file
        + " does not exist; correct watertight.baseline, or create the file with: mvn compile"
        + " watertight:baseline -Dwatertight.baseline="
        + setting;
  }

  static String counted(int number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }
}
