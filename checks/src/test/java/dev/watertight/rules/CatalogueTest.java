package dev.watertight.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.fixtures.kit.FixtureCase;
import dev.watertight.fixtures.kit.FixtureCase.Kind;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.SourceFile;
import dev.watertight.rules.RulePage.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule has all that belongs to it, and what is written about it is true. */
class CatalogueTest {
  /** Beside the modules, for readers of the repository. */
  private static final Path INDEX = Path.of("..", "docs", "rules.md");

  private static final Fixtures FIXTURES = Fixtures.load();

  static Stream<Rule> rules() {
    return Catalogue.load().rules().stream();
  }

  @Test
  void everyRuleHasFixturesAndEveryFixtureARule() {
    Set<String> rules = rules().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    Set<String> folders =
        FIXTURES.cases().stream()
            .map(FixtureCase::ruleId)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rules, folders);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thePageSaysWhatTheRuleIs(Rule rule) {
    RulePage page = RulePage.of(rule);
    assertEquals(rule.summary() + ".", page.summary());
    assertTrue(
        page.section(Section.WEAKNESS).contains("CWE-" + rule.cwe() + "]"),
        "the weakness is CWE-" + rule.cwe());
    for (String name : rule.alternativeNames()) {
      assertTrue(page.section(Section.PROBLEM).contains('`' + name + '`'), name);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thePageShowsHowToSuppress(Rule rule) {
    RulePage page = RulePage.of(rule);
    List<String> code = page.code(Section.SUPPRESSION);
    assertFalse(code.isEmpty());
    for (String each : code) {
      assertTrue(each.startsWith("// "), "a suppression begins with its reason");
      assertTrue(each.contains("@SuppressWarnings(\"" + rule.id() + "\")"), each);
    }
    assertTrue(page.section(Section.SUPPRESSION).contains("-Xep:" + rule.id() + ":OFF"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thePageShowsFixtures(Rule rule) {
    RulePage page = RulePage.of(rule);
    List<String> leaks = page.code(Section.LEAK);
    List<String> repairs = page.code(Section.FIXED);
    assertFalse(leaks.isEmpty());
    assertFalse(repairs.isEmpty());
    for (String each : leaks) {
      assertTrue(each.contains("// LEAK: " + rule.id()), "the line that is reported is marked");
      assertTrue(isTextOf(each, rule, Kind.LEAK), () -> "no leak among the fixtures:\n" + each);
    }
    for (String each : repairs) {
      assertTrue(isTextOf(each, rule, Kind.TWIN), () -> "no twin among the fixtures:\n" + each);
    }
  }

  private static boolean isTextOf(String snippet, Rule rule, Kind kind) {
    for (FixtureCase fixture : FIXTURES.cases()) {
      if (fixture.ruleId().equals(rule.id()) && fixture.kind() == kind) {
        for (SourceFile source : fixture.sources()) {
          if (source.text().contains('\n' + snippet + '\n')) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Test
  void theIndexListsTheRules() throws IOException {
    StringBuilder table = new StringBuilder("| Rule | Reports | Weakness |\n|---|---|---|\n");
    for (Rule rule : Catalogue.load().rules()) {
      table
          .append("| [")
          .append(rule.id())
          .append("](../checks/src/main/resources/dev/watertight/rules/")
          .append(rule.id())
          .append(".md) | ")
          .append(rule.summary())
          .append(" | CWE-")
          .append(rule.cwe())
          .append(" |\n");
    }
    String index = Files.readString(INDEX).replace("\r\n", "\n");
    assertTrue(
        index.endsWith('\n' + table.toString()),
        () -> "the end of " + INDEX + " should be\n\n" + table);
  }
}
