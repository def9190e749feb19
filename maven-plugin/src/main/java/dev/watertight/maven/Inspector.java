package dev.watertight.maven;

import dev.watertight.extract.bytecode.BytecodeWorld;
import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.extract.bytecode.Problem;
import dev.watertight.findings.Finding;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.maven.report.Result;
import dev.watertight.maven.source.Bodies;
import dev.watertight.maven.source.IdleSuppressions;
import dev.watertight.maven.source.Sources;
import dev.watertight.maven.source.Suppression;
import dev.watertight.maven.source.Suppressions;
import dev.watertight.model.ClassModel;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Rule;
import dev.watertight.rules.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Inspects worlds of class files and looks into their sources for suppressions. */
final class Inspector {
  /**
   * What to inspect.
   *
   * @param judged classes to judge
   * @param classPath classes to look up
   */
  record Job(
      World.Kind kind, List<ClassSource> judged, List<ClassSource> classPath, Sources sources) {}

  /**
   * What came of it.
   *
   * @param results in reporting order, suppressed ones included
   * @param problems inputs that could not be read
   * @param classes judged ones, internal names
   * @param names of judged classes and their members, {@code pkg.Outer$Inner.member}
   * @param sources that were looked into
   * @param idle suppressions in them that silenced nothing; none where something was left out
   */
  record Outcome(
      List<Result> results,
      List<Problem> problems,
      List<Inspection.Trouble> troubles,
      Set<String> classes,
      Inspection.Statistics statistics,
      Set<String> names,
      Sources sources,
      List<Suppression> idle) {
    /** What came of a finding of this run. */
    Result result(Finding finding) {
      for (Result result : results) {
        if (result.finding().equals(finding)) {
          return result;
        }
      }
      throw new IllegalArgumentException(finding.toString());
    }

    /** Whether nothing was left out. */
    boolean complete() {
      return problems.isEmpty() && troubles.isEmpty();
    }

    /** Findings that nobody has suppressed in the source. */
    List<Finding> open() {
      return results.stream()
          .filter(result -> result.suppression() == null)
          .map(Result::finding)
          .collect(Collectors.toUnmodifiableList());
    }
  }

  private final Knowledge knowledge;
  private final Settings settings;
  private final Catalogue catalogue;
  private final ProgressLines progress;

  Inspector(Knowledge knowledge, Settings settings, Catalogue catalogue, ProgressLines progress) {
    this.progress = progress;
    this.knowledge = knowledge;
    this.settings = settings;
    this.catalogue = catalogue;
  }

  /** What is known of libraries in this run. */
  Knowledge knowledge() {
    return knowledge;
  }

  Outcome inspect(Job job) {
    progress.begin();
    Set<Problem> problems = new LinkedHashSet<>();
    try (BytecodeWorld world = world(job, problems)) {
      Inspection.Report report =
          Inspection.inspect(world, knowledge, settings, catalogue, progress);
      Suppressions suppressions = new Suppressions(job.sources());
      Shapes shapes = new Shapes(world, new Bodies(job.sources()));
      List<Result> results = new ArrayList<>();
      Set<Suppression> used = new HashSet<>();
      for (Finding finding : report.findings()) {
        List<String> names = catalogue.suppressionNames(finding.ruleId());
        List<Suppression> silencing = suppressions.of(finding, names);
        used.addAll(silencing);
        Suppression first = silencing.stream().findFirst().orElse(null);
        results.add(new Result(finding, first, null, shapes.of(finding)));
        progress.at(
            "findings looked up in their sources", results.size(), report.findings().size());
      }
      for (Inspection.Suppressed each : report.suppressed()) {
        used.addAll(
            suppressions.of(each.finding(), catalogue.suppressionNames(each.finding().ruleId())));
        Suppression declared =
            suppressions.declared(
                each.by().className(),
                each.by().member(),
                each.by().annotation().type(),
                each.reason());
        results.add(new Result(each.finding(), declared, null, shapes.of(each.finding())));
      }
      results.sort(Comparator.comparing(Result::finding, Inspection.ORDER));
      Set<String> classes =
          world.classes().stream()
              .map(ClassModel::name)
              .collect(Collectors.toCollection(TreeSet::new));
      boolean complete = problems.isEmpty() && report.troubles().isEmpty();
      return new Outcome(
          List.copyOf(results),
          List.copyOf(problems),
          report.troubles(),
          classes,
          report.statistics(),
          names(world),
          job.sources(),
          complete ? idle(job.sources(), used, classes) : List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Suppression> idle(Sources sources, Set<Suppression> used, Set<String> classes) {
    Set<String> names = new TreeSet<>();
    for (Rule rule : catalogue.rules()) {
      if (settings.severity(rule.id()) != Settings.Severity.OFF) {
        names.addAll(catalogue.suppressionNames(rule.id()));
      }
    }
    return new IdleSuppressions(sources)
        .of(
            names,
            used,
            name -> classes.contains(name) && settings.reports(name.replace('/', '.')));
  }

  private static Set<String> names(World world) {
    Set<String> names = new HashSet<>();
    for (ClassModel each : world.classes()) {
      names.add(each.displayName());
      each.fields().forEach(field -> names.add(each.displayName() + "." + field.ref().name()));
      each.methods().forEach(method -> names.add(each.displayName() + "." + method.name()));
    }
    return names;
  }

  /** Why a member was or was not reported. */
  List<String> explain(Job job, String member) {
    Set<Problem> problems = new LinkedHashSet<>();
    List<String> lines;
    try (BytecodeWorld world = world(job, problems)) {
      lines = new ArrayList<>(Inspection.explain(world, knowledge, settings, member));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Problem problem : problems) {
      lines.add("could not be read: " + problem.place() + ": " + problem.message());
    }
    return lines;
  }

  private BytecodeWorld world(Job job, Set<Problem> problems) {
    return BytecodeWorld.builder(job.kind())
        .judge(job.judged().toArray(ClassSource[]::new))
        .classPath(job.classPath().toArray(ClassSource[]::new))
        .problems(problems::add)
        .progress(progress)
        .build();
  }
}
