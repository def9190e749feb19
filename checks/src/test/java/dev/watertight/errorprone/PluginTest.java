package dev.watertight.errorprone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.CompilationTestHelper;
import dev.watertight.errorprone.Compiler.Outcome;
import dev.watertight.errorprone.Compiler.Warning;
import dev.watertight.extract.javac.JavacEngine;
import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switches, suppressions, options and guards of the compiler plugin. */
class PluginTest {
  private static final String FILE = "shop/Audit.java";
  private static final String RULE = "UnboundedStaticCollection";

  /** A leak with room for annotations: on the class, on the field, on the method. */
  private static Map<String, String> leak(String onType, String onField, String onMethod) {
    return Map.of(
        FILE,
        String.join(
            "\n",
            "package shop;",
            "import java.util.*;",
            onType + "public class Audit {",
            "  " + onField + "private static final Map<String, Object> TRAIL = new HashMap<>();",
            "  " + onMethod + "public static void record(String user, Object what) {",
            "    TRAIL.put(user, what);",
            "  }",
            "  public static Object last(String user) { return TRAIL.get(user); }",
            "}"));
  }

  private static Outcome compile(Map<String, String> sources, String... flags) {
    return Compiler.compile(sources, List.of(flags));
  }

  @Test
  void warningHasRuleLineColumnAndChain() {
    Outcome outcome = compile(leak("", "", ""));
    assertTrue(outcome.success());
    assertEquals(1, outcome.warnings().size(), outcome.toString());
    Warning warning = outcome.warnings().get(0);
    assertEquals(FILE + ":6 " + RULE, warning.place());
    assertEquals("    TRAIL.put".length() + 1, warning.column());
    assertTrue(warning.message().contains("stored: record adds to TRAIL (Audit.java:6)"));
    assertTrue(warning.message().contains("held: map Audit.TRAIL"), warning.message());
  }

  @Test
  void switchesWork() {
    assertEquals(List.of(), compile(leak("", "", ""), "-Xep:" + RULE + ":OFF").warnings());
    assertEquals(List.of(), compile(leak("", "", ""), "-Xep:UnboundedStaticMap:OFF").warnings());
    assertFalse(compile(leak("", "", ""), "-Xep:" + RULE + ":ERROR").success());
  }

  @Test
  void suppressionsWork() {
    for (String name : List.of(RULE, "UnboundedStaticMap", "all")) {
      String suppress = "@SuppressWarnings({\"unused\", \"" + name + "\"}) ";
      assertEquals(List.of(), compile(leak(suppress, "", "")).warnings());
      assertEquals(List.of(), compile(leak("", suppress, "")).warnings());
      assertEquals(List.of(), compile(leak("", "", suppress)).warnings());
    }
    String other = "@SuppressWarnings(\"WriteOnlyCollection\") ";
    assertEquals(1, compile(leak(other, other, other)).warnings().size());
  }

  @Test
  void suppressionInAnotherFileCounts() {
    Map<String, String> sources =
        Map.of(
            "shop/Store.java",
            """
            package shop;
            class Store {
              @SuppressWarnings("UnboundedStaticCollection") // bounded by the tests
              static final java.util.Map<String, Object> ALL = new java.util.HashMap<>();
            }
            """,
            "shop/Filler.java",
            """
            package shop;
            public class Filler {
              public void fill(String key) {
                Store.ALL.put(key, key);
              }
              public Object get(String key) { return Store.ALL.get(key); }
            }
            """);
    assertEquals(List.of(), compile(sources).warnings());
  }

  @Test
  void wrongOptionsAreTheUsersMistake() {
    assertMistake(
        "-XepOpt:Watertight:Confidence=certain",
        "-XepOpt:Watertight:Confidence is \"certain\"; take proven, likely or possible");
    assertMistake("-XepOpt:Watertight:World=galaxy", "take module, library or application");
    assertMistake("-XepOpt:Watertight:Basline=x", "unknown option -XepOpt:Watertight:Basline");
    assertMistake("-XepOpt:Watertight:Baseline=no/such/file", "there is no baseline at");
  }

