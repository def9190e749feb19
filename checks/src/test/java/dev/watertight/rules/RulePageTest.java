package dev.watertight.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.rules.RulePage.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulePageTest {
  private static final String PAGE =
      """
      # SomeRule

      Something grows.

      ## The problem

      It grows.

      ## A leak

      ```java
      ## no heading, but code
      put();
      ```

      and

      ```java
      add();
      ```

      ## The same, fixed

      Removes.

      ## Not reported

      Caches.

      ## How to suppress

      With a reason.

      ## Weakness

      CWE-401.
      """;

  @Test
  void hasItsParts() {
    RulePage page = RulePage.parse("SomeRule", PAGE);
    assertEquals("SomeRule", page.id());
    assertEquals(PAGE, page.markdown());
    assertEquals("Something grows.", page.summary());
    assertEquals("Removes.", page.section(Section.FIXED));
    assertEquals(List.of("## no heading, but code\nput();", "add();"), page.code(Section.LEAK));
    assertEquals(List.of(), page.code(Section.PROBLEM));
  }

  @Test
  void anotherTitleIsRefused() {
    assertTrue(refusal("OtherRule", PAGE).contains("'# OtherRule'"));
    assertTrue(refusal("OtherRule", "").contains("'# OtherRule'"));
  }

  @Test
  void aMissingOrStrangeSectionIsRefused() {
    assertTrue(refusal("SomeRule", PAGE.replace("## Weakness", "")).contains("Weakness"));
    assertTrue(refusal("SomeRule", PAGE + "## More\n\nText\n").contains("More"));
  }

  @Test
  void anEmptySectionIsRefused() {
    assertTrue(refusal("SomeRule", PAGE.replace("Caches.", "")).endsWith("under Not reported"));
  }

  @Test
  void thePageLiesBesideTheRule() {
    Rule rule = new UnboundedStaticCollection();
    assertEquals(rule.summary() + ".", RulePage.of(rule).summary());
  }

  private static String refusal(String id, String page) {
    return assertThrows(IllegalStateException.class, () -> RulePage.parse(id, page)).getMessage();
  }
}
