package dev.watertight.maven;

import java.io.File;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes the reports of all modules as one program and fails nothing: for reading, and for the
 * site, which takes along what lies in its folder. Called as {@code mvn compile watertight:report}.
 */
@Mojo(
    name = "report",
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class ReportMojo extends CheckAggregateMojo {
  /** Where the reports go; by default a folder of the site. */
  @Parameter(
      property = "watertight.reportDirectory",
      defaultValue = "${project.reporting.outputDirectory}/watertight")
  private File reportDirectory;

  @Override
  boolean fails() {
    return false;
  }

  @Override
  File folder() {
    return reportDirectory;
  }
}
