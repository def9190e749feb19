package dev.watertight.maven.report;

import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.maven.source.SourceFile;
import dev.watertight.rules.Settings;
import java.util.List;
import java.util.Locale;

/** A finding as text, the first line like a compiler's. */
public final class ConsoleReport {
  private final Locations locations;
  private final Settings settings;

  /** Reports findings of a world. */
  public ConsoleReport(Locations locations, Settings settings) {
    this.locations = locations;
    this.settings = settings;
  }

  /** One finding, several lines, none after the last. */
  public String text(Result result) {
    Finding finding = result.finding();
    StringBuilder out = new StringBuilder();
    out.append(place(finding.place()))
        .append(": ")
        .append(settings.severity(finding.ruleId()).name().toLowerCase(Locale.ROOT))
        .append(": [")
        .append(finding.ruleId())
        .append("] ")
        .append(finding.message());
    snippet(finding.place(), out);
    for (Step step : finding.chain()) {
      out.append("\n    ").append(step.role().label()).append(": ").append(step.text());
      if (step.place() != null) {
        out.append(" (").append(place(step.place())).append(')');
      }
    }
    line(out, "also", String.join("; ", finding.remarks()));
    line(out, "note", Wording.novelty(result));
    line(out, "fix", finding.advice());
    line(out, "leak", finding.qualifiedSubject() + " (" + Wording.confidence(finding) + ")");
    return out.toString();
  }

  /**
   * The two ways on for whoever does not fix it now.
   *
   * @param module that owns it, {@code group:artifact}
   * @param baseline file of the baseline, as the reader is to be shown it
   */
  public static List<String> waysOut(Result result, String module, String baseline) {
    BaselineEntry entry = Wording.accept(result, module);
    return List.of(
        "to suppress, with your reason: "
            + Wording.suppress(result.finding())
            + " on "
            + result.finding().qualifiedSubject(),
        "to accept, with your reason, add to " + baseline + ": " + entry.line());
  }

  private String place(Place place) {
    String shown = locations.shown(place);
    return place.line() > 0 ? shown + ":" + place.line() : shown;
  }

  private void snippet(Place place, StringBuilder out) {
    locations
        .source(place)
        .flatMap((SourceFile file) -> file.line(place.line()))
        .ifPresent(line -> out.append("\n        ").append(printable(line.strip())));
  }

  private static void line(StringBuilder out, String name, String text) {
    if (text != null && !text.isEmpty()) {
      out.append("\n    ").append(name).append(": ").append(text);
    }
  }

  /** Source text must not steer the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "?");
  }
}
