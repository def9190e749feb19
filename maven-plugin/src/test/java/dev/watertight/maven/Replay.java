package dev.watertight.maven;

import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.maven.source.Sources;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Replays the ratchet over the published releases of a program: the first is written down, each
 * next one is checked against the one before, and what is called new is printed beside what is
 * gone, for a reader to judge which of the new were there before. Downloads nothing.
 */
public final class Replay {
  private static final String MODULE = "replay:replay";

  private Replay() {}

  /**
   * Runs it.
   *
   * @param arguments jars of consecutive releases in their order; the sources of {@code x.jar} are
   *     {@code x-sources.jar} beside it, where they are
   */
  public static void main(String[] arguments) {
    Catalogue catalogue = Catalogue.load();
    Inspector inspector =
        new Inspector(
            Knowledge.builtIn(),
            Settings.DEFAULT,
            catalogue,
            new ProgressLines(line -> {}, () -> 0));
    Ratchet ratchet = new Ratchet(Settings.DEFAULT, catalogue, LocalDate.EPOCH);
    Baseline known = null;
    int seen = 0;
    int news = 0;
    for (String argument : arguments) {
      Path jar = Path.of(argument);
      Inspector.Outcome outcome = inspector.inspect(job(jar));
      if (known != null) {
        BaselineComparison comparison = ratchet.module(known, MODULE, outcome);
        seen += comparison.findings().size();
        news += tell(jar, comparison);
      }
      List<BaselineEntry> entries = new ArrayList<>();
      outcome.open().forEach(finding -> entries.add(outcome.result(finding).entry(MODULE)));
      known = Baseline.of(entries);
    }
    System.out.println("in all: " + seen + " findings after the first release, " + news + " new");
  }

  private static Inspector.Job job(Path jar) {
    Path sources = jar.resolveSibling(jar.getFileName().toString().replace(".jar", "-sources.jar"));
    return new Inspector.Job(
        World.Kind.LIBRARY,
        List.of(ClassSource.jar(jar)),
        List.of(),
        new Sources(Files.exists(sources) ? List.of(sources) : List.of()));
  }

  private static int tell(Path jar, BaselineComparison comparison) {
    Map<String, Integer> matched = new TreeMap<>();
    int news = 0;
    List<String> lines = new ArrayList<>();
    for (Judged judged : comparison.findings()) {
      String about = judged.finding().qualifiedSubject() + " " + judged.finding().failedEnd();
      if (judged.violation()) {
        news++;
        lines.add("  " + judged.state() + " " + about + " " + judged.newSources());
      } else {
        matched.merge(judged.matchedBy(), 1, Integer::sum);
        if (!judged.matchedBy().equals(BaselineComparison.BY_KEY)) {
          lines.add("  " + judged.matchedBy() + " " + about + " was " + judged.entry().subject());
        }
      }
    }
    for (BaselineEntry gone : comparison.fixed()) {
      lines.add("  GONE " + gone.subject() + " " + gone.end());
    }
    System.out.println(
        jar.getFileName() + ": " + comparison.findings().size() + " findings, " + matched);
    lines.forEach(System.out::println);
    return news;
  }
}
