package dev.watertight.maven.report;

import java.util.List;

/**
 * What the goals hand to the reports.
 *
 * @param version of the plugin
 * @param category tells this run from others of the same commit, such as {@code group:artifact}
 * @param notifications faults that were caught and inputs that could not be read
 * @param baseline the file of known findings, as the reader is to be shown it; null where the run
 *     compared with none and would not know one
 * @param parts what was found, by module
 */
public record Run(
    String version,
    String category,
    List<String> notifications,
    String baseline,
    List<Part> parts) {
  public Run {
    notifications = List.copyOf(notifications);
    parts = List.copyOf(parts);
  }
}
