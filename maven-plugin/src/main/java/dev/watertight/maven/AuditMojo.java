package dev.watertight.maven;

import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.maven.archive.Program;
import dev.watertight.maven.archive.Repository;
import dev.watertight.maven.archive.Repository.Published;
import dev.watertight.maven.archive.UnusableException;
import dev.watertight.maven.report.Locations;
import dev.watertight.maven.report.Part;
import dev.watertight.maven.report.Result;
import dev.watertight.maven.source.Sources;
import dev.watertight.model.World;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * Looks for leaks in published artifacts or in class files on disk; needs no project. Findings do
 * not fail it unless asked; an artifact that cannot be had does, after the others are done.
 */
@Mojo(name = "audit", requiresProject = false, threadSafe = true)
public final class AuditMojo extends WatertightMojo {
  @Inject private RepositorySystem repositorySystem;

  @Parameter(defaultValue = "${repositorySystemSession}", readonly = true, required = true)
  private RepositorySystemSession repositorySession;

  @Parameter(
      defaultValue = "${project.remoteProjectRepositories}",
      readonly = true,
      required = true)
  private List<RemoteRepository> remoteRepositories;

  /**
   * Published artifacts, comma-separated, each {@code group:artifact:version}; each is analysed by
   * itself, with its sources and dependencies, and has a report folder of its own.
   */
  @Parameter(property = "artifact")
  private String artifact;

  /** The same as {@code artifact}. */
  @Parameter(property = "watertight.artifact")
  private String watertightArtifact;

  /** Jars, WARs and class folders, separated as the platform separates paths: one program. */
  @Parameter(property = "classes")
  private String classes;

  /** The same as {@code classes}. */
  @Parameter(property = "watertight.classes")
  private String watertightClasses;

  /**
   * Source folders and source jars of {@code classes}, separated as the platform separates paths.
   */
  @Parameter(property = "sources")
  private String sources;

  /** The same as {@code sources}. */
  @Parameter(property = "watertight.sources")
  private String watertightSources;

  /** What {@code classes} are compiled against, separated as the platform separates paths. */
  @Parameter(property = "classpath")
  private String classpath;

  /** The same as {@code classpath}. */
  @Parameter(property = "watertight.classpath")
  private String watertightClasspath;

  /**
   * A member, {@code Class.member}, of which to tell why it is or is not reported, instead of
   * reporting.
   */
  @Parameter(property = "explain")
  private String explain;

  /** The same as {@code explain}. */
  @Parameter(property = "watertight.explain")
  private String watertightExplain;

  /**
   * Where reports go; by default {@code target/watertight} of the project or the current folder.
   */
  @Parameter(property = "outputDirectory")
  private File outputDirectory;

  /** The same as {@code outputDirectory}. */
  @Parameter(property = "watertight.outputDirectory")
  private File watertightOutputDirectory;

  /** Fail if anything is found. */
  @Parameter(property = "watertight.failOnFindings", defaultValue = "false")
  private boolean failOnFindings;

  @Override
  void run(Inspector inspector) throws MojoExecutionException, MojoFailureException {
    List<String> artifacts = list(either(artifact, watertightArtifact), ",");
    List<Path> programs = paths(either(classes, watertightClasses));
    if (artifacts.isEmpty() && programs.isEmpty()) {
      throw new MojoExecutionException(
          "Watertight: nothing to audit; name published artifacts with"
              + " -Dartifact=group:artifact:version or jars and class folders with -Dclasses=path"
              + (either(sources, watertightSources) == null
                  ? ""
                  : ". Sources alone are not enough: compile them first"));
    }
    List<String> failures = new ArrayList<>();
    int found = 0;
    for (String coordinates : artifacts) {
      found += guarded(coordinates, failures, () -> auditArtifact(inspector, coordinates));
    }
    if (!programs.isEmpty()) {
      found += guarded("classes", failures, () -> auditPaths(inspector, programs));
    }
    if (!failures.isEmpty()) {
      throw new MojoExecutionException(
          "Watertight: "
              + failures.size()
              + " of "
              + counted(artifacts.size() + (programs.isEmpty() ? 0 : 1), "audit")
              + " could not be done: "
              + String.join(" | ", failures));
    }
    if (failOnFindings && found > 0) {
      throw new MojoFailureException("Watertight: " + counted(found, "leak"));
    }
  }

  private interface Audit {
    int run() throws UnusableException, MojoExecutionException;
  }

  /** What is wrong with one must not keep the others from being done. */
  private int guarded(String name, List<String> failures, Audit audit) {
    try {
      return audit.run();
    } catch (UnusableException | MojoExecutionException e) {
      failed(name, e, failures);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      getLog().debug(e);
      failed(name, e, failures);
    }
    return 0;
  }

