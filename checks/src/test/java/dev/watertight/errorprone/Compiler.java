package dev.watertight.errorprone;

import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** javac with Error Prone and all of our checks, as a build would run it. */
final class Compiler {
  private static final Pattern RULE = Pattern.compile("^\\[(\\w+)\\] ");

  /** One of our warnings. */
  record Warning(String rule, String file, long line, long column, String message) {
    String place() {
      return file + ":" + line + " " + rule;
    }
  }

  /** What came of a compilation. */
  record Outcome(
      boolean success,
      List<Warning> warnings,
      List<String> others,
      SortedMap<String, byte[]> classFiles) {}

  private Compiler() {}

  /**
   * Compiles.
   *
   * @param errorProne flags for Error Prone, such as {@code -Xep:RuleId:ERROR}; our checks are on
   * @param options other options for javac
   */
  static Outcome compile(Map<String, String> sources, List<String> errorProne, String... options) {
    return compile(sources, "-XDcompilePolicy=simple", errorProne, options);
  }

  static Outcome compile(
      Map<String, String> sources, String policy, List<String> errorProne, String... options) {
    List<String> arguments = new ArrayList<>(List.of(policy));
    arguments.addAll(
        List.of(
            "-proc:none",
            "-Xmaxwarns",
            "10000",
            "-XDshould-stop.ifError=FLOW",
            "--add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED",
            "-classpath",
            System.getProperty("java.class.path"),
            "-processorpath",
            System.getProperty("java.class.path"),
            "-Xplugin:ErrorProne -XepDisableAllChecks " + ours() + String.join(" ", errorProne)));
    arguments.addAll(List.of(options));
    return run(sources, arguments);
  }

  /** The same compilation without Error Prone. */
  static Outcome plain(Map<String, String> sources) {
    return run(sources, List.of("-proc:none", "-classpath", System.getProperty("java.class.path")));
  }

  private static String ours() {
    StringBuilder out = new StringBuilder();
    dev.watertight.rules.Catalogue.load()
        .rules()
        .forEach(rule -> out.append("-Xep:").append(rule.id()).append(":WARN "));
    return out.toString();
  }

  private static Outcome run(Map<String, String> sources, List<String> arguments) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<JavaFileObject> files = new ArrayList<>();
    new TreeMap<>(sources).forEach((path, text) -> files.add(new Source(path, text)));
    SortedMap<String, byte[]> classFiles = new TreeMap<>();
    Memory memory =
        new Memory(compiler.getStandardFileManager(diagnostics, null, null), classFiles);
    StringWriter out = new StringWriter();
    boolean success = compiler.getTask(out, memory, diagnostics, arguments, null, files).call();
    List<Warning> warnings = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
      String message = each.getMessage(null);
      Matcher rule = RULE.matcher(message);
      if (rule.find() && each.getSource() != null) {
        warnings.add(
            new Warning(
                rule.group(1),
                each.getSource().toUri().getPath().substring(1),
                each.getLineNumber(),
                each.getColumnNumber(),
                message));
      } else {
        others.add(each.getKind() + " " + message);
      }
    }
    if (!out.toString().isBlank()) {
      others.add(out.toString());
    }
    return new Outcome(success, warnings, others, classFiles);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("file:///" + path), Kind.SOURCE);
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
        public java.io.OutputStream openOutputStream() {
          return new java.io.ByteArrayOutputStream() {
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
