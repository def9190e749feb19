package dev.watertight.errorprone;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.watertight.fixtures.kit.Expectation;
import dev.watertight.fixtures.kit.FixtureCase;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule's leaking fixtures, compiled with the plugin: the warnings stand in file, line and
 * column at what is marked, and otherwise the compiler does as it does without.
 */
class ColumnsTest {
  private static final Fixtures FIXTURES = Fixtures.load();

  static Stream<String> rules() {
    return Catalogue.load().rules().stream().map(Rule::id);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void warningsStandAtTheMarks(String rule) throws IOException {
    List<FixtureCase> leaks =
        FIXTURES.ofRules(List.of(rule)).cases().stream()
            .filter(each -> each.kind() == FixtureCase.Kind.LEAK)
            .toList();
    assertFalse(leaks.isEmpty());
    List<JavaFileObject> sources = new ArrayList<>();
    List<Expectation> expected = new ArrayList<>();
    for (FixtureCase leak : leaks) {
      leak.sources()
          .forEach(
              each ->
                  sources.add(
                      JavaFileObjects.forSourceString(
                          each.path().replaceFirst("\\.java$", "").replace('/', '.'),
                          each.text())));
      expected.addAll(leak.expectations());
    }
    expected.removeIf(each -> each.gaps().containsKey("javac"));

    Compilation with = javac().withOptions(options(true)).compile(sources);

    assertThat(with).succeeded();
    for (Expectation each : expected) {
      JavaFileObject file =
          sources.stream()
              .filter(source -> source.getName().endsWith(each.file()))
              .findFirst()
              .orElseThrow();
      assertThat(with)
          .hadWarningContaining("[" + each.ruleId() + "]")
          .inFile(file)
          .onLine(each.line())
          .atColumn(each.column());
    }
    assertThat(with).hadWarningCount(expected.size());
    Compilation without = javac().withOptions(options(false)).compile(sources);
    assertThat(without).succeededWithoutWarnings();
    assertEquals(notes(without), notes(with));
    assertEquals(classFiles(without), classFiles(with));
  }

  private static List<String> notes(Compilation compilation) {
    return compilation.notes().stream().map(each -> each.getMessage(null)).sorted().toList();
  }

  private static Map<String, List<Byte>> classFiles(Compilation compilation) throws IOException {
    Map<String, List<Byte>> result = new TreeMap<>();
    for (JavaFileObject each : compilation.generatedFiles()) {
      try (InputStream in = each.openInputStream()) {
        List<Byte> bytes = new ArrayList<>();
        for (byte value : in.readAllBytes()) {
          bytes.add(value);
        }
        result.put(each.getName(), bytes);
      }
    }
    assertFalse(result.isEmpty());
    return result;
  }

  private static ImmutableList<String> options(boolean plugin) {
    ImmutableList.Builder<String> options = ImmutableList.builder();
    options.add("-proc:none", "-XDcompilePolicy=simple", "-XDshould-stop.ifError=FLOW");
    if (plugin) {
      String ours = rules().map(each -> " -Xep:" + each + ":WARN").collect(Collectors.joining());
      options.add("-processorpath", System.getProperty("java.class.path"));
      options.add("-Xplugin:ErrorProne -XepDisableAllChecks" + ours);
    }
    return options.build();
  }
}
