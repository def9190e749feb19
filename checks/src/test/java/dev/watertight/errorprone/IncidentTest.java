package dev.watertight.errorprone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.extract.javac.BytecodeEngine;
import dev.watertight.fixtures.kit.Expectation;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The server that died of its sessions, each program by itself: what would have been seen. */
class IncidentTest {
  private static final Fixtures ALL = Fixtures.load();
  private static final Fixtures LEAK = ALL.ofCase("MissingRemovalOnSessionEnd/dashboardsleak");
  private static final Fixtures TWIN = ALL.ofCase("MissingRemovalOnSessionEnd/dashboardsfixed");

  @Test
  void compilerWarnsAtTheGuiltyLine() {
    assertEquals(guiltyLine(), compiled(LEAK));
  }

  @Test
  void compilerIsSilentOnTheTwin() {
    assertEquals(List.of(), compiled(TWIN));
  }

  @Test
  void classFilesTellTheGuiltyLine() {
    assertEquals(guiltyLine(), read(LEAK));
  }

  @Test
  void classFilesOfTheTwinAreSilent() {
    assertEquals(List.of(), read(TWIN));
  }

  private static List<String> guiltyLine() {
    assertEquals(1, LEAK.expectations().size());
    Expectation line = LEAK.expectations().get(0);
    return List.of(line.file() + ":" + line.line() + " " + line.ruleId());
  }

  private static List<String> compiled(Fixtures program) {
    Map<String, String> sources = new TreeMap<>();
    for (SourceFile source : program.sources()) {
      sources.put(source.path(), source.text());
    }
    Compiler.Outcome outcome = Compiler.compile(sources, List.of());
    assertTrue(outcome.success(), outcome.others()::toString);
    return outcome.warnings().stream().map(Compiler.Warning::place).toList();
  }

  private static List<String> read(Fixtures program) {
    return new BytecodeEngine()
        .analyse(program).stream()
            .map(each -> each.file() + ":" + each.line() + " " + each.ruleId())
            .toList();
  }
}
