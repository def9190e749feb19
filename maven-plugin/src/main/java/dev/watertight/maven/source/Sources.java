package dev.watertight.maven.source;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Source roots, folders and archives, in the order in which they are searched. */
public final class Sources {
  /** A longer file is no source that a person wrote, and is not worth its memory. */
  private static final long MOST_BYTES = 16L << 20;

  private final List<Path> roots;
  private final Map<String, Optional<SourceFile>> files = new HashMap<>();

  /** Roots that do not exist are passed over. */
  public Sources(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /**
   * The file of that name, if a root has it.
   *
   * @param file below a source root, such as {@code pkg/Outer.java}; null is in no root
   */
  public Optional<SourceFile> find(String file) {
    return file == null ? Optional.empty() : files.computeIfAbsent(file, this::search);
  }

  /** Java files of folders that contain one of the words, below their roots, sorted. */
  Set<String> mentioning(Collection<String> words) {
    Set<String> found = new TreeSet<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files
              .filter(file -> file.toString().endsWith(".java") && mentions(file, words))
              .map(file -> root.relativize(file).toString().replace(File.separatorChar, '/'))
              .forEach(found::add);
        } catch (IOException | UncheckedIOException e) {
          // A root that cannot be read is as good as none
        }
      }
    }
    return found;
  }

  private static boolean mentions(Path file, Collection<String> words) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return false;
      }
      String text = text(Files.readAllBytes(file));
      return text.contains("SuppressWarnings") && words.stream().anyMatch(text::contains);
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<SourceFile> search(String file) {
    for (Path root : roots) {
      try {
        Optional<SourceFile> found =
            Files.isDirectory(root) ? inFolder(root, file) : inArchive(root, file);
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        // A root that cannot be read is as good as none
      }
    }
    return Optional.empty();
  }

  private static Optional<SourceFile> inFolder(Path root, String file) throws IOException {
    Path path = root.resolve(file).normalize();
    if (!path.startsWith(root.normalize())
        || !Files.isRegularFile(path)
        || Files.size(path) > MOST_BYTES) {
      return Optional.empty();
    }
    return Optional.of(new SourceFile(path, text(Files.readAllBytes(path))));
  }

  private static Optional<SourceFile> inArchive(Path archive, String file) throws IOException {
    if (!Files.isRegularFile(archive)) {
      return Optional.empty();
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(file);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
        return bytes.length > MOST_BYTES
            ? Optional.empty()
            : Optional.of(new SourceFile(null, text(bytes)));
      }
    }
  }

  /** Bytes that are not UTF-8 become replacement characters: a spoiled snippet, never a failure. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
