package dev.watertight.maven.report;

import static dev.watertight.maven.report.Json.array;
import static dev.watertight.maven.report.Json.object;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.fixes.Edit;
import dev.watertight.maven.report.Json.Building;
import dev.watertight.maven.source.Outline.Extent;
import dev.watertight.maven.source.Patch;
import dev.watertight.maven.source.SourceFile;
import dev.watertight.rules.Settings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings of one module as SARIF results. */
final class SarifResults {
  /** The base of paths whose source root is not known; deliberately without a value. */
  static final String SOURCE_ROOT = "SOURCEROOT";

  private static final String LINE_HASH = "primaryLocationLineHash";

  /** Ours; its version rises when the same leak would get another key. */
  private static final String KEY = "watertightKey/v1";

  /** GitHub shows no more locations of a result. */
  private static final int MOST_STEPS = 100;

  private final Settings settings;
  private final Locations locations;
  private final Map<String, Integer> indexes;
  private final IdentityHashMap<SourceFile, Map<Integer, String>> hashes = new IdentityHashMap<>();

  /**
   * Results of a module.
   *
   * @param indexes of the rules in the tool's list, by id
   */
  SarifResults(Settings settings, Locations locations, Map<String, Integer> indexes) {
    this.settings = settings;
    this.locations = locations;
    this.indexes = indexes;
  }

  JsonObject of(Result result) {
    Finding finding = result.finding();
    List<Step> told =
        finding.chain().stream().filter(step -> step.place() != null).limit(MOST_STEPS).toList();
    Building building = object("ruleId", finding.ruleId());
    if (indexes.containsKey(finding.ruleId())) {
      building.with("ruleIndex", indexes.get(finding.ruleId()));
    }
    building
        .with("level", level(finding))
        .with("message", Json.message(message(result, told)))
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
    locations
        .patch(finding)
        .ifPresent(patch -> building.with("fixes", array(fix(finding.fix().at(), patch))));
    Building properties = object("confidence", Wording.confidence(finding));
    if (result.judged() != null && result.judged().matchedBy() != null) {
      properties.with("matchedBy", result.judged().matchedBy());
    }
    return building.with("properties", properties.done()).done();
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
          .append(capital(step.role().label()))
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

  private JsonObject artifact(Place place) {
    Building artifact = object("uri", Locations.uri(locations.shown(place)));
    return locations.inRepository(place).isPresent()
        ? artifact.done()
        : artifact.with("uriBaseId", SOURCE_ROOT).done();
  }

  private JsonObject physical(Place place) {
    Building physical = object("artifactLocation", artifact(place));
    if (locations.line(place) > 0) {
      physical.with("region", region(place));
    }
    return physical.done();
  }

  private JsonObject region(Place place) {
    int line = locations.line(place);
    Building region = object("startLine", line);
    Extent extent = locations.extent(place).orElse(null);
    if (extent != null) {
      region
          .with("startColumn", extent.startColumn())
          .with("endLine", extent.endLine())
          .with("endColumn", extent.endColumn());
      locations
          .source(place)
          .ifPresent(file -> region.with("snippet", Json.message(file.text(extent))));
    }
    return region.done();
  }

  private JsonObject codeFlow(List<Step> steps) {
    JsonArray flow = new JsonArray();
    for (Step step : steps) {
      JsonObject location =
          object("physicalLocation", physical(step.place()))
              .with("logicalLocations", array(member(step.place())))
              .with("message", Json.message(step.role().label() + ": " + step.text()))
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
              .with("message", Json.message(step.role().label() + ": " + step.text()))
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

  private JsonObject fix(Place place, Patch patch) {
    JsonArray replacements = new JsonArray();
    for (Edit edit : patch.edits()) {
      Extent gone = patch.extent(edit);
      JsonObject region =
          object("startLine", gone.startLine())
              .with("startColumn", gone.startColumn())
              .with("endLine", gone.endLine())
              .with("endColumn", gone.endColumn())
              .done();
      replacements.add(
          object("deletedRegion", region)
              .with("insertedContent", Json.message(edit.text()))
              .done());
    }
    JsonObject change =
        object("artifactLocation", artifact(place)).with("replacements", replacements).done();
    return object("description", Json.message(patch.summary()))
        .with("artifactChanges", array(change))
        .done();
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
}
