package dev.watertight.analysis;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.watertight.extract.bytecode.BytecodeWorld;
import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Progress;
import dev.watertight.model.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaFileObject;

/** A few lines of Java, compiled, and the parts of an analysis of them. */
final class Snippet {
  private static final String HEAD = "import java.util.*;\nimport java.util.function.*;\n";

  private final Analysis analysis;

  private Snippet(World.Kind kind, String text) {
    Compilation compilation =
        javac()
            .withOptions("-g", "-parameters", "-Xlint:none")
            .compile(JavaFileObjects.forSourceString("Snippet", HEAD + text));
    assertThat(compilation).succeeded();
    Map<String, byte[]> classes = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        classes.put(name(file), bytes(file));
      }
    }
    BytecodeWorld world = BytecodeWorld.builder(kind).judge(ClassSource.memory(classes)).build();
    this.analysis = Analysis.of(world, Knowledge.builtIn(), Progress.NONE);
  }

  /**
   * The analysis of some top-level types.
   *
   * @param text without package and imports; those of java.util are there
   */
  static Snippet of(World.Kind kind, String text) {
    return new Snippet(kind, text);
  }

  private static String name(JavaFileObject file) {
    String path = file.getName();
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".class".length());
  }

  private static byte[] bytes(JavaFileObject file) {
    try (var in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Scene scene() {
    return analysis.scene();
  }

  /** The only method of that name. */
  MethodModel method(String type, String name) {
    List<MethodModel> found = scene().world().find(type).methods(name);
    if (found.size() != 1) {
      throw new IllegalArgumentException(type + "." + name + ": " + found);
    }
    return found.get(0);
  }

  /** What is done to a container, in the order of classes, methods and events. */
  List<Operation> operations(String type, String field) {
    ContainerFacts facts = analysis.facts().get(new FieldRef(type, field));
    return facts == null ? List.of() : facts.all();
  }

  /** Why a member is or is not reported. */
  List<String> explain(String member) {
    return analysis.explain(member);
  }

  /** What every verdict is about, in their order. */
  List<String> reported() {
    return analysis
        .verdicts(
            (member, fault) -> {
              throw new AssertionError(member, fault);
            },
            Progress.NONE)
        .stream()
        .map(Verdict::subject)
        .toList();
  }

  /** {@code Type.name} of each, in their order. */
  static List<String> names(Collection<MethodModel> methods) {
    return methods.stream().map(each -> each.ref().toString()).toList();
  }
}
