package dev.watertight.errorprone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.errorprone.Compiler.Outcome;
import dev.watertight.errorprone.Compiler.Warning;
import dev.watertight.extract.bytecode.BytecodeWorld;
import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.findings.Finding;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.World;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Inspection.Suppressed;
import dev.watertight.rules.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @SuppressFBWarnings} means the same to the compiler plugin and to what reads classes. */
class SuppressFbWarningsTest {
  private static final String OWN_ANNOTATION =
      """
      package own;
      public @interface SuppressFBWarnings {
        enum How { DEFAULT, EXACT, REGEX }
        String[] value() default {};
        String justification() default "";
        How matchType() default How.DEFAULT;
      }\
      """;

  /** What both engines see of a leak with room for annotations. */
  private static Inspection.Report inspect(String onType, String onField, String onMethod) {
    Outcome outcome =
        Compiler.compile(
            Map.of(
                "own/SuppressFBWarnings.java",
                OWN_ANNOTATION,
                "shop/Audit.java",
                String.join(
                    "\n",
                    "package shop;",
                    "import java.util.*;",
                    "import own.SuppressFBWarnings;",
                    onType + " public class Audit {",
                    onField + " private static final Map<String, Object> TRAIL = new HashMap<>();",
                    onMethod + " public static void record(String user, Object what) {",
                    "    TRAIL.put(user, what);",
                    "  }",
                    "  public static Object last(String user) { return TRAIL.get(user); }",
                    "}")),
            List.of());
    assertTrue(outcome.success(), outcome.others()::toString);
    try (BytecodeWorld world =
        BytecodeWorld.builder(World.Kind.MODULE)
            .judge(ClassSource.memory(outcome.classFiles()))
            .build()) {
      Inspection.Report report = Inspection.inspect(world, Knowledge.builtIn(), Settings.DEFAULT);
      assertEquals(
          outcome.warnings().stream().map(Warning::rule).toList(),
          report.findings().stream().map(Finding::ruleId).toList());
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@SuppressFBWarnings",
        "@SuppressFBWarnings({\"OTHER\", \"WATERTIGHT_UNBOUNDED_STATIC_COLLECTION\"})",
        "@SuppressFBWarnings(\"WATERTIGHT\")",
        "@SuppressFBWarnings(\"WT\")",
        "@SuppressFBWarnings(\"correctness\")",
        "@SuppressFBWarnings(\"UnboundedStaticCollection\")",
        "@SuppressFBWarnings(\"UnboundedStaticMap\")",
        "@SuppressFBWarnings(value = \"WATERTIGHT_UNBOUNDED_STATIC_COLLECTION\","
            + " matchType = SuppressFBWarnings.How.EXACT)",
        "@SuppressFBWarnings(value = \"WATERTIGHT_.*_COLLECTION\","
            + " matchType = SuppressFBWarnings.How.REGEX)"
      })
  void silencesOnClassFieldAndMethod(String annotation) {
    assertEquals(1, inspect("", "", "").findings().size());
    assertEquals(List.of(), inspect(annotation, "", "").findings());
    assertEquals(List.of(), inspect("", annotation, "").findings());
    assertEquals(List.of(), inspect("", "", annotation).findings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@SuppressFBWarnings(\"WATERTIGHT_LISTENER_LEAK\")",
        "@SuppressFBWarnings(\"PERFORMANCE\")",
        "@SuppressFBWarnings(\"ListenerLeak\")",
        "@SuppressFBWarnings(value = \"WATERTIGHT\", matchType = SuppressFBWarnings.How.EXACT)",
        "@SuppressFBWarnings(value = \"(\", matchType = SuppressFBWarnings.How.REGEX)",
        "@Deprecated"
      })
  void otherNamesSilenceNothing(String annotation) {
    assertEquals(1, inspect(annotation, annotation, annotation).findings().size());
  }

  @Test
  void saysWhereAndWhy() {
    Suppressed suppressed =
        inspect("", "@SuppressFBWarnings(value = \"WT\", justification = \"few users\")", "")
            .suppressed()
            .get(0);
    assertEquals("few users", suppressed.reason());
    assertEquals("shop/Audit", suppressed.by().className());
    assertEquals("TRAIL", suppressed.by().member());
    assertEquals("Ljava/util/Map;", suppressed.by().descriptor());
    suppressed = inspect("@SuppressFBWarnings", "", "").suppressed().get(0);
    assertNull(suppressed.reason());
    assertNull(suppressed.by().member());
  }
}
