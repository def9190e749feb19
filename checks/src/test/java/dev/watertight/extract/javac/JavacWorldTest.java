package dev.watertight.extract.javac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.model.ClassModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.World;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a world of javac's offers beside bodies. */
class JavacWorldTest {
  private static void look(Map<String, String> sources, Consumer<JavacWorld> look) {
    var outcome =
        Compilations.compile(
            sources,
            context -> {
              look.accept(JavacWorld.ofCompilation(context));
              return true;
            },
            "-XDshould-stop.ifError=FLOW");
    assertEquals(true, outcome.seen(), () -> String.join("\n", outcome.messages()));
  }

  @Test
  void classesAreSortedAndBelongToTheirFiles() {
    look(
        Map.of(
            "b/B.java", "package b; public class B { class Inner {} }",
            "a/A.java", "package a; class A { Object o = new Object() {}; } class Beside {}"),
        world -> {
          assertEquals(World.Kind.MODULE, world.kind());
          assertEquals(
              List.of("a/A", "a/A$1", "a/Beside", "b/B", "b/B$Inner"),
              world.classes().stream().map(ClassModel::name).toList());
          assertEquals("a/A.java", world.find("a/Beside").sourceFile());
          assertEquals("b/B", world.find("b/B$Inner").outerClass());
          assertTrue(world.find("a/A$1").anonymous());
        });
  }

  @Test
  void otherClassesComeWithoutBodies() {
    look(
        Map.of("A.java", "class A {}"),
        world -> {
          ClassModel map = world.find("java/util/concurrent/ConcurrentHashMap");
          assertFalse(world.judges(map.name()));
          assertEquals("java/util/AbstractMap", map.superName());
          assertTrue(map.interfaces().contains("java/util/concurrent/ConcurrentMap"));
          MethodModel put =
              map.method("put", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
          assertEquals(
              "[Ljava/util/concurrent/ConcurrentHashMap$Node;", map.field("table").descriptor());
          assertNull(put.body());
          assertTrue(world.find("java/util/Map$Entry").isInterface());
          assertEquals("java/util/Map", world.find("java/util/Map$Entry").outerClass());
        });
  }

  @Test
  void missingClassesAreCounted() {
    look(
        Map.of("A.java", "class A {}"),
        world -> {
          assertNull(world.find("no/such/Type"));
          assertNull(world.find("[I"));
          assertEquals(List.of("no.such.Type"), List.copyOf(world.missing()));
        });
  }

  @Test
  void annotationsOfSourcesAreThere() {
    look(
        Map.of(
            "A.java",
            "class A { @SuppressWarnings({\"x\", \"y\"}) int f;"
                + " @Deprecated(since = \"3\") @SuppressWarnings(\"z\")"
                + " void m(@SuppressWarnings(\"p\") int i) {} }"),
        world -> {
          ClassModel type = world.find("A");
          assertEquals(
              List.of("x", "y"), type.field("f").annotations().get(0).values().get("value"));
          MethodModel method = type.method("m", "(I)V");
          assertEquals("java/lang/Deprecated", method.annotations().get(0).type());
          assertEquals(Map.of("since", "3"), method.annotations().get(0).values());
        });
  }

  @Test
  void membersWithErrorsAreSkippedAndCounted() {
    look(
        Map.of("A.java", "class A { void bad() { missing(); } void good() { bad(); } }"),
        world -> {
          assertNull(world.find("A").method("bad", "()V").body());
          assertNotNull(world.find("A").method("good", "()V").body());
          assertEquals(List.of(new JavacWorld.Skipped("A.bad", null)), world.skipped());
        });
  }
}
