package dev.watertight.errorprone;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineException;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.knowledge.KnowledgeException;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Settings;
import dev.watertight.rules.SettingsException;
import dev.watertight.rules.SettingsParser;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The {@code -XepOpt:Watertight:...} options. Rules are switched by Error Prone's own {@code
 * -Xep:RuleId:...}.
 *
 * @param settings what to report
 * @param world what the compilation is said to be; null for what javac shows
 * @param baseline what is known and not reported again
 * @param knowledge what libraries mean: ours, of jars on the processor path, of the user's files
 */
record PluginOptions(Settings settings, World.Kind world, Baseline baseline, Knowledge knowledge) {
  private static final String PREFIX = "Watertight:";
  private static final String CONFIDENCE = "Confidence";
  private static final String WORLD = "World";
  private static final String BASELINE = "Baseline";
  private static final String INCLUDE = "Include";
  private static final String EXCLUDE = "Exclude";
  private static final String KNOWLEDGE = "Knowledge";

  /** A value that cannot be used; the message says whose mistake it is and the way out. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    private Wrong(String message) {
      super(message);
    }
  }

  static PluginOptions parse(Map<String, String> flags, Catalogue catalogue) throws Wrong {
    TreeSet<String> known =
        new TreeSet<>(List.of(CONFIDENCE, WORLD, BASELINE, INCLUDE, EXCLUDE, KNOWLEDGE));
    for (String flag : new TreeSet<>(flags.keySet())) {
      if (flag.startsWith(PREFIX) && !known.contains(flag.substring(PREFIX.length()))) {
        throw new Wrong(
            "unknown option -XepOpt:" + flag + "; there are " + String.join(", ", known));
      }
    }
    SettingsParser parser = new SettingsParser(catalogue.rules(), PluginOptions::written);
    try {
      Settings settings =
          parser.parse(
              flags.get(PREFIX + CONFIDENCE),
              null,
              flags.get(PREFIX + INCLUDE),
              flags.get(PREFIX + EXCLUDE));
      return new PluginOptions(
          settings,
          parser.world(flags.get(PREFIX + WORLD)),
          baseline(flags.get(PREFIX + BASELINE)),
          knowledge(flags.get(PREFIX + KNOWLEDGE)));
    } catch (SettingsException | BaselineException | KnowledgeException e) {
      throw new Wrong(e.getMessage());
    }
  }

  private static String written(String setting) {
    return "-XepOpt:"
        + PREFIX
        + setting.substring(0, 1).toUpperCase(Locale.ROOT)
        + setting.substring(1);
  }

  /** Files are separated by commas: Error Prone takes its options apart at blanks. */
  private static Knowledge knowledge(String text) throws Wrong {
    Knowledge known = Knowledge.builtIn().withExtensionsOf(PluginOptions.class.getClassLoader());
    if (text == null || text.isBlank()) {
      return known;
    }
    for (String file : text.strip().split(",")) {
      try {
        known = known.with(Path.of(file.strip()));
      } catch (InvalidPathException e) {
        throw new Wrong("the knowledge \"" + file + "\" is no path (" + e.getMessage() + ")");
      }
    }
    return known;
  }

  private static Baseline baseline(String text) throws Wrong {
    if (text == null || text.isBlank()) {
      return Baseline.EMPTY;
    }
    Path file;
    try {
      file = Path.of(text.strip());
    } catch (InvalidPathException e) {
      throw new Wrong("the baseline \"" + text + "\" is no path (" + e.getMessage() + ")");
    }
    if (!Files.isRegularFile(file)) {
      throw new Wrong(
          "there is no baseline at "
              + file
              + "; create it with mvn watertight:baseline, or take the option"
              + " -XepOpt:Watertight:Baseline away");
    }
    return Baseline.read(file);
  }
}
