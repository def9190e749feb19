package dev.watertight.analysis;

import static dev.watertight.analysis.Snippet.names;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watertight.model.FieldRef;
import dev.watertight.model.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class MentionsTest {
  private static final Mentions MENTIONS =
      Snippet.of(
              World.Kind.APPLICATION,
              """
              class Base {
                protected Object kept;
                void first() { kept = new Helper(); }
              }
              class Sub extends Base {
                Object second() { Object k = kept; kept = k; return this.kept; }
                Object third() { return new Helper().toString() + new Helper().hashCode(); }
              }
              class Helper {}
              """)
          .scene()
          .mentions();

  @Test
  void fieldsAreThoseThatDeclareThem() {
    FieldRef kept = new FieldRef("Base", "kept");
    assertEquals(List.of("Base.first", "Sub.second"), names(MENTIONS.writers(kept)));
    assertEquals(List.of("Sub.second"), names(MENTIONS.readers(kept)), "once a method");
    assertEquals(List.of(), MENTIONS.readers(new FieldRef("Sub", "kept")));
  }

  @Test
  void creatorsAndCallersComeInTheOrderOfMethods() {
    assertEquals(List.of("Base.first", "Sub.third"), names(MENTIONS.creators("Helper")));
    assertEquals(
        List.of("Sub.third"), names(MENTIONS.calling(call -> call.name().equals("toString"))));
    assertEquals(
        List.of("Base.<init>", "Base.first", "Helper.<init>", "Sub.<init>", "Sub.third"),
        names(MENTIONS.calling(call -> call.name().equals("<init>"))));
    assertEquals(List.of(), MENTIONS.calling(call -> false));
  }

  @Test
  void numbersArePositions() {
    for (int i = 0; i < MENTIONS.methods().size(); i++) {
      assertEquals(i, MENTIONS.number(MENTIONS.methods().get(i)));
    }
  }
}
