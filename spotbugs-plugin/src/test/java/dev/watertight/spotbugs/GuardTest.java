package dev.watertight.spotbugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import edu.umd.cs.findbugs.AnalysisError;
import edu.umd.cs.findbugs.BugCollectionBugReporter;
import edu.umd.cs.findbugs.Plugin;
import edu.umd.cs.findbugs.PluginException;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.SortedBugCollection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault of ours, or a mistake in a setting, is one line of a run that goes on. */
class GuardTest {
  @TempDir static Path plugins;
  private static Path plugin;
  @TempDir Path folder;
  private Path classes;

  /** What a run came to. */
  private record Outcome(int bugs, List<String> errors) {}

  @BeforeAll
  static void writePlugin() throws Exception {
    plugin = plugins.resolve("exploding.jar");
    try (OutputStream file = Files.newOutputStream(plugin);
        JarOutputStream out = new JarOutputStream(file)) {
      String name = ExplodingDetector.class.getName();
      write(
          out,
          "findbugs.xml",
          "<FindbugsPlugin pluginid='exploding' defaultenabled='true'>"
              + "<Detector class='"
              + name
              + "'/></FindbugsPlugin>");
      write(
          out,
          "messages.xml",
          "<MessageCollection><Plugin><ShortDescription>x</ShortDescription><Details>x</Details>"
              + "</Plugin><Detector class='"
              + name
              + "'><Details>x</Details></Detector>"
              + "</MessageCollection>");
    }
  }

  private static void write(JarOutputStream out, String name, String text) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }

  @BeforeEach
  void compile() {
    classes =
        new Sources(folder).compile(Map.of("shop/Audit.java", Sources.leak("Audit", "", "", "")));
  }

  @AfterEach
  void clearSettings() {
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("watertight."));
    System.clearProperty(ExplodingDetector.HOW);
  }

  private Outcome run(String detector) {
    List<BugCollectionBugReporter> reporters = new ArrayList<>();
    SpotBugs.run(
        classes,
        engine -> {
          addPluginToRun();
          SpotBugs.only(engine, detector);
          BugCollectionBugReporter reporter = new BugCollectionBugReporter(engine.getProject());
          reporter.setPriorityThreshold(Priorities.LOW_PRIORITY);
          reporters.add(reporter); // not the harness's, which fails on errors
          engine.setBugReporter(reporter);
        });
    SortedBugCollection collection = (SortedBugCollection) reporters.get(0).getBugCollection();
    return new Outcome(
        collection.getCollection().size(),
        collection.getErrors().stream().map(AnalysisError::getMessage).toList());
  }

  private static void addPluginToRun() {
    try {
      Plugin.addCustomPlugin(plugin.toUri());
    } catch (PluginException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exception", "linkage", "overflow"})
  void aRuleThatFailsCostsItsOwnFindings(String how) {
    System.setProperty(ExplodingDetector.HOW, how);
    Outcome outcome = run("ExplodingDetector");
    assertEquals(1, outcome.bugs());
    assertEquals(1, outcome.errors().size(), outcome::toString);
    String error = outcome.errors().get(0);
    assertTrue(error.startsWith("Watertight (development build) failed in Exploding at "), error);
    assertTrue(error.endsWith("-Dwatertight.rules=Exploding:OFF switches that rule off"), error);
  }

  @Test
  void anAnalysisThatFailsCostsOurFindings() {
    System.setProperty(ExplodingDetector.HOW, "everything");
    Outcome outcome = run("ExplodingDetector");
    assertEquals(0, outcome.bugs());
    assertEquals(1, outcome.errors().size(), outcome::toString);
    assertTrue(outcome.errors().get(0).contains("dev/watertight/Missing"), outcome::toString);
  }

  @Test
  void settingsWork() {
    System.setProperty("watertight.rules", "UnboundedStaticCollection:OFF");
    assertEquals(new Outcome(0, List.of()), run(SpotBugs.OURS));
    System.setProperty("watertight.rules", "");
    System.setProperty("watertight.exclude", "shop");
    assertEquals(new Outcome(0, List.of()), run(SpotBugs.OURS));
    System.setProperty("watertight.exclude", "");
    System.setProperty("watertight.skip", "true");
    assertEquals(new Outcome(0, List.of()), run(SpotBugs.OURS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "watertight.world|galaxy|watertight.world is \"galaxy\"; take module, library or application",
        "watertight.confidence|certain|watertight.confidence is \"certain\"",
        "watertight.rules|NoSuchRule:OFF|watertight.rules is \"NoSuchRule:OFF\"; there is no rule NoSuchRule",
        "watertight.knowledge|no/such.knowledge|no/such.knowledge"
      })
  void wrongSettingsAreTold(String text) {
    String[] parts = text.split("\\|");
    System.setProperty(parts[0], parts[1]);
    Outcome outcome = run(SpotBugs.OURS);
    assertEquals(0, outcome.bugs());
    assertEquals(1, outcome.errors().size(), outcome::toString);
    String error = outcome.errors().get(0);
    assertTrue(error.startsWith("Watertight: ") && error.contains(parts[2]), error);
  }
}
