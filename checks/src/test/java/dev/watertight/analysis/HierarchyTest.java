package dev.watertight.analysis;

import static dev.watertight.analysis.Snippet.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodRef;
import dev.watertight.model.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchyTest {
  private static final Hierarchy HIERARCHY =
      Snippet.of(
              World.Kind.APPLICATION,
              """
              interface Named { String name(); }
              abstract class Base implements Named, Comparable<Base> {
                Object kept;
                private void secret() {}
                static void shared() {}
                public int compareTo(Base other) { return 0; }
              }
              class One extends Base { public String name() { return "1"; } void secret() {} }
              class Two extends One { public String name() { return "2"; } static void shared() {} }
              """)
          .scene()
          .hierarchy();

  private static List<String> targets(String owner, String name, String descriptor) {
    return names(HIERARCHY.targets(new MethodRef(owner, name, descriptor), true));
  }

  @Test
  void supertypesComeSuperclassesFirst() {
    assertEquals(
        List.of("Two", "One", "Base", "java/lang/Object", "Named", "java/lang/Comparable"),
        HIERARCHY.supertypes("Two"));
    assertTrue(HIERARCHY.isSubtype("Two", "java/lang/Comparable"));
    assertFalse(HIERARCHY.isSubtype("Base", "One"));
  }

  @Test
  void fieldsAreResolvedToTheirDeclaration() {
    assertEquals(new FieldRef("Base", "kept"), HIERARCHY.resolve(new FieldRef("Two", "kept")));
    assertEquals(new FieldRef("Two", "none"), HIERARCHY.resolve(new FieldRef("Two", "none")));
    assertNull(HIERARCHY.field(new FieldRef("no/Such", "field")));
  }

  @Test
  void virtualCallsHaveTheTargetsBelow() {
    assertEquals(
        List.of("Named.name", "One.name", "Two.name"),
        targets("Named", "name", "()Ljava/lang/String;"));
    assertEquals(List.of("One.name", "Two.name"), targets("One", "name", "()Ljava/lang/String;"));
    assertEquals(List.of("Base.secret"), targets("Base", "secret", "()V"), "private");
    assertEquals(List.of("Base.shared"), targets("Base", "shared", "()V"), "static");
    assertEquals(
        List.of("Base.compareTo"),
        targets("java/lang/Comparable", "compareTo", "(Ljava/lang/Object;)I"));
  }

  @Test
  void whatImplementsSomethingOutsideIsKnown() {
    var base = HIERARCHY.find("Base");
    assertTrue(HIERARCHY.overridesForeign(base, base.method("compareTo", "(LBase;)I")));
    var one = HIERARCHY.find("One");
    assertFalse(HIERARCHY.overridesForeign(one, one.methods("name").get(0)));
  }
}
