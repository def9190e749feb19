package dev.watertight.maven;

import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.maven.source.Sources;
import dev.watertight.model.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/** A module of a reactor as something to inspect. */
final class ModuleJob {
  private static final Set<String> SCOPES =
      Set.of(
          Artifact.SCOPE_COMPILE,
          Artifact.SCOPE_PROVIDED,
          Artifact.SCOPE_RUNTIME,
          Artifact.SCOPE_SYSTEM);

  /** Plugins that make an executable program of a module and its libraries. */
  private static final Set<String> REPACKAGING =
      Set.of(
          "org.springframework.boot:spring-boot-maven-plugin",
          "io.quarkus:quarkus-maven-plugin",
          "io.quarkus.platform:quarkus-maven-plugin");

  private final MavenProject project;
  private final Map<String, Path> upstream;

  ModuleJob(MavenProject project) {
    this(project, List.of());
  }

  /**
   * A module of a build.
   *
   * @param reactor modules whose classes stand in for artifacts that this build has not made
   */
  ModuleJob(MavenProject project, List<MavenProject> reactor) {
    this.project = project;
    this.upstream = new HashMap<>();
    for (MavenProject other : reactor) {
      upstream.put(
          other.getGroupId() + ":" + other.getArtifactId(),
          Path.of(other.getBuild().getOutputDirectory()));
    }
  }

  /** {@code group:artifact}, by which the baseline knows the module. */
  String name() {
    return project.getGroupId() + ":" + project.getArtifactId();
  }

  Path folder() {
    return project.getBasedir().toPath();
  }

  /** Whether its main code was compiled to anything. */
  boolean hasClasses() {
    return has(classes(), ".class");
  }

  /** Whether it has main code that should have been compiled. */
  boolean hasSources() {
    return sourceRoots().stream().anyMatch(root -> has(root, ".java"));
  }

  private static boolean has(Path folder, String suffix) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .anyMatch(
              name ->
                  name.endsWith(suffix)
                      && !name.startsWith("module-info.")
                      && !name.startsWith("package-info."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A WAR or a program that runs by itself is whole; others may be called by those downstream. */
  World.Kind kind() {
    return project.getPackaging().equals("war") || runsByItself()
        ? World.Kind.APPLICATION
        : World.Kind.MODULE;
  }

  private boolean runsByItself() {
    return project.getBuildPlugins().stream()
        .filter(plugin -> REPACKAGING.contains(plugin.getKey()))
        .flatMap(plugin -> plugin.getExecutions().stream())
        .anyMatch(run -> run.getGoals().contains("repackage") || run.getGoals().contains("build"));
  }

  /** The main classes, judged against upstream modules and dependencies. */
  Inspector.Job job(World.Kind kind) {
    List<ClassSource> classPath = libraries(Set.of()).stream().map(ClassSource::of).toList();
    Sources sources = new Sources(sourceRoots());
    return new Inspector.Job(kind, List.of(ClassSource.folder(classes())), classPath, sources);
  }

  /**
   * What the main classes are compiled against and run with.
   *
   * @param without modules that are no libraries, {@code group:artifact}
   */
  List<Path> libraries(Set<String> without) {
    List<Path> libraries = new ArrayList<>();
    for (Artifact artifact : artifacts()) {
      String name = artifact.getGroupId() + ":" + artifact.getArtifactId();
      if (SCOPES.contains(artifact.getScope()) && !without.contains(name)) {
        Path file = artifact.getFile() == null ? upstream.get(name) : artifact.getFile().toPath();
        if (file != null && (Files.isDirectory(file) || file.toString().endsWith(".jar"))) {
          libraries.add(file);
        }
      }
    }
    return List.copyOf(libraries);
  }

  /** A site resolves those of the project at hand only; a forked build has resolved its own. */
  private Set<Artifact> artifacts() {
    Set<Artifact> resolved = project.getArtifacts();
    return resolved.isEmpty() ? forked().getArtifacts() : resolved;
  }

  List<Path> sourceRoots() {
    return forked().getCompileSourceRoots().stream().map(Path::of).toList();
  }

  /** The project as a build left it that the goal has run before itself; else the same. */
  private MavenProject forked() {
    return project.getExecutionProject() == null ? project : project.getExecutionProject();
  }

  /** Internal names of the main classes. */
  List<String> classNames() {
    try (Stream<Path> files = Files.walk(classes())) {
      return files
          .map(file -> classes().relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path classes() {
    return Path.of(project.getBuild().getOutputDirectory());
  }
}
