package dev.watertight.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** Small programs, compiled as the tests need them. */
final class Code {
  /** Keeps every visitor. */
  static final String LEAK =
      """
      package shop;

      import java.util.HashMap;
      import java.util.Map;

      public final class Visits {
        private static final Map<String, Object> SEEN = new HashMap<>();

        public static void enter(String visitor) {
          SEEN.put(visitor, new Object());
        }

        public static Object find(String visitor) {
          return SEEN.get(visitor);
        }
      }
      """;

  /** Forgets them. */
  static final String FIXED =
      LEAK.replace(
          "  public static Object find",
          "  public static void leave(String visitor) {\n    SEEN.remove(visitor);\n  }\n\n"
              + "  public static Object find");

  private Code() {}

  /** Writes sources below a folder, by path. */
  static Path write(Path folder, Map<String, String> sources) {
    new TreeMap<>(sources)
        .forEach(
            (name, text) -> {
              try {
                Files.createDirectories(folder.resolve(name).getParent());
                Files.writeString(folder.resolve(name), text);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return folder;
  }

  /** Compiles every source below a folder. */
  static Path compile(Path sources, Path classes, Path... classPath) {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-g", "-nowarn", "--release"));
    arguments.add("17");
    arguments.addAll(List.of("-d", classes.toString()));
    if (classPath.length > 0) {
      arguments.add("-cp");
      arguments.add(
          String.join(
              java.io.File.pathSeparator, Stream.of(classPath).map(Path::toString).toList()));
    }
    try (Stream<Path> files = Files.walk(sources)) {
      Files.createDirectories(classes);
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java"))
          .sorted()
          .forEach(arguments::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteArrayOutputStream problems = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, problems, arguments.toArray(String[]::new));
    assertEquals(0, status, problems::toString);
    return classes;
  }

  /** Packs folders and files, each below a path of the archive. */
  static Path jar(Path jar, Map<String, Path> content) {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, Path> each : new TreeMap<>(content).entrySet()) {
        try (Stream<Path> files = Files.walk(each.getValue())) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            String below = each.getValue().relativize(file).toString().replace('\\', '/');
            zip.putNextEntry(new ZipEntry(each.getKey() + below));
            zip.write(Files.readAllBytes(file));
            zip.closeEntry();
          }
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
