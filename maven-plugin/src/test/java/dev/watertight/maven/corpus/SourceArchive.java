package dev.watertight.maven.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The Java files of a published source archive, by path. */
final class SourceArchive {
  private SourceArchive() {}

  /**
   * All but layers for newer releases and module descriptors, which a class path has no use for.
   */
  static SortedMap<String, String> read(Path archive) throws IOException {
    SortedMap<String, String> sources = new TreeMap<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : List.copyOf(Collections.list(zip.entries()))) {
        String name = entry.getName();
        if (name.endsWith(".java")
            && !name.startsWith("META-INF/")
            && !name.endsWith("module-info.java")) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          sources.put(name, new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return sources;
  }
}
