package dev.watertight.maven.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.watertight.findings.BaselineComparison.State;
import dev.watertight.findings.Trace;
import dev.watertight.rules.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifReportTest {
  private static final Pattern LINK =
      Pattern.compile("(?<!\\\\)\\[((?:\\\\.|[^\\]])*)\\]\\((.*?)\\)");

  @TempDir private Path repository;

  private static String text(Run run) {
    return new SarifReport(Analysed.CATALOGUE, Settings.DEFAULT).text(run);
  }

  private static JsonObject theRun(String text) throws JsonParserException {
    return JsonParser.object().from(text).getArray("runs").getObject(0);
  }

  private static List<JsonObject> results(String text) throws JsonParserException {
    List<JsonObject> all = new ArrayList<>();
    theRun(text).getArray("results").forEach(each -> all.add((JsonObject) each));
    return all;
  }

  private static void assertValid(String text) throws IOException {
    try (InputStream in =
        SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(in);
      assertEquals(
          "",
          String.join(
              "\n",
              schema.validate(text, InputFormat.JSON).stream().map(Object::toString).toList()));
      assertFalse(
          schema.validate(text.replace("\"ruleId\"", "\"rule\""), InputFormat.JSON).isEmpty(),
          "the schema is in force");
    }
  }

  @Test
  void findingsOfProgramsAreValid() throws IOException {
    assertValid(text(Analysed.run(Analysed.fixtures(repository))));
  }

  @Test
  void everyStateOfAFindingIsValid() throws IOException {
    Part part = Samples.everyState(repository, Samples.HOSTILE);
    assertValid(
        text(new Run("1.2.3", "a:b", List.of("Shop.class: cut short"), "base", List.of(part))));
  }

  @Test
  void statesAndSuppressions() throws JsonParserException {
    Map<String, String> seen = new TreeMap<>();
    for (JsonObject result : results(text(Analysed.run(Samples.everyState(repository, "x"))))) {
      JsonArray suppressions = result.getArray("suppressions");
      String kind =
          suppressions == null
              ? "open"
              : suppressions.getObject(0).getString("kind")
                  + ":"
                  + suppressions.getObject(0).getString("justification");
      seen.put(
          subject(result).replaceFirst("shop\\.(.*)\\.open", "$1"),
          result.getString("baselineState") + " " + kind);
    }
    assertEquals(
        Map.of(
            "Found", "null open",
            "Hushed", "null inSource:so x",
            "HushedSilently", "null inSource:null",
            "IsNEW", "new open",
            "IsNEW_SOURCE", "updated open",
            "IsKNOWN", "unchanged open",
            "IsACCEPTED", "unchanged external:since x"),
        seen);
  }

  @Test
  void knownOnesSayHowTheyWereRecognised() throws JsonParserException {
    Part part =
        Part.of(
            "a:b",
            Samples.everyState(repository, "x").locations(),
            List.of(
                Samples.judged(Samples.finding("shop/Is", "x"), State.NEW, "x"),
                Samples.judged(Samples.finding("shop/Was", "x"), State.KNOWN, "x"),
                Samples.renamed(Samples.finding("shop/Now", "x"), "shop/Then", "holder")));
    List<String> matchedBy = new ArrayList<>();
    for (JsonObject result : results(text(Analysed.run(part)))) {
      matchedBy.add(result.getObject("properties").getString("matchedBy", "nothing"));
    }
    assertEquals(List.of("nothing", "key", "holder"), matchedBy);
  }

  private static String subject(JsonObject result) {
    return result
        .getArray("locations")
        .getObject(0)
        .getArray("logicalLocations")
        .getObject(0)
        .getString("fullyQualifiedName");
  }

  @Test
  void everyFindingSaysWhereWhatAndWhy() throws JsonParserException, IOException {
    List<JsonObject> results = results(text(Analysed.run(Analysed.fixtures(repository))));
    assertFalse(results.isEmpty());
    for (JsonObject result : results) {
      JsonObject physical = result.getArray("locations").getObject(0).getObject("physicalLocation");
      String uri = physical.getObject("artifactLocation").getString("uri");
      assertTrue(uri.startsWith("shop/src/main/java/"), uri);
      JsonObject region = physical.getObject("region");
      String line = Files.readAllLines(repository.resolve(uri)).get(region.getInt("startLine") - 1);
      assertTrue(region.getInt("startColumn") >= 1, uri);
      assertFalse(
          Character.isWhitespace(line.charAt(region.getInt("startColumn") - 1)),
          () -> uri + " starts within " + line);
      assertFalse(subject(result).isEmpty());

      String key = result.getObject("partialFingerprints").getString("watertightKey/v1");
      assertTrue(key.matches("w1:[0-9a-f]{16}"), key);
      String hash = result.getObject("partialFingerprints").getString("primaryLocationLineHash");
      assertEquals(
          LineHashes.of(Files.readString(repository.resolve(uri))).get(region.getInt("startLine")),
          hash);
    }
  }

  @Test
  void messagesStandAloneAndLinkToTheChain() throws JsonParserException {
    for (String word : List.of("plain", Samples.HOSTILE)) {
      for (JsonObject result : results(text(Analysed.run(Samples.everyState(repository, word))))) {
        String message = result.getObject("message").getString("text");
        String first = message.substring(0, message.indexOf('\n'));
        assertFalse(LINK.matcher(first).find(), first);
        List<String> targets = new ArrayList<>();
        Matcher links = LINK.matcher(message);
        while (links.find()) {
          targets.add(links.group(2));
        }
        List<String> ids = new ArrayList<>();
        for (Object related : result.getArray("relatedLocations")) {
          ids.add(String.valueOf(((JsonObject) related).getInt("id")));
        }
        assertEquals(ids, targets, message);
        assertEquals(
            ids.size(),
            result
                .getArray("codeFlows")
                .getObject(0)
                .getArray("threadFlows")
                .getObject(0)
                .getArray("locations")
                .size());
      }
    }
  }

  @Test
  void limitsOfCodeHostsAreKept() throws JsonParserException {
    Result one = new Result(Samples.finding("shop/Carts", "x"), null, null, Trace.NONE);
    Locations locations = Samples.everyState(repository, "x").locations();
    Part many = Part.of("a:b", locations, Collections.nCopies(4, one));
    JsonObject run =
        theRun(new SarifReport(Analysed.CATALOGUE, Settings.DEFAULT, 3).text(Analysed.run(many)));
    assertTrue(SarifReport.MOST_RESULTS <= 25_000);
    assertEquals(3, run.getArray("results").size());
    assertTrue(
        run.getArray("invocations")
            .getObject(0)
            .getArray("toolExecutionNotifications")
            .getObject(0)
            .getObject("message")
            .getString("text")
            .startsWith("1 more"));
    for (Object each : run.getObject("tool").getObject("driver").getArray("rules")) {
      JsonObject rule = (JsonObject) each;
      assertTrue(rule.getObject("properties").getArray("tags").size() <= 10);
      assertTrue(rule.getString("name").length() <= 255);
      assertTrue(rule.getObject("shortDescription").getString("text").length() <= 1024);
      assertTrue(rule.getObject("fullDescription").getString("text").length() <= 1024);
      assertFalse(rule.getObject("help").getString("markdown").isBlank());
    }
  }

  @Test
  void sameBytesWhereverTheWorkingCopyIs(@TempDir Path elsewhere) {
    assertEquals(
        text(Analysed.run(Analysed.fixtures(repository))),
        text(Analysed.run(Analysed.fixtures(elsewhere))));
  }
}
