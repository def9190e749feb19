package dev.watertight.maven;

import java.io.File;
import java.util.Locale;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Writes the reports of all modules as one program and fails nothing. Called as {@code mvn
 * watertight:report}, or among the reports of a site, which links the page.
 */
@Mojo(
    name = "report",
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.COMPILE)
public final class ReportMojo extends CheckAggregateMojo implements MavenReport {
  private static final String FOLDER = "watertight";

  /** Where the reports go; in a site always its folder {@code watertight}. */
  @Parameter(
      property = "watertight.reportDirectory",
      defaultValue = "${project.reporting.outputDirectory}/" + FOLDER)
  private File reportDirectory;

  @Override
  boolean fails() {
    return false;
  }

  @Override
  File folder() {
    return reportDirectory;
  }

  @Override
  public void generate(Sink sink, Locale locale) throws MavenReportException {
    try {
      execute();
    } catch (MojoExecutionException | MojoFailureException e) {
      throw new MavenReportException(e.getMessage(), e);
    }
  }

  /** The page is whole in itself: the site links it and puts nothing around it. */
  @Override
  public boolean isExternalReport() {
    return true;
  }

  /** Once for all modules, and only where the page will be there to be linked. */
  @Override
  public boolean canGenerateReport() {
    return !skipped()
        && session.getCurrentProject().isExecutionRoot()
        && session.getProjects().stream()
            .map(ModuleJob::new)
            .anyMatch(module -> module.hasClasses() || module.hasSources());
  }

  @Override
  @SuppressWarnings("deprecation") // asked for by older site plugins, and still without a default
  public String getOutputName() {
    return FOLDER + "/watertight";
  }

  @Override
  public String getCategoryName() {
    return CATEGORY_PROJECT_REPORTS;
  }

  @Override
  public String getName(Locale locale) {
    return "Watertight";
  }

  @Override
  public String getDescription(Locale locale) {
    return "What sessions, requests and connections leave behind in what lives longer.";
  }

  @Override
  public void setReportOutputDirectory(File directory) {
    reportDirectory = new File(directory, FOLDER);
  }

  @Override
  public File getReportOutputDirectory() {
    return reportDirectory.getParentFile();
  }
}
