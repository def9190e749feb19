package dev.watertight.maven.report;

import static dev.watertight.maven.report.Json.array;
import static dev.watertight.maven.report.Json.message;
import static dev.watertight.maven.report.Json.object;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import dev.watertight.maven.report.Json.Building;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import dev.watertight.rules.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as SARIF 2.1.0, in the shape that code hosts render. Same findings, same bytes: nothing in
 * it depends on time, machine or place of the working copy.
 */
final class SarifReport implements Report {
  /** GitHub refuses a file with more. */
  static final int MOST_RESULTS = 25_000;

  private final Catalogue catalogue;
  private final Settings settings;
  private final int mostResults;

  SarifReport(Catalogue catalogue, Settings settings) {
    this(catalogue, settings, MOST_RESULTS);
  }

  SarifReport(Catalogue catalogue, Settings settings, int mostResults) {
    this.catalogue = catalogue;
    this.settings = settings;
    this.mostResults = mostResults;
  }

  @Override
  public String file() {
    return "watertight.sarif";
  }

  @Override
  public String text(Run run) {
    JsonArray rules = new JsonArray();
    Map<String, Integer> indexes = new HashMap<>();
    for (Rule rule : catalogue.rules()) {
      indexes.put(rule.id(), rules.size());
      rules.add(rule(rule));
    }
    JsonArray found = new JsonArray();
    int leftOut = 0;
    for (Part part : run.parts()) {
      SarifResults results = new SarifResults(settings, part.locations(), indexes);
      for (Result result : part.results()) {
        if (found.size() < mostResults) {
          found.add(results.of(result));
        } else {
          leftOut++;
        }
      }
    }
    JsonObject driver =
        object("name", "Watertight")
            .with("semanticVersion", run.version())
            .with("rules", rules)
            .done();
    JsonObject theRun =
        object("tool", object("driver", driver).done())
            .with("automationDetails", object("id", "watertight/" + run.category() + "/").done())
            .with("invocations", array(invocation(run, leftOut)))
            .with("originalUriBaseIds", object(SarifResults.SOURCE_ROOT, sourceRoot()).done())
            .with("columnKind", "utf16CodeUnits")
            .with("results", found)
            .done();
    JsonObject log =
        object("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            .with("version", "2.1.0")
            .with("runs", array(theRun))
            .done();
    return JsonWriter.indent("  ").string().object(log).done() + "\n";
  }

  private static JsonObject sourceRoot() {
    return object("description", message("The source root of the analysed artifact")).done();
  }

  private static JsonObject invocation(Run run, int leftOut) {
    Building invocation = object("executionSuccessful", true);
    List<String> messages = new ArrayList<>(run.notifications());
    if (leftOut > 0) {
      messages.add(leftOut + " more results are left out, since code hosts refuse a longer file");
    }
    if (!messages.isEmpty()) {
      JsonArray notifications = new JsonArray();
      for (String message : messages) {
        notifications.add(object("level", "warning").with("message", message(message)).done());
      }
      invocation.with("toolExecutionNotifications", notifications);
    }
    return invocation.done();
  }

  private JsonObject rule(Rule rule) {
    String page = Pages.whole(rule);
    return object("id", rule.id())
        .with("name", rule.id())
        .with("shortDescription", message(rule.summary()))
        .with("fullDescription", message(rule.summary() + "."))
        .with("help", object("text", page).with("markdown", page).done())
        .with("defaultConfiguration", object("level", "warning").done())
        .with("properties", ruleProperties(rule))
        .done();
  }

  private static JsonObject ruleProperties(Rule rule) {
    JsonArray tags = new JsonArray();
    tags.add("external/cwe/cwe-" + rule.cwe());
    tags.add("memory-leak");
    tags.add("reliability");
    return object("tags", tags)
        .with("precision", "high")
        .with("problem.severity", "warning")
        .done();
  }
}
