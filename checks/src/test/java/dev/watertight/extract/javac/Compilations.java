package dev.watertight.extract.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.tools.javac.api.BasicJavacTask;
import com.sun.tools.javac.util.Context;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources in memory and looks at them where Error Prone would. */
final class Compilations {
  /** What came of it: class files by internal name, and what the look yielded. */
  record Outcome<T>(SortedMap<String, byte[]> classFiles, T seen, List<String> messages) {}

  private Compilations() {}

  /**
   * Compiles and looks once everything is attributed and the first class went through flow
   * analysis.
   */
  static <T> Outcome<T> compile(
      Map<String, String> sources, Function<Context, T> look, String... options) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<JavaFileObject> files = new ArrayList<>();
    new TreeMap<>(sources).forEach((path, text) -> files.add(new Source(path, text)));
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-parameters", "-g"));
    arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    arguments.add("-XDcompilePolicy=simple");
    arguments.addAll(List.of(options));
    SortedMap<String, byte[]> classFiles = new TreeMap<>();
    Memory memory =
        new Memory(compiler.getStandardFileManager(diagnostics, null, null), classFiles);
    JavacTask task =
        (JavacTask) compiler.getTask(null, memory, diagnostics, arguments, null, files);
    List<T> seen = new ArrayList<>();
    List<RuntimeException> failures = new ArrayList<>();
    task.addTaskListener(
        new TaskListener() {
          @Override
          public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.ANALYZE && seen.isEmpty()) {
              try {
                seen.add(look.apply(((BasicJavacTask) task).getContext()));
              } catch (RuntimeException e) {
                failures.add(e);
              }
            }
          }
        });
    task.call();
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    List<String> messages = new ArrayList<>();
    diagnostics.getDiagnostics().forEach(each -> messages.add(each.toString()));
    return new Outcome<>(classFiles, seen.isEmpty() ? null : seen.get(0), messages);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("mem:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final SortedMap<String, byte[]> classFiles;

    Memory(StandardJavaFileManager parent, SortedMap<String, byte[]> classFiles) {
      super(parent);
      this.classFiles = classFiles;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      String name = className.replace('.', '/');
      return new SimpleJavaFileObject(URI.create("mem:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classFiles.put(name, toByteArray());
            }
          };
        }
      };
    }
  }
}
