package dev.watertight.maven.report;

import static dev.watertight.maven.report.Json.object;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Finding;
import dev.watertight.rules.Settings;
import java.util.HashMap;
import java.util.Map;

/**
 * A run as GitLab's code quality report. GitLab compares it with that of the target branch by
 * fingerprint, so known findings are in it; it has no notion of suppressed ones, so those are not.
 */
final class GitLabReport implements Report {
  private final Settings settings;

  GitLabReport(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String file() {
    return "gl-code-quality-report.json";
  }

  @Override
  public String text(Run run) {
    JsonArray all = new JsonArray();
    Map<String, Integer> seen = new HashMap<>();
    for (Part part : run.parts()) {
      for (Result result : part.results()) {
        Standing standing = Standing.of(result);
        if (standing != Standing.SUPPRESSED && standing != Standing.ACCEPTED) {
          int number = seen.merge(result.key(), 1, Integer::sum);
          all.add(violation(result, part.locations(), number));
        }
      }
    }
    return JsonWriter.indent("  ").string().array(all).done() + "\n";
  }

  /** Only the first of equal fingerprints would be shown: those of other modules are numbered. */
  private JsonObject violation(Result result, Locations locations, int number) {
    Finding finding = result.finding();
    int line = Math.max(1, locations.line(finding.place()));
    JsonObject location =
        object("path", locations.shown(finding.place()))
            .with("lines", object("begin", line).done())
            .done();
    return object("description", finding.message())
        .with("check_name", finding.ruleId())
        .with("fingerprint", number == 1 ? result.key() : result.key() + "-" + number)
        .with("severity", severity(finding))
        .with("location", location)
        .done();
  }

  private String severity(Finding finding) {
    if (finding.confidence() == Confidence.POSSIBLE) {
      return "minor";
    }
    return settings.severity(finding.ruleId()) == Settings.Severity.ERROR ? "critical" : "major";
  }
}
