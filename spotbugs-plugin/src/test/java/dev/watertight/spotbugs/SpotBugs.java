package dev.watertight.spotbugs;

import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import dev.watertight.rules.SpotBugsNames;
import edu.umd.cs.findbugs.BugCollection;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.DetectorFactoryCollection;
import edu.umd.cs.findbugs.IFindBugsEngine;
import edu.umd.cs.findbugs.config.UserPreferences;
import edu.umd.cs.findbugs.test.AnalysisRunner;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** SpotBugs with this module as a plugin, run by its own test harness, which fails on any error. */
final class SpotBugs {
  static final String OURS = "WatertightDetector";

  private SpotBugs() {}

  /** The bugs that some detectors find in a folder of classes. */
  static List<BugInstance> bugs(Path classes, String... detectors) {
    return run(classes, engine -> only(engine, detectors)).getCollection().stream().toList();
  }

  /** An analysis of a folder of classes with this JVM's class path beside it. */
  static BugCollection run(Path classes, Consumer<IFindBugsEngine> customization) {
    return run(List.of(classes), customization);
  }

  /** The same of several folders, jars or single class files. */
  static BugCollection run(List<Path> classes, Consumer<IFindBugsEngine> customization) {
    AnalysisRunner runner = new AnalysisRunner();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Files.exists(Path.of(entry))) {
        runner.addAuxClasspathEntry(Path.of(entry));
      }
    }
    return runner.run(customization, null, classes.toArray(Path[]::new)).getBugCollection();
  }

  /** Switches every other detector off. */
  static void only(IFindBugsEngine engine, String... detectors) {
    UserPreferences preferences = engine.getUserPreferences();
    preferences.enableAllDetectors(false);
    for (String detector : detectors) {
      preferences.enableDetector(DetectorFactoryCollection.instance().getFactory(detector), true);
    }
  }

  /** Rule ids by bug pattern. */
  static Map<String, String> rules() {
    Map<String, String> rules = new TreeMap<>();
    for (Rule rule : Catalogue.load().rules()) {
      rules.put(SpotBugsNames.type(rule.id()), rule.id());
    }
    return rules;
  }
}
