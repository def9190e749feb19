package dev.watertight.spotbugs;

import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Settings;
import dev.watertight.rules.SettingsParser;
import java.nio.file.Path;

/**
 * What users set. SpotBugs has no options for plugins, so these are system properties of the JVM
 * that runs it, named as the Maven plugin names them.
 *
 * @param skip whether to do nothing
 * @param world how much of the program SpotBugs sees
 */
record PluginSettings(boolean skip, World.Kind world, Settings settings, Knowledge knowledge) {
  private static final String PREFIX = "watertight.";

  /**
   * Reads them.
   *
   * @throws dev.watertight.rules.SettingsException at the first wrong value
   * @throws dev.watertight.knowledge.KnowledgeException if a knowledge file is wrong
   * @throws java.nio.file.InvalidPathException if one has a name that cannot be
   */
  static PluginSettings read(Catalogue catalogue) {
    SettingsParser parser = new SettingsParser(catalogue.rules(), PREFIX::concat);
    World.Kind world = parser.world(property("world"));
    return new PluginSettings(
        Boolean.parseBoolean(property("skip")),
        world == null ? World.Kind.MODULE : world,
        parser.parse(
            property("confidence"), property("rules"), property("include"), property("exclude")),
        knowledge(property("knowledge")));
  }

  private static Knowledge knowledge(String files) {
    Knowledge known = Knowledge.builtIn().withExtensionsOf(PluginSettings.class.getClassLoader());
    if (files == null) {
      return known;
    }
    for (String file : files.split(",")) {
      if (!file.isBlank()) {
        known = known.with(Path.of(file.strip()));
      }
    }
    return known;
  }

  /** What to tell somebody who runs into a fault of ours. */
  static String wayOut(String part) {
    return Character.isUpperCase(part.charAt(0))
        ? "-D" + PREFIX + "rules=" + part + ":OFF switches that rule off"
        : "-D" + PREFIX + "skip=true does without it";
  }

  private static String property(String name) {
    return System.getProperty(PREFIX + name);
  }
}
