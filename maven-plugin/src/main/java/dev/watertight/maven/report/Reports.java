package dev.watertight.maven.report;

import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All reports of a run, side by side in the output directory. */
public final class Reports {
  private final List<Report> reports;

  /** Reports on findings of these rules. */
  public Reports(Catalogue catalogue, Settings settings) {
    this.reports =
        List.of(
            new HtmlReport(catalogue, settings),
            new SarifReport(catalogue, settings),
            new MarkdownSummary(),
            new GitLabReport(settings));
  }

  /**
   * Writes every report and returns the path of the one to point at.
   *
   * @throws IOException if a file cannot be written; its message names the file
   */
  public Path write(Path folder, Run run) throws IOException {
    Files.createDirectories(folder);
    for (Report report : reports) {
      Files.writeString(folder.resolve(report.file()), report.text(run));
    }
    return folder.resolve(reports.get(0).file());
  }
}
