package dev.watertight.spotbugs;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Small programs, written to a folder and compiled. */
final class Sources {
  private final Path folder;

  Sources(Path folder) {
    this.folder = folder;
  }

  /** A holder with a static map that only grows, with room for annotations. */
  static String leak(String name, String onType, String onField, String onMethod) {
    return String.join(
        "\n",
        "package shop;",
        "import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;",
        "import java.util.*;",
        onType + " public class " + name + " {",
        onField + " private static final Map<String, Object> TRAIL = new HashMap<>();",
        onMethod + " public static void record(String user, Object what) {",
        "    TRAIL.put(user, what);",
        "  }",
        "  public static Object last(String user) { return TRAIL.get(user); }",
        "}");
  }

  /** Compiles with javac and returns the folder of the classes. */
  Path compile(Map<String, String> sources, String... options) {
    return compile(ToolProvider.getSystemJavaCompiler(), sources, options);
  }

  Path compile(JavaCompiler compiler, Map<String, String> sources, String... options) {
    try {
      Path classes = Files.createDirectories(folder.resolve("classes"));
      List<String> arguments = new ArrayList<>(List.of(options));
      arguments.addAll(
          List.of("-g", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
      List<File> files = new ArrayList<>();
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = folder.resolve("src").resolve(source.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
        files.add(file.toFile());
      }
      try (var manager = compiler.getStandardFileManager(null, null, null)) {
        StringWriter messages = new StringWriter();
        boolean success =
            compiler
                .getTask(
                    messages,
                    manager,
                    null,
                    arguments,
                    null,
                    manager.getJavaFileObjectsFromFiles(files))
                .call();
        if (!success) {
          throw new IllegalArgumentException(messages.toString());
        }
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