  private static void assertMistake(String flag, String expected) {
    Outcome outcome = compile(leak("", "", ""), flag);
    assertFalse(outcome.success());
    long told = outcome.others().stream().filter(each -> each.contains(expected)).count();
    assertEquals(1, told, outcome.others()::toString);
  }

  @Test
  void knowledgeOfTheUserCounts(@TempDir Path folder) throws Exception {
    Map<String, String> sources =
        Map.of(
            FILE,
            """
            package shop;
            public class Audit {
              private static final Ring RING = new Ring();
              public static void record(Object what) {
                RING.push(what);
              }
              public static Object last() { return RING.top(); }
            }\
            """,
            "shop/Ring.java",
            "package shop; class Ring { native void push(Object o); native Object top(); }");
    Path file = folder.resolve("ours.knowledge");
    Files.writeString(
        file,
        """
        container shop.Ring kind=collection
        method shop.Ring.push/1 grow value=0
        method shop.Ring.top/0 read\
        """);
    String option = "-XepOpt:Watertight:Knowledge=" + file;
    assertEquals(List.of(), compile(sources).warnings());
    assertEquals(
        List.of(FILE + ":5 " + RULE),
        compile(sources, option).warnings().stream().map(Warning::place).toList());
    Files.writeString(file, "container shop.Ring kind=ring");
    Outcome wrong = compile(sources, option);
    assertFalse(wrong.success());
    assertEquals(
        1,
        wrong.others().stream().filter(each -> each.contains("ours.knowledge:1")).count(),
        wrong.others()::toString);
  }

  @Test
  void confidenceIsRespected() {
    assertEquals(
        List.of(),
        compile(leak("", "", ""), "-XepOpt:Watertight:Confidence=proven").warnings().stream()
            .filter(each -> each.message().contains("likely"))
            .toList());
    assertTrue(
        compile(leak("", "", ""), "-XepOpt:Watertight:Confidence=possible").warnings().size() >= 1);
  }

  @Test
  void knownFindingsAreSilent(@TempDir Path folder) throws Exception {
    var finding = JavacEngine.findings(leak("", "", "")).get(0);
    Path file = folder.resolve("baseline.json");
    Files.writeString(file, Baseline.of(List.of(BaselineEntry.of(finding, "shop:shop"))).text());
    assertEquals(
        List.of(), compile(leak("", "", ""), "-XepOpt:Watertight:Baseline=" + file).warnings());
  }

  @Test
  void everyFileByItselfWhereJavacWorksSo() {
    Outcome outcome = Compiler.compile(leak("", "", ""), "-XDcompilePolicy=byfile", List.of());
    assertTrue(outcome.success());
    assertEquals(1, outcome.warnings().size(), outcome.toString());
    assertEquals(
        1, outcome.others().stream().filter(each -> each.contains("judged by itself")).count());
  }

  @Test
  void faultOfOursIsOneWarning() {
    List<String> arguments = new ArrayList<>(List.of("-XDcompilePolicy=simple"));
    CompilationTestHelper.newInstance(ExplodingCheck.class, getClass())
        .setArgs(arguments)
        .addSourceLines(
            "Audit.java",
            "// BUG: Diagnostic contains: failed in ExplodingCheck",
            "import java.util.*;",
            "public class Audit {",
            "  private static final Map<String, Object> TRAIL = new HashMap<>();",
            "  private static final Map<String, Object> OTHER = new HashMap<>();",
            "  public static void record(String user) {",
            "    TRAIL.put(user, user);",
            "    OTHER.put(user, user);",
            "  }",
            "}")
        .matchAllDiagnostics()
        .doTest();
  }

  @Test
  void errorsInTheSourceAreJavacsBusiness() {
    Outcome outcome =
        compile(
            Map.of(
                "Broken.java",
                "class Broken { static java.util.Map<String, Missing> m; void x() { m.put(y); } }"));
    assertFalse(outcome.success());
    assertTrue(
        outcome.others().stream().noneMatch(each -> each.contains("Watertight")),
        outcome.others()::toString);
  }
}
