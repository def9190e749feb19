package dev.watertight.errorprone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.extract.javac.JavacEngine;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a developer sees who compiles the fixtures with the plugin. */
class FixturesTest {
  private final Fixtures fixtures = Fixtures.load();

  private Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    for (SourceFile source : fixtures.sources()) {
      sources.put(source.path(), source.text());
    }
    return sources;
  }

  @Test
  void warningsAreTheFindingsOfTheAnalysis() {
    Compiler.Outcome outcome = Compiler.compile(sources(), List.of());
    assertTrue(outcome.success(), outcome.others()::toString);
    List<String> expected =
        new JavacEngine()
            .analyse(fixtures).stream()
                .map(each -> each.file() + ":" + each.line() + " " + each.ruleId())
                .sorted()
                .toList();
    assertFalse(expected.isEmpty());
    assertEquals(
        String.join("\n", expected),
        String.join(
            "\n", outcome.warnings().stream().map(Compiler.Warning::place).sorted().toList()));
  }

  @Test
  void compilationIsOtherwiseTheSame() {
    Compiler.Outcome with = Compiler.compile(sources(), List.of());
    Compiler.Outcome without = Compiler.plain(sources());
    assertEquals(without.others(), with.others());
    assertEquals(without.classFiles().keySet(), with.classFiles().keySet());
    without
        .classFiles()
        .forEach((name, bytes) -> assertArrayEquals(bytes, with.classFiles().get(name), name));
  }
}
