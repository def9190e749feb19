package dev.watertight.maven.report;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.maven.source.SourceFile;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import dev.watertight.rules.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as SARIF 2.1.0, in the shape that code hosts render. Same findings, same bytes: nothing in
 * it depends on time, machine or place of the working copy.
 */
public final class SarifReport {
  /** The base of paths whose source root is not known; deliberately without a value. */
  private static final String SOURCE_ROOT = "SOURCEROOT";

  private static final String LINE_HASH = "primaryLocationLineHash";

  /** Ours; its version rises when the same leak would get another key. */
  private static final String KEY = "watertightKey/v1";

  /**
   * What is said of the run as a whole.
   *
   * @param version of the plugin
   * @param category tells this run from others of the same commit, such as {@code group:artifact}
   * @param notifications faults that were caught and inputs that could not be read
   */
  public record Run(String version, String category, List<String> notifications) {
    public Run {
      notifications = List.copyOf(notifications);
    }
  }

  private final Catalogue catalogue;
  private final Settings settings;
  private final Locations locations;
  private final Map<SourceFile, Map<Integer, String>> hashes = new IdentityHashMap<>();

  /** Reports findings of a world. */
  public SarifReport(Catalogue catalogue, Settings settings, Locations locations) {
    this.catalogue = catalogue;
    this.settings = settings;
    this.locations = locations;
  }

  /** The whole file. */
  public String text(Run run, List<Result> results) {
    JsonArray rules = new JsonArray();
    Map<String, Integer> indexes = new HashMap<>();
    for (Rule rule : catalogue.rules()) {
      indexes.put(rule.id(), rules.size());
      rules.add(rule(rule));
    }
    JsonArray found = new JsonArray();
    for (Result result : results) {
      found.add(result(result, indexes));
    }
    JsonObject driver =
        object("name", "Watertight")
            .with("semanticVersion", run.version())
            .with("rules", rules)
            .done();
    JsonObject theRun =
        object("tool", object("driver", driver).done())
            .with("automationDetails", object("id", "watertight/" + run.category() + "/").done())
            .with("invocations", array(invocation(run)))
            .with("originalUriBaseIds", object(SOURCE_ROOT, sourceRoot()).done())
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
    return object("description", text("The source root of the analysed artifact")).done();
  }

  private static JsonObject invocation(Run run) {
    Building invocation = object("executionSuccessful", true);
    if (!run.notifications().isEmpty()) {
      JsonArray notifications = new JsonArray();
      for (String message : run.notifications()) {
        notifications.add(object("level", "warning").with("message", text(message)).done());
      }
      invocation.with("toolExecutionNotifications", notifications);
    }
    return invocation.done();
  }

