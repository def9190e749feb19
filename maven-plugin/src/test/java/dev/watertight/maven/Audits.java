package dev.watertight.maven;

import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.findings.Finding;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.maven.archive.Program;
import dev.watertight.maven.archive.Repository.Published;
import dev.watertight.maven.archive.UnusableException;
import dev.watertight.maven.report.Result;
import dev.watertight.maven.source.Sources;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the {@code audit} goal does to a published artifact, for tests in other packages. */
public final class Audits {
  /**
   * What the goal sees.
   *
   * @param open what it reports
   * @param all with what the sources suppress
   * @param troubles what it could not read or do
   */
  public record Seen(List<Finding> open, List<Finding> all, List<String> troubles) {}

  private interface Look<T> {
    T at(Inspector inspector, Inspector.Job job);
  }

  private Audits() {}

  /** Inspects an artifact as the goal does. */
  public static Seen inspect(Published published) throws UnusableException {
    return look(
        published,
        (inspector, job) -> {
          Inspector.Outcome outcome = inspector.inspect(job);
          List<String> troubles = new ArrayList<>();
          outcome.problems().forEach(each -> troubles.add("unreadable: " + each.message()));
          for (Inspection.Trouble each : outcome.troubles()) {
            troubles.add(each.rule() + " failed at " + each.place() + ": " + each.what());
          }
          List<Finding> all = outcome.results().stream().map(Result::finding).toList();
          return new Seen(outcome.open(), all, List.copyOf(troubles));
        });
  }

  /** Explains a member as the goal does. */
  public static List<String> explain(Published published, String member) throws UnusableException {
    return look(published, (inspector, job) -> inspector.explain(job, member));
  }

  private static <T> T look(Published published, Look<T> look) throws UnusableException {
    try (Program program = Program.open(List.of(published.file()))) {
      List<ClassSource> classPath = new ArrayList<>(program.libraries());
      for (Path dependency : published.dependencies()) {
        classPath.add(ClassSource.of(dependency));
      }
      World.Kind kind = program.application() ? World.Kind.APPLICATION : World.Kind.LIBRARY;
      Sources sources = new Sources(published.sources().map(List::of).orElse(List.of()));
      Catalogue catalogue = Catalogue.load();
      if (catalogue.rules().isEmpty()) {
        throw new IllegalStateException(
            "no rules are on the class path: silence would be no proof");
      }
      Inspector inspector =
          new Inspector(
              Knowledge.builtIn(),
              Settings.DEFAULT,
              catalogue,
              new ProgressLines(line -> {}, () -> 0));
      return look.at(inspector, new Inspector.Job(kind, program.classes(), classPath, sources));
    }
  }
}
