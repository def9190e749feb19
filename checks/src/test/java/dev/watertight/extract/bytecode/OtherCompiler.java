package dev.watertight.extract.bytecode;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watertight.fixtures.kit.SourceFile;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** A compiler, or a release for which it compiles, whose class files differ from those at hand. */
final class OtherCompiler {
  /** Where an error is in no file. */
  static final String NO_FILE = "";

  private static final String NEWEST_JDK = "WATERTIGHT_NEWEST_JDK";

  private interface Run {
    NavigableMap<String, String> run(List<String> arguments, List<File> files) throws IOException;
  }

  private final String name;
  private final List<String> options;
  private final Run run;

  private OtherCompiler(String name, Run run, String... options) {
    this.name = name;
    this.run = run;
    this.options = List.of(options);
  }

  /**
   * javac, for class files of Java 8. Not by {@code --release}: that would hide newer classes of
   * the JDK, which make no difference to the shape of a class file.
   */
  static OtherCompiler javacFor8() {
    return tool("javac for Java 8", ToolProvider.getSystemJavaCompiler(), "8");
  }

  /** The compiler at hand. */
  static OtherCompiler javac() {
    return tool("javac", ToolProvider.getSystemJavaCompiler(), "17");
  }

  /** Eclipse's compiler, for class files of Java 8. */
  static OtherCompiler ecjFor8() {
    return tool("ecj for Java 8", new EclipseCompiler(), "8");
  }

  /** Eclipse's compiler, for class files of Java 17. */
  static OtherCompiler ecj() {
    return tool("ecj", new EclipseCompiler(), "17");
  }

  /**
   * javac of the newest JDK that stands beside the one in use, or of the one that {@value
   * #NEWEST_JDK} names, for its own class files; empty if none is newer than the one in use.
   */
  static Optional<OtherCompiler> newestJavac() {
    String named = System.getenv(NEWEST_JDK);
    Path newest = null;
    for (Path home :
        named == null
            ? beside(Path.of(System.getProperty("java.home")))
            : List.of(Path.of(named))) {
      if (feature(home)
          > Math.max(Runtime.version().feature(), newest == null ? 0 : feature(newest))) {
        newest = home;
      }
    }
    if (newest == null) {
      return Optional.empty();
    }
    Path javac = newest.resolve("bin/javac");
    return Optional.of(
        new OtherCompiler(
            "javac " + feature(newest), (arguments, files) -> process(javac, arguments, files)));
  }

  /** Why {@link #newestJavac} may be empty. */
  static String noNewestJavac() {
    return "no JDK newer than the one in use stands beside it, and " + NEWEST_JDK + " names none";
  }

  private static List<Path> beside(Path home) {
    try (Stream<Path> homes = Files.list(home.getParent())) {
      return homes.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static int feature(Path home) {
    if (!Files.isExecutable(home.resolve("bin/javac"))) {
      return 0;
    }
    Properties release = new Properties();
    try (var in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
      return Runtime.Version.parse(release.getProperty("JAVA_VERSION", "").replace("\"", ""))
          .feature();
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }

  private static OtherCompiler tool(String name, JavaCompiler compiler, String release) {
    return new OtherCompiler(
        name,
        (arguments, files) -> call(compiler, arguments, files),
        "-source",
        release,
        "-target",
        release);
  }

  /**
   * The class files of some sources, by internal name.
   *
   * @throws AssertionError with what the compiler says if it does not compile them
   */
  NavigableMap<String, byte[]> compile(Collection<SourceFile> sources, Path folder) {
    Path classes = folder.resolve("classes");
    NavigableMap<String, String> errors = errors(sources, folder);
    if (!errors.isEmpty()) {
      throw new AssertionError(name + " says: " + errors);
    }
    NavigableMap<String, byte[]> made = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = classes.relativize(file).toString().replace(File.separatorChar, '/');
        made.put(path.substring(0, path.length() - ".class".length()), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  /** The first error in each source that it does not compile, by path or {@link #NO_FILE}. */
  NavigableMap<String, String> errors(Collection<SourceFile> sources, Path folder) {
    Path root = folder.resolve("src");
    try {
      List<File> files = new ArrayList<>();
      for (SourceFile source : sources) {
        Path file = root.resolve(source.path());
        Files.createDirectories(file.getParent());
        files.add(Files.writeString(file, source.text()).toFile());
      }
      List<String> arguments = new ArrayList<>(options);
      arguments.addAll(List.of("-g", "-proc:none", "-parameters", "-nowarn"));
      arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
      arguments.addAll(
          List.of("-d", Files.createDirectories(folder.resolve("classes")).toString()));
      NavigableMap<String, String> errors = new TreeMap<>();
      run.run(arguments, files)
          .forEach(
              (file, error) ->
                  errors.put(
                      file.equals(NO_FILE)
                          ? file
                          : root.relativize(Path.of(file))
                              .toString()
                              .replace(File.separatorChar, '/'),
                      error));
      return errors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NavigableMap<String, String> call(
      JavaCompiler compiler, List<String> arguments, List<File> files) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    NavigableMap<String, String> errors = new TreeMap<>();
    try (var manager = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null)) {
      StringWriter out = new StringWriter();
      boolean success =
          compiler
              .getTask(
                  out,
                  manager,
                  diagnostics,
                  arguments,
                  null,
                  manager.getJavaFileObjectsFromFiles(files))
              .call();
      for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
        if (each.getKind() == Diagnostic.Kind.ERROR) {
          String file =
              each.getSource() == null ? NO_FILE : Path.of(each.getSource().toUri()).toString();
          errors.putIfAbsent(
              file, each.getMessage(Locale.ENGLISH).lines().findFirst().orElse("an error"));
        }
      }
      if (!success && errors.isEmpty()) {
        errors.put(NO_FILE, out.toString());
      }
      return errors;
    }
  }

  private static NavigableMap<String, String> process(
      Path javac, List<String> arguments, List<File> files) throws IOException {
    Path list = Files.createTempFile("sources", ".txt");
    try {
      Files.write(list, files.stream().map(OtherCompiler::quoted).toList());
      List<String> command = new ArrayList<>(List.of(javac.toString()));
      command.addAll(arguments);
      command.add("@" + list);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 ? new TreeMap<>() : new TreeMap<>(Map.of(NO_FILE, said));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(list);
    }
  }

  private static String quoted(File file) {
    return '"' + file.getPath().replace("\\", "\\\\") + '"';
  }

  @Override
  public String toString() {
    return name;
  }
}