  private JsonObject rule(Rule rule) {
    String page = Pages.page(rule.id()).orElse(rule.summary() + ".");
    return object("id", rule.id())
        .with("name", rule.id())
        .with("shortDescription", text(rule.summary()))
        .with("fullDescription", text(rule.summary() + "."))
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

  private JsonObject result(Result result, Map<String, Integer> indexes) {
    Finding finding = result.finding();
    List<Step> told = finding.chain().stream().filter(step -> step.place() != null).toList();
    Building building = object("ruleId", finding.ruleId());
    if (indexes.containsKey(finding.ruleId())) {
      building.with("ruleIndex", indexes.get(finding.ruleId()));
    }
    building
        .with("level", level(finding))
        .with("message", text(message(result, told)))
        .with("locations", array(primary(finding)));
    if (!told.isEmpty()) {
      building.with("codeFlows", array(codeFlow(told))).with("relatedLocations", related(told));
    }
    building.with("partialFingerprints", fingerprints(result));
    if (result.judged() != null) {
      building.with("baselineState", baselineState(result));
    }
    JsonArray suppressions = suppressions(result);
    if (!suppressions.isEmpty()) {
      building.with("suppressions", suppressions);
    }
    return building
        .with("properties", object("confidence", Wording.confidence(finding)).done())
        .done();
  }

  private String level(Finding finding) {
    return settings.severity(finding.ruleId()).name().toLowerCase(Locale.ROOT);
  }

  /** The first sentence stands alone, since lists show no more; the links lead to the chain. */
  private static String message(Result result, List<Step> told) {
    Finding finding = result.finding();
    StringBuilder out = new StringBuilder(literal(finding.message())).append('.');
    String novelty = Wording.novelty(result);
    if (!novelty.isEmpty()) {
      out.append(' ').append(literal(capital(novelty))).append('.');
    }
    for (int i = 0; i < told.size(); i++) {
      Step step = told.get(i);
      out.append('\n')
          .append(capital(Wording.role(step.role())))
          .append(": [")
          .append(literal(step.text()))
          .append("](")
          .append(i + 1)
          .append(").");
    }
    if (finding.advice() != null && !finding.advice().isEmpty()) {
      out.append('\n').append(literal(capital(finding.advice()))).append('.');
    }
    return out.toString();
  }

  /** Brackets would be read as links. */
  private static String literal(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private JsonObject primary(Finding finding) {
    boolean registers = finding.family() == Family.REGISTRATION;
    JsonObject about =
        object("name", finding.subject())
            .with("fullyQualifiedName", finding.qualifiedSubject())
            .with("kind", registers ? "function" : "member")
            .done();
    return object("physicalLocation", physical(finding.place()))
        .with("logicalLocations", array(about))
        .done();
  }

  private JsonObject physical(Place place) {
    String inRepository = locations.inRepository(place).orElse(null);
    Building artifact;
    if (inRepository != null) {
      artifact = object("uri", Locations.uri(inRepository));
    } else {
      artifact =
          object("uri", Locations.uri(Locations.belowSourceRoot(place)))
              .with("uriBaseId", SOURCE_ROOT);
    }
    Building physical = object("artifactLocation", artifact.done());
    if (place.line() > 0) {
      physical.with("region", region(place));
    }
    return physical.done();
  }

  private JsonObject region(Place place) {
    Building region = object("startLine", place.line());
    String line = locations.source(place).flatMap(file -> file.line(place.line())).orElse("");
    if (!line.isBlank()) {
      int indent = line.length() - line.stripLeading().length();
      region
          .with("startColumn", indent + 1)
          .with("endColumn", line.stripTrailing().length() + 1)
          .with("snippet", text(line.strip()));
    }
    return region.done();
  }

  private JsonObject codeFlow(List<Step> steps) {
    JsonArray flow = new JsonArray();
    for (Step step : steps) {
      JsonObject location =
          object("physicalLocation", physical(step.place()))
              .with("logicalLocations", array(member(step.place())))
              .with("message", text(Wording.role(step.role()) + ": " + step.text()))
              .done();
      flow.add(object("location", location).with("kinds", kinds(step.role())).done());
    }
    return object("threadFlows", array(object("locations", flow).done())).done();
  }

  private static JsonObject member(Place place) {
    return object("fullyQualifiedName", place.qualifiedMember()).done();
  }

  private static JsonArray kinds(Step.Role role) {
    JsonArray kinds = new JsonArray();
    switch (role) {
      case BEGINS, STORED -> kinds.add("acquire");
      case HOLDER -> kinds.add("memory");
      case RELEASE_FOUND, RELEASE_EXPECTED -> kinds.add("release");
    }
    kinds.add("resource");
    return kinds;
  }

  private JsonArray related(List<Step> steps) {
    JsonArray related = new JsonArray();
    for (Step step : steps) {
      related.add(
          object("id", related.size() + 1)
              .with("physicalLocation", physical(step.place()))
              .with("message", text(Wording.role(step.role()) + ": " + step.text()))
              .done());
    }
    return related;
  }

  private JsonObject fingerprints(Result result) {
    Place place = result.finding().place();
    Building prints = object(KEY, result.key());
    locations
        .source(place)
        .map(file -> hashes.computeIfAbsent(file, f -> LineHashes.of(f.text())))
        .map(lines -> lines.get(Math.max(1, place.line())))
        .ifPresent(hash -> prints.with(LINE_HASH, hash));
    return prints.done();
  }

  private static String baselineState(Result result) {
    return switch (result.judged().state()) {
      case NEW -> "new";
      case NEW_SOURCE -> "updated";
      case KNOWN, ACCEPTED -> "unchanged";
    };
  }

  private static JsonArray suppressions(Result result) {
    List<JsonObject> all = new ArrayList<>();
    if (result.suppression() != null) {
      all.add(suppression("inSource", result.suppression().reason()));
    }
    boolean accepted =
        result.judged() != null
            && !result.judged().violation()
            && result.judged().entry().accepted();
    if (accepted) {
      all.add(suppression("external", result.judged().entry().reason()));
    }
    return new JsonArray(all);
  }

  private static JsonObject suppression(String kind, String reason) {
    Building suppression = object("kind", kind).with("status", "accepted");
    return (reason == null ? suppression : suppression.with("justification", reason)).done();
  }

  private static JsonObject text(String text) {
    return object("text", text).done();
  }

  private static JsonArray array(JsonObject only) {
    return new JsonArray(List.of(only));
  }

  private static Building object(String name, Object value) {
    return new Building(new JsonObject()).with(name, value);
  }

  /** Fields in the order in which they were named. */
  private record Building(JsonObject done) {
    Building with(String name, Object value) {
      done.put(name, value);
      return this;
    }
  }
}
