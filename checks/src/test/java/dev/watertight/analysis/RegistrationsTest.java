package dev.watertight.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.watertight.model.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
  /**
   * The second publisher is reached through the first, on a way longer than is followed at once.
   */
  private static final Snippet SNIPPET =
      Snippet.of(
          World.Kind.LIBRARY,
          """
          public class Snippet {
            public static class Bus {
              private final List<Runnable> listeners = new ArrayList<>();
              private final Bus left = new Bus();
              private final Bus right = new Bus();
              public void addListener(Runnable r) { listeners.add(r); }
              public void removeListener(Runnable r) { listeners.remove(r); }
              public Bus left() { return left; }
              public Bus right() { return right; }
            }
            public static class Lamp {
              private final Bus near;
              private final Bus far;
              private int lit;
              public Lamp(Bus bus) {
                this.near = bus.left().right().left();
                this.far = near.right().left().right();
              }
              public void first() { near.addListener(() -> lit++); }
              public void second() { far.addListener(() -> lit++); }
              public void stop() { lit = 0; }
            }
          }
          """);

  @Test
  void anAnswerDoesNotHangOnWhatWasAskedBefore() {
    assertEquals(List.of("Snippet$Lamp.first", "Snippet$Lamp.second"), SNIPPET.reported());
    for (String member : SNIPPET.reported()) {
      List<String> alone = SNIPPET.explain(member);
      assertFalse(String.join("\n", alone).contains("nothing to report"), alone::toString);
    }
  }
}
