package dev.watertight.maven.corpus;

import com.sun.source.util.JavacTask;
import com.sun.tools.javac.api.BasicJavacTask;
import com.sun.tools.javac.util.Context;
import dev.watertight.extract.javac.JavacWorld;
import dev.watertight.findings.Finding;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.World;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Settings;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The analysis over published sources, in the compiler.
 *
 * @param findings what it found; empty where the sources do not compile
 * @param obstacle why they do not; null where they do
 * @param troubles faults of ours
 */
record Compilation(List<Finding> findings, String obstacle, List<String> troubles) {
  private static final String NOT_ASKED = "not asked for";

  private static final int OLDEST_SOURCE_LEVEL = 8;

  /** Class files say by this offset which release they are for. */
  private static final int MAJOR_OF_RELEASE_0 = 44;

  boolean done() {
    return obstacle == null;
  }

  /** Whether it was tried. */
  boolean asked() {
    return !NOT_ASKED.equals(obstacle);
  }

  /** Where nobody wants to know. */
  static Compilation notAsked() {
    return not(NOT_ASKED);
  }

  static Compilation not(String obstacle) {
    return new Compilation(List.of(), obstacle, List.of());
  }

  /** Attributes the sources of a library against its dependencies and judges what comes of it. */
  static Compilation of(Map<String, String> sources, Path jar, List<Path> classPath)
      throws IOException {
    if (sources.isEmpty()) {
      return not("no Java sources");
    }
    String level = Integer.toString(sourceLevel(jar));
    // The platform of that time has what was taken out since, today's has what is internal.
    Compilation then = of(sources, List.of("--release", level), classPath);
    return then.done() ? then : of(sources, List.of("-source", level, "-target", level), classPath);
  }

  private static Compilation of(
      Map<String, String> sources, List<String> level, List<Path> classPath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "-parameters",
                "-XDcompilePolicy=simple",
                "-classpath",
                classPath.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator))));
    options.addAll(level);
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((path, text) -> files.add(new Source(path, text)));
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, null, null)) {
      JavacTask task =
          (JavacTask) compiler.getTask(null, manager, diagnostics, options, null, files);
      task.parse();
      task.analyze();
      List<Diagnostic<? extends JavaFileObject>> errors =
          diagnostics.getDiagnostics().stream()
              .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
              .toList();
      if (!errors.isEmpty()) {
        return not(counted(errors.size()) + oneLine(errors.get(0).getMessage(Locale.ENGLISH)));
      }
      return judged(JavacWorld.ofCompilation(contextOf(task), World.Kind.LIBRARY));
    }
  }

  private static Context contextOf(JavacTask task) {
    return ((BasicJavacTask) task).getContext();
  }

  private static Compilation judged(JavacWorld world) {
    Inspection.Report report = Inspection.inspect(world, Knowledge.builtIn(), Settings.DEFAULT);
    List<String> troubles = new ArrayList<>();
    for (Inspection.Trouble each : report.troubles()) {
      troubles.add(each.rule() + " failed at " + each.place() + ": " + each.what());
    }
    for (JavacWorld.Skipped each : world.skipped()) {
      troubles.add("the compiler left out " + each.place() + ": " + each.fault());
    }
    return new Compilation(report.findings(), null, List.copyOf(troubles));
  }

  private static String counted(int errors) {
    return errors + (errors == 1 ? " error: " : " errors, the first: ");
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s+", " ");
  }

  /** What the jar was compiled for, as far as this compiler can. */
  private static int sourceLevel(Path jar) throws IOException {
    int newest = OLDEST_SOURCE_LEVEL;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : List.copyOf(Collections.list(zip.entries()))) {
        String name = entry.getName();
        if (name.endsWith(".class")
            && !name.startsWith("META-INF/")
            && !name.endsWith("module-info.class")) {
          try (DataInputStream in = new DataInputStream(zip.getInputStream(entry))) {
            in.skipNBytes(6);
            newest = Math.max(newest, in.readUnsignedShort() - MAJOR_OF_RELEASE_0);
          }
        }
      }
    }
    return Math.min(newest, Runtime.version().feature());
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("mem:///" + path.replace(" ", "%20")), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
