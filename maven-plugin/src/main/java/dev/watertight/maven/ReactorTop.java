package dev.watertight.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders around a module: the top of its reactor, the top of its repository, and the baseline
 * that a module shares with the others. Looked up from the module's folder, so that a build of one
 * module alone finds the same files as a build of all.
 */
final class ReactorTop {
  /** Where the baseline is, relative to a folder; the first is where it is created. */
  private static final List<String> BASELINES =
      List.of(".watertight/baseline.jsonl", "watertight-baseline.jsonl");

  private final Path module;

  ReactorTop(Path moduleFolder) {
    this.module = moduleFolder.toAbsolutePath().normalize();
  }

  /** The topmost folder with a POM that is in the same repository, else the module's own. */
  Path folder() {
    Path boundary = boundary();
    Path top = module;
    for (Path folder = module; folder != null; folder = folder.getParent()) {
      boolean hasPom = Files.isRegularFile(folder.resolve("pom.xml"));
      if (hasPom) {
        top = folder;
      }
      if (folder.equals(boundary) || (boundary == null && !hasPom && !folder.equals(module))) {
        break;
      }
    }
    return top;
  }

  /**
   * What paths in reports are relative to: the folder with {@code .git}, else the reactor's top.
   */
  Path repository() {
    for (Path folder = module; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"))) {
        return folder;
      }
    }
    return folder();
  }

  /** The nearest baseline from the module up to the reactor's top. */
  Optional<Path> baseline() {
    Path top = folder();
    for (Path folder = module; folder != null; folder = folder.getParent()) {
      for (String name : BASELINES) {
        if (Files.exists(folder.resolve(name))) {
          return Optional.of(folder.resolve(name));
        }
      }
      if (folder.equals(top)) {
        break;
      }
    }
    return Optional.empty();
  }

  /** A baseline in the module's own folder. */
  Optional<Path> inModule() {
    return BASELINES.stream().map(module::resolve).filter(Files::exists).findFirst();
  }

  /** Where the module's own baseline is created. */
  Path newInModule() {
    return module.resolve(BASELINES.get(0));
  }

  /** Relative to the reactor's top, if the file is below it. */
  String shown(Path file) {
    Path folder = folder();
    return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
  }

  /** Where a baseline is created if nobody says otherwise. */
  Path newBaseline() {
    return folder().resolve(BASELINES.get(0));
  }

  /** The nearest folder that Maven or git marks as the top of a tree; null if none does. */
  private Path boundary() {
    for (Path folder = module; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".mvn")) || Files.exists(folder.resolve(".git"))) {
        return folder;
      }
    }
    return null;
  }
}
