package dev.watertight.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import dev.watertight.rules.SpotBugsNames;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.DetectorFactoryCollection;
import edu.umd.cs.findbugs.SourceLineAnnotation;
import edu.umd.cs.findbugs.config.UserPreferences;
import edu.umd.cs.findbugs.test.AnalysisRunner;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SpotBugs plugin and the {@code audit} goal find the same in the same class files: rule, file,
 * line, member and key, as one gives them to SpotBugs and the other writes them to SARIF.
 */
final class SpotBugsAgreementTest {
  private static final String WORLD = "watertight.world";

  @TempDir Path folder;

  @Test
  void onPublishedProgram() throws Exception {
    List<String> audited = audit(homeOf(Tomcat.class));

    assertTrue(audited.size() > 5, audited::toString);
    assertEquals(lines(audited), lines(spotBugs(homeOf(Tomcat.class), "library")));
  }

  @Test
  void onFixtures() throws Exception {
    List<String> audited = audit(homeOf(Fixtures.class));

    assertTrue(audited.size() > Fixtures.load().expectations().size() / 2, audited::toString);
    assertEquals(lines(audited), lines(spotBugs(homeOf(Fixtures.class), "library")));
  }

  /** docs/spotbugs.md names the difference. */
  @Test
  void moreIsSaidOfModules() throws Exception {
    List<String> audited = audit(homeOf(Fixtures.class));

    List<String> found = spotBugs(homeOf(Fixtures.class), "module");

    assertEquals(List.of(), without(audited, found));
    assertEquals(
        List.of("SessionIdChangeIgnored"),
        without(found, audited).stream().map(each -> each.split(" ")[1]).distinct().toList());
  }

  private static List<String> without(List<String> these, List<String> those) {
    return these.stream().filter(each -> !those.contains(each)).toList();
  }

  private static String lines(List<String> findings) {
    return String.join("\n", findings);
  }

  private List<String> audit(Path program) throws Exception {
    Goal.in(folder, new AuditMojo())
        .with("classes", program.toString())
        .with("classpath", String.join(File.pathSeparator, libraries(program)))
        .run();
    String text = Files.readString(folder.resolve("target/watertight/watertight.sarif"));
    JsonArray results =
        JsonParser.object().from(text).getArray("runs").getObject(0).getArray("results");
    List<String> told = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      JsonObject result = results.getObject(i);
      JsonObject location = result.getArray("locations").getObject(0);
      JsonObject physical = location.getObject("physicalLocation");
      told.add(
          told(
              result.getString("ruleId"),
              physical.getObject("artifactLocation").getString("uri"),
              physical.getObject("region").getInt("startLine"),
              location.getArray("logicalLocations").getObject(0).getString("fullyQualifiedName"),
              result.getObject("partialFingerprints").getString("watertightKey/v1")));
    }
    return told.stream().sorted().toList();
  }

  private static List<String> spotBugs(Path program, String world) {
    AnalysisRunner runner = new AnalysisRunner();
    libraries(program).forEach(library -> runner.addAuxClasspathEntry(Path.of(library)));
    Map<String, String> rules = new TreeMap<>();
    for (Rule rule : Catalogue.load().rules()) {
      rules.put(SpotBugsNames.type(rule.id()), rule.id());
    }
    System.setProperty(WORLD, world);
    try {
      return runner
          .run(
              engine -> {
                UserPreferences preferences = engine.getUserPreferences();
                preferences.enableAllDetectors(false);
                preferences.enableDetector(
                    DetectorFactoryCollection.instance().getFactory("WatertightDetector"), true);
              },
              null,
              program)
          .getBugCollection()
          .getCollection()
          .stream()
          .map(bug -> told(bug, rules))
          .sorted()
          .toList();
    } finally {
      System.clearProperty(WORLD);
    }
  }

  private static String told(BugInstance bug, Map<String, String> rules) {
    SourceLineAnnotation line = bug.getPrimarySourceLineAnnotation();
    String member =
        bug.getPrimaryField() != null
            ? bug.getPrimaryField().getFieldName()
            : bug.getPrimaryMethod().getMethodName();
    return told(
        rules.get(bug.getType()),
        line.getSourcePath(),
        line.getStartLine(),
        bug.getPrimaryClass().getClassName() + "." + member,
        bug.getProperty("watertight.key"));
  }

  private static String told(String rule, String file, int line, String member, String key) {
    return file + ":" + line + " " + rule + " " + member + " " + key;
  }

  private static List<String> libraries(Path program) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.exists(Path.of(entry)) && !Path.of(entry).equals(program))
        .toList();
  }

  private static Path homeOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
