package dev.watertight.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.model.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
  private static final Snippet SNIPPET =
      Snippet.of(
          World.Kind.LIBRARY,
          """
          public class Snippet {
            public static class Bus {
              private final List<Runnable> listeners = new ArrayList<>();
              public void addListener(Runnable r) { listeners.add(r); }
              public void removeListener(Runnable r) { listeners.remove(r); }
            }
            public static class Hub {
              private final Bus bus = new Bus();
              public Bus bus() { return bus; }
            }
            public static class House {
              private final Hub hub = new Hub();
              public Hub hub() { return hub; }
            }
            public static class Lamp {
              private final House house;
              private int lit;
              public Lamp(House house) { this.house = house; }
              public void start() { house.hub().bus().addListener(() -> lit++); }
              public void stop() { lit = 0; }
            }
            public static class Bell {
              private final House house;
              private int rung;
              public Bell(House house) { this.house = house; }
              public void start() { house.hub().bus().addListener(() -> rung++); }
              public void stop() { rung = 0; }
            }
          }
          """);

  @Test
  void anAnswerDoesNotHangOnWhatWasAskedBefore() {
    List<String> alone = SNIPPET.explain("Bell.start");
    List<String> reported = SNIPPET.reported();
    assertTrue(reported.contains("Snippet$Lamp.start"), reported::toString);
    assertTrue(reported.contains("Snippet$Bell.start"), reported::toString);
    assertFalse(String.join("\n", alone).contains("nothing to report"), alone::toString);
  }
}
