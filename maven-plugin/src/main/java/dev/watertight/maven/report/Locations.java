package dev.watertight.maven.report;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.maven.source.Patch;
import dev.watertight.maven.source.Patches;
import dev.watertight.maven.source.SourceFile;
import dev.watertight.maven.source.Sources;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Where a place is: a file of the repository, or one below an unknown source root. */
public final class Locations {
  private final Sources sources;
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
    this.patches = new Patches(sources);
    this.root = root.toAbsolutePath().normalize();
  }

  /** The file of a place, if its source is at hand. */
  Optional<SourceFile> source(Place place) {
    return sources.find(place.file());
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
    return inRepository(place).orElse(belowSourceRoot(place));
  }

  /** {@code pkg/Outer.java}; from the name of the class where class files do not tell. */
  static String belowSourceRoot(Place place) {
    if (place.file() != null) {
      return place.file();
    }
    int nested = place.className().indexOf('$', place.className().lastIndexOf('/') + 2);
    return (nested < 0 ? place.className() : place.className().substring(0, nested)) + ".java";
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
