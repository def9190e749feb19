package dev.watertight.maven;

import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.maven.source.Sources;
import dev.watertight.model.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What the goals share that look at all modules of the build. */
abstract class ReactorMojo extends WatertightMojo {
  /**
   * The file with the known findings, relative to the top of the reactor. By default each module
   * has the nearest {@code .watertight/baseline.jsonl} or {@code watertight-baseline.jsonl} from
   * its own folder up to the top of the reactor.
   */
  @Parameter(property = "watertight.baseline")
  private String baseline;

  /**
   * One look at several modules.
   *
   * @param owners module of each class, by internal name
   */
  record Together(Inspector.Outcome outcome, Map<String, String> owners) {}

  final ReactorTop top() {
    return new ReactorTop(session.getTopLevelProject().getBasedir().toPath());
  }

  /** The modules of this build that have main classes. */
  final List<ModuleJob> compiled(String goal) throws MojoExecutionException {
    List<ModuleJob> modules = new ArrayList<>();
    for (MavenProject project : session.getProjects()) {
      ModuleJob module = new ModuleJob(project, session.getProjects());
      if (module.hasClasses()) {
        modules.add(module);
      } else if (module.hasSources()) {
        throw new MojoExecutionException(
            "Watertight: "
                + module.name()
                + " has sources and no classes; call it as: mvn compile watertight:"
                + goal);
      }
    }
    return modules;
  }

  /** Each module by itself, as {@code check} sees it. */
  final Map<ModuleJob, Inspector.Outcome> eachAlone(Inspector inspector, List<ModuleJob> modules)
      throws MojoExecutionException {
    Map<ModuleJob, Inspector.Outcome> outcomes = new LinkedHashMap<>();
    for (ModuleJob module : modules) {
      if (modules.size() > 1) {
        getLog()
            .info(
                "Watertight: "
                    + module.name()
                    + " ("
                    + (outcomes.size() + 1)
                    + " of "
                    + modules.size()
                    + ")");
      }
      Inspector.Outcome outcome = inspector.inspect(module.job(kind(module.kind())));
      warnOfGaps(outcome);
      outcomes.put(module, outcome);
    }
    return outcomes;
  }

  /** All modules as one program. */
  final Together together(Inspector inspector, List<ModuleJob> modules)
      throws MojoExecutionException {
    if (modules.size() > 1) {
      getLog().info("Watertight: " + counted(modules.size(), "module") + " together");
    }
    Map<String, String> owners = new LinkedHashMap<>();
    for (ModuleJob module : modules) {
      module.classNames().forEach(name -> owners.putIfAbsent(name, module.name()));
    }
    return new Together(inspector.inspect(program(modules)), owners);
  }

  /** The classes of all modules as something to inspect; an application if any of them is one. */
  final Inspector.Job program(List<ModuleJob> modules) throws MojoExecutionException {
    Set<String> own = new LinkedHashSet<>(names(modules));
    World.Kind kind = World.Kind.MODULE;
    List<ClassSource> classes = new ArrayList<>();
    Set<Path> libraries = new LinkedHashSet<>();
    List<Path> roots = new ArrayList<>();
    for (ModuleJob module : modules) {
      if (module.kind() == World.Kind.APPLICATION) {
        kind = World.Kind.APPLICATION;
      }
      classes.add(ClassSource.folder(module.classes()));
      libraries.addAll(module.libraries(own));
      roots.addAll(module.sourceRoots());
    }
    List<ClassSource> classPath = libraries.stream().map(ClassSource::of).toList();
    return new Inspector.Job(kind(kind), classes, classPath, new Sources(roots));
  }

  /** All that can be found in these modules, beside what is known. */
  final Survey survey(Inspector inspector, List<ModuleJob> modules, Baseline known)
      throws MojoExecutionException {
    Survey survey = new Survey();
    eachAlone(inspector, modules)
        .forEach(
            (module, outcome) ->
                survey.addModule(
                    module.name(), ratchet().module(known, module.name(), outcome), outcome));
    if (modules.size() > 1) {
      Together together = together(inspector, modules);
      survey.addReactor(
          ratchet().reactor(known, together.owners(), names(modules), together.outcome()),
          together);
    }
    return survey;
  }

  static List<String> names(List<ModuleJob> modules) {
    return modules.stream().map(ModuleJob::name).toList();
  }

  /** Where the known findings of a module are, or would be; the file need not exist. */
  final Path baselineOf(ModuleJob module) {
    if (explicitBaseline()) {
      return top().folder().resolve(baseline);
    }
    return new ReactorTop(module.folder()).baseline().orElseGet(() -> top().newBaseline());
  }

  final boolean explicitBaseline() {
    return baseline != null && !baseline.isBlank();
  }

  /** The baselines of modules; an explicit one must exist. */
  final Map<Path, Baseline> baselines(List<ModuleJob> modules) throws MojoExecutionException {
    Map<Path, Baseline> read = new LinkedHashMap<>();
    for (ModuleJob module : modules) {
      Path file = baselineOf(module);
      if (read.containsKey(file)) {
        continue;
      }
      if (Files.exists(file)) {
        read.put(file, Baseline.read(file));
      } else if (explicitBaseline()) {
        throw new MojoExecutionException(missing(file, baseline));
      }
    }
    return read;
  }

  /** All that is known, whichever file it is in. */
  static Baseline joined(Map<Path, Baseline> baselines) {
    List<BaselineEntry> entries = new ArrayList<>();
    baselines.values().forEach(each -> entries.addAll(each.entries()));
    return Baseline.of(entries);
  }

  /** Relative to the top of the reactor, if it is below it. */
  final String shown(Path file) {
    return top().shown(file);
  }
}
