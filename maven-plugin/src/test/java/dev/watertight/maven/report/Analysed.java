package dev.watertight.maven.report;

import dev.watertight.extract.bytecode.BytecodeWorld;
import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Trace;
import dev.watertight.fixtures.kit.ClassFile;
import dev.watertight.fixtures.kit.FixtureCase;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.SourceFile;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.maven.source.Sources;
import dev.watertight.maven.source.Suppressions;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Settings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Programs analysed in the way of the goals: class files judged, sources looked up. */
final class Analysed {
  static final String MODULE = "org.example:shop";
  static final Catalogue CATALOGUE = Catalogue.load();

  private static final String ROOT = "shop/src/main/java";

  private Analysed() {}

  /** All fixtures, as a module {@code shop} of a repository. */
  static Part fixtures(Path repository) {
    Fixtures fixtures = Fixtures.load();
    Map<String, byte[]> classes = new TreeMap<>();
    for (ClassFile file : fixtures.classFiles()) {
      classes.put(file.name(), file.bytes());
    }
    Map<String, String> sources = new TreeMap<>();
    for (SourceFile source : fixtures.sources()) {
      sources.put(source.path(), source.text());
    }
    return part(repository, sources, ClassSource.memory(classes));
  }

  /** One of the fixtures alone. */
  static Part fixture(Path repository, FixtureCase fixture) {
    Map<String, byte[]> classes = new TreeMap<>();
    fixture.classFiles().forEach(file -> classes.put(file.name(), file.bytes()));
    Map<String, String> sources = new TreeMap<>();
    fixture.sources().forEach(source -> sources.put(source.path(), source.text()));
    return part(repository, sources, ClassSource.memory(classes));
  }

  /** Sources by path, compiled. */
  static Part compiled(Path repository, Map<String, String> sources) {
    Path classes = repository.resolve("shop/target/classes");
    write(repository, sources);
    compile(repository, List.of());
    return part(repository, sources, ClassSource.folder(classes));
  }

  /** Sources by path, as the compiler plugin leaves them when it is to apply its fixes. */
  static Map<String, String> patchedByCompiler(
      Path repository, Map<String, String> sources, List<String> rules) {
    write(repository, sources);
    compile(
        repository,
        List.of(
            "-XDcompilePolicy=simple",
            "--should-stop=ifError=FLOW",
            "-processorpath",
            System.getProperty("java.class.path"),
            "-Xplugin:ErrorProne -XepPatchChecks:"
                + String.join(",", rules)
                + " -XepPatchLocation:IN_PLACE"));
    Map<String, String> patched = new TreeMap<>();
    try {
      for (String path : sources.keySet()) {
        patched.put(path, Files.readString(repository.resolve(ROOT).resolve(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return patched;
  }

  private static void compile(Path repository, List<String> more) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    List<String> options = new ArrayList<>(List.of("-g", "-proc:none", "-cp"));
    options.add(System.getProperty("java.class.path"));
    options.add("-d");
    options.add(repository.resolve("shop/target/classes").toString());
    options.addAll(more);
    try (Stream<Path> files = Files.walk(repository.resolve(ROOT));
        var manager = compiler.getStandardFileManager(null, null, null)) {
      Files.createDirectories(repository.resolve("shop/target/classes"));
      boolean compiles =
          compiler
              .getTask(
                  complaints,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(
                      files.filter(file -> file.toString().endsWith(".java")).toList()))
              .call();
      if (!compiles) {
        throw new AssertionError("the program does not compile: " + complaints);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run that compares with no baseline. */
  static Run run(Part... parts) {
    return new Run("1.2.3", MODULE, List.of(), null, List.of(parts));
  }

  private static Part part(Path repository, Map<String, String> sources, ClassSource classes) {
    write(repository, sources);
    Sources lookup = new Sources(List.of(repository.resolve(ROOT)));
    Suppressions suppressions = new Suppressions(lookup);
    List<Result> results = new ArrayList<>();
    List<ClassSource> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (!entry.contains("test-classes") && !entry.contains("watertight-test-fixtures")) {
        classPath.add(ClassSource.of(Path.of(entry)));
      }
    }
    try (BytecodeWorld world =
        BytecodeWorld.builder(World.Kind.MODULE)
            .judge(classes)
            .classPath(classPath.toArray(ClassSource[]::new))
            .build()) {
      for (Finding finding :
          Inspection.inspect(world, Knowledge.builtIn(), Settings.DEFAULT, CATALOGUE).findings()) {
        results.add(
            new Result(
                finding,
                suppressions.of(finding, CATALOGUE.suppressionNames(finding.ruleId())).stream()
                    .findFirst()
                    .orElse(null),
                null,
                Trace.NONE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Part.of(MODULE, new Locations(lookup, repository), results);
  }

  private static void write(Path repository, Map<String, String> sources) {
    try {
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = repository.resolve(ROOT).resolve(source.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
