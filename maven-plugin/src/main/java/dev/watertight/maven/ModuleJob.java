package dev.watertight.maven;

import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.maven.source.Sources;
import dev.watertight.model.World;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private final MavenProject project;

  ModuleJob(MavenProject project) {
    this.project = project;
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
    return project.getCompileSourceRoots().stream().anyMatch(root -> has(Path.of(root), ".java"));
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

  /** A WAR is a whole program; any other module may be called by those downstream. */
  World.Kind kind() {
    return project.getPackaging().equals("war") ? World.Kind.APPLICATION : World.Kind.MODULE;
  }

  /** The main classes, judged against upstream modules and dependencies. */
  Inspector.Job job(World.Kind kind) {
    List<ClassSource> classPath =
        project.getArtifacts().stream()
            .filter(artifact -> SCOPES.contains(artifact.getScope()))
            .map(Artifact::getFile)
            .filter(ModuleJob::hasCode)
            .map(File::toPath)
            .map(ClassSource::of)
            .toList();
    Sources sources = new Sources(project.getCompileSourceRoots().stream().map(Path::of).toList());
    return new Inspector.Job(kind, List.of(ClassSource.folder(classes())), classPath, sources);
  }

  private static boolean hasCode(File file) {
    return file != null && (file.isDirectory() || file.getName().endsWith(".jar"));
  }

  private Path classes() {
    return Path.of(project.getBuild().getOutputDirectory());
  }
}
