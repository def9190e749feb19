package dev.watertight.maven.report;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.maven.source.Outline;
import dev.watertight.maven.source.Outline.Extent;
import dev.watertight.maven.source.Patch;
import dev.watertight.maven.source.Patches;
import dev.watertight.maven.source.SourceFile;
import dev.watertight.maven.source.Sources;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Where a place is: a file of the repository, or one below an unknown source root. */
public final class Locations {
  private final Sources sources;
  private final Outline outline;
  private final Patches patches;
  private final Path root;

  /**
   * Places of a world.
   *
   * @param sources of the world
   * @param root of the repository: paths of reports are relative to it
   */
  public Locations(Sources sources, Path root) {
    this.sources = sources;
    this.outline = new Outline(sources);
    this.patches = new Patches(sources);
    this.root = root.toAbsolutePath().normalize();
  }

  /** The file of a place, if its source is at hand. */
  Optional<SourceFile> source(Place place) {
    return sources.find(Outline.file(place));
  }

  /** See {@link Outline#line}. */
  int line(Place place) {
    return outline.line(place);
  }

  /** See {@link Outline#extent}. */
  Optional<Extent> extent(Place place) {
    return outline.extent(place);
  }

  /** See {@link Outline#refersTo}. */
  List<String> refersTo(String className) {
    return outline.refersTo(className);
  }

  /** The fix of a finding, where one is certain and its source is at hand. */
  Optional<Patch> patch(Finding finding) {
    return patches.of(finding);
  }

  /** With forward slashes, relative to the repository; empty where the file is not in it. */
  Optional<String> inRepository(Place place) {
    return source(place)
        .flatMap(SourceFile::path)
        .map(path -> path.toAbsolutePath().normalize())
        .filter(path -> path.startsWith(root))
        .map(path -> slashes(root.relativize(path)));
  }

  /** What a reader is shown: the path in the repository, else the path below the source root. */
  String shown(Place place) {
    return inRepository(place).orElse(Outline.file(place));
  }

  /** A relative path as a URI reference. */
  static String uri(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private static String slashes(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }
}
