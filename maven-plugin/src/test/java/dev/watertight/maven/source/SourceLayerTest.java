package dev.watertight.maven.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.findings.Confidence;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fix;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.maven.source.Outline.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLayerTest {
  private static final String RULE = "UnboundedStaticCollection";

  private static final String SHOP =
      """
      package shop;

      class Shop {
        /*field*/ static final java.util.Map<String, User> OPEN = new java.util.HashMap<>();

        /*other*/ int other;

        /*adder*/ void add(String key) {
          OPEN.put(key, new User("x",
              2));
        }

        /*nested*/ static class User {
          private final String name;
          private final int age;
          private java.util.List<String> roles;

          User(String name, int age) {
            this.name = name;
            this.age = age;
          }
        }
      }
      """;

  @TempDir private Path root;

  private Sources sources(String text) throws IOException {
    Files.createDirectories(root.resolve("shop"));
    Files.writeString(root.resolve("shop/Shop.java"), text);
    return new Sources(List.of(root));
  }

  private static Finding finding() {
    Place add = new Place("shop/Shop.java", 9, "shop/Shop", "add");
    return new Finding(
        RULE,
        Family.RETENTION,
        Confidence.LIKELY,
        "shop/Shop",
        "OPEN",
        "none",
        add,
        "grows",
        List.of(new Step(Step.Role.STORED, add, "adds")),
        List.of("shop.Shop.add"),
        List.of(),
        "remove",
        0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/*field*/", "/*adder*/", "class Shop"})
  void suppressedOnTheFieldTheAdderOrAroundThem(String where) throws IOException {
    String annotated =
        SHOP.replace(
            where, "@SuppressWarnings(\"" + RULE + "\") /* bounded by tenants */ " + where);
    List<Suppression> found = new Suppressions(sources(annotated)).of(finding(), Set.of(RULE));
    assertEquals(1, found.size());
    assertEquals("bounded by tenants", found.get(0).reason());
    assertEquals("shop/Shop.java", found.get(0).file());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/*other*/", "/*nested*/"})
  void notSuppressedElsewhere(String where) throws IOException {
    Sources sources = sources(SHOP.replace(where, "@SuppressWarnings(\"" + RULE + "\") " + where));
    assertEquals(List.of(), new Suppressions(sources).of(finding(), Set.of(RULE)));
    List<Suppression> idle = new IdleSuppressions(sources).of(Set.of(RULE), Set.of(), name -> true);
    assertEquals(1, idle.size(), "and that is told");
  }

  @Test
  void suppressionsAtWorkAreNotIdle() throws IOException {
    Sources sources =
        sources(
            SHOP.replace(
                "/*field*/", "@SuppressWarnings({\"" + RULE + "\", \"unused\"}) /*field*/"));
    List<Suppression> used = new Suppressions(sources).of(finding(), Set.of(RULE));
    IdleSuppressions idle = new IdleSuppressions(sources);
    assertEquals(List.of(), idle.of(Set.of(RULE), used, name -> true));
    assertEquals(1, idle.of(Set.of(RULE), List.of(), name -> true).size());
    assertEquals(
        List.of(), idle.of(Set.of(RULE), List.of(), name -> false), "of a class not looked at");
    assertEquals(List.of(), idle.of(Set.of("Other"), List.of(), name -> true), "of a rule off");
  }

  @Test
  void columnsNeverMoveTheLine() throws IOException {
    Outline outline = new Outline(sources(SHOP));
    Extent extent = outline.extent(finding().place()).orElseThrow();
    assertEquals(new Extent(9, 5, 10, 13), extent);
    SourceFile file = sources(SHOP).find("shop/Shop.java").orElseThrow();
    assertEquals("OPEN.put(key, new User(\"x\",\n        2));", file.text(extent));
  }

  @Test
  void declarationsHaveLinesThoughClassFilesHaveNone() throws IOException {
    Outline outline = new Outline(sources(SHOP));
    Place field = new Place(null, 0, "shop/Shop", "OPEN");
    assertEquals(4, outline.line(field));
    SourceFile file = sources(SHOP).find("shop/Shop.java").orElseThrow();
    assertEquals("OPEN", file.text(outline.extent(field).orElseThrow()));
    assertEquals(List.of("String", "java.util.List<String>"), outline.refersTo("shop.Shop$User"));
  }

  @Test
  void sourceThatCannotBeParsedCostsNoLine() throws IOException {
    Sources sources = sources(SHOP.replace("class Shop", "clazz Shop ((("));
    Outline outline = new Outline(sources);
    Extent extent = outline.extent(finding().place()).orElseThrow();
    assertEquals(9, extent.startLine());
    assertEquals(5, extent.startColumn());
    assertEquals(List.of(), new Suppressions(sources).of(finding(), Set.of(RULE)));
    Fix fix = new Fix.CleanBeside(finding().place(), "OPEN", "OTHER", "put");
    assertEquals(Optional.empty(), new Patches(sources).of(finding().withFix(fix)));
    assertEquals(List.of(), outline.refersTo("shop.Shop$User"));
  }

  @Test
  void placesWithoutSourceHaveNoExtent() {
    Outline outline = new Outline(new Sources(List.of(root.resolve("none"))));
    assertTrue(outline.extent(finding().place()).isEmpty());
    assertEquals(9, outline.line(finding().place()));
  }
}