  private void failed(String name, Throwable e, List<String> failures) {
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    getLog().error(name + ": " + why);
    failures.add(name + ": " + why);
  }

  private int auditArtifact(Inspector inspector, String coordinates)
      throws UnusableException, MojoExecutionException {
    Published published =
        new Repository(repositorySystem, repositorySession, remoteRepositories).fetch(coordinates);
    if (!published.missing().isEmpty()) {
      getLog()
          .info(
              coordinates
                  + ": dependencies that could not be fetched, which may cost confidence: "
                  + String.join(", ", published.missing()));
    }
    String folder =
        (published.artifactId() + "-" + published.version()).replaceAll("[^\\w.-]", "_");
    return audit(
        inspector,
        coordinates,
        List.of(published.file()),
        published.dependencies(),
        published.sources().map(List::of).orElse(List.of()),
        outputFolder().resolve(folder));
  }

  private int auditPaths(Inspector inspector, List<Path> programs)
      throws UnusableException, MojoExecutionException {
    List<Path> sourceRoots = paths(either(sources, watertightSources));
    List<Path> libraries = paths(either(classpath, watertightClasspath));
    for (List<Path> named : List.of(sourceRoots, libraries)) {
      for (Path path : named) {
        if (!Files.exists(path)) {
          throw new UnusableException(path + ": there is no such file or folder; check the path");
        }
      }
    }
    return audit(inspector, "classes", programs, libraries, sourceRoots, outputFolder());
  }

  private int audit(
      Inspector inspector,
      String name,
      List<Path> programs,
      List<Path> libraries,
      List<Path> sourceRoots,
      Path folder)
      throws UnusableException, MojoExecutionException {
    try (Program program = Program.open(programs)) {
      World.Kind kind = kind(program.application() ? World.Kind.APPLICATION : World.Kind.LIBRARY);
      List<ClassSource> classPath = new ArrayList<>(program.libraries());
      libraries.forEach(library -> classPath.add(ClassSource.of(library)));
      Sources lookup = new Sources(sourceRoots);
      Inspector.Job job = new Inspector.Job(kind, program.classes(), classPath, lookup);
      String member = either(explain, watertightExplain);
      if (member != null) {
        inspector.explain(job, member).forEach(getLog()::info);
        return 0;
      }
      return report(name, inspector.inspect(job), lookup, folder);
    }
  }

  private int report(String name, Inspector.Outcome outcome, Sources lookup, Path folder)
      throws UnusableException, MojoExecutionException {
    warnOfGaps(outcome);
    if (outcome.classes().isEmpty()) {
      throw new UnusableException("none of its class files can be read");
    }
    Locations locations = new Locations(lookup, new ReactorTop(workingFolder()).repository());
    Part part = new Part(name, locations, outcome.results(), List.of(), List.of(), outcome.idle());
    Path report = writeReports(folder, name, null, outcome, List.of(part));
    List<Result> open =
        outcome.results().stream().filter(result -> result.suppression() == null).toList();
    print(open, locations);
    int suppressed = outcome.results().size() - open.size();
    getLog()
        .info(
            "Watertight: "
                + name
                + ": "
                + counted(open.size(), "leak")
                + (suppressed > 0 ? ", " + suppressed + " suppressed" : "")
                + " in "
                + outcome.statistics().classes()
                + " classes"
                + (outcome.statistics().missing() > 0
                    ? " (" + outcome.statistics().missing() + " types missing)"
                    : "")
                + "; report: "
                + report);
    return open.size();
  }

  private Path outputFolder() {
    File given = watertightOutputDirectory == null ? outputDirectory : watertightOutputDirectory;
    if (given != null) {
      return workingFolder().resolve(given.toPath());
    }
    boolean inProject =
        session.getCurrentProject() != null && session.getCurrentProject().getFile() != null;
    return inProject
        ? Path.of(session.getCurrentProject().getBuild().getDirectory(), "watertight")
        : workingFolder().resolve("target/watertight");
  }

  private Path workingFolder() {
    return Path.of(session.getExecutionRootDirectory()).toAbsolutePath();
  }

  private List<Path> paths(String text) {
    return list(text, java.util.regex.Pattern.quote(File.pathSeparator)).stream()
        .map(path -> workingFolder().resolve(path).normalize())
        .toList();
  }

  private static List<String> list(String text, String separator) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(separator))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .toList();
  }

  private static String either(String plain, String prefixed) {
    return prefixed == null ? plain : prefixed;
  }
}
