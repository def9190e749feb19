package dev.watertight.errorprone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.errorprone.Compiler.Outcome;
import dev.watertight.errorprone.Compiler.Warning;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the compiler suggests beside a finding. */
class FixesTest {
  private static final String BUSY =
      """
      package shop;
      import java.io.*;
      import java.util.*;
      public class Busy {
        static final Set<Object> NOW = new HashSet<>();
        public static int size() { return NOW.size(); }
        %s
      }
      """;

  private static final String WORKER =
      """
      package shop;
      import java.io.*;
      public class Worker {
        public String handle(Object order, InputStream in) throws IOException {
          Busy.NOW.add(order);
          String read = new String(in.readAllBytes());
          Busy.NOW.remove(order);
          return read;
        }
      }
      """;

  private static Warning warning(String busy, String worker) {
    Outcome outcome =
        Compiler.compile(Map.of("shop/Busy.java", busy, "shop/Worker.java", worker), List.of());
    assertTrue(outcome.success(), outcome.others()::toString);
    assertEquals(1, outcome.warnings().size(), outcome::toString);
    return outcome.warnings().get(0);
  }

  @Test
  void isShownWithTheFinding() {
    Warning warning = warning(BUSY.formatted(""), WORKER);
    assertEquals("shop/Worker.java:5 RemovalMissingOnPath", warning.place());
    assertTrue(warning.message().contains("Did you mean 'try {'?"), warning::message);
  }

  @Test
  void ofAnotherFileIsLeftToItsReader() {
    String grows = "public static void begin(Object order) { NOW.add(order); }";
    Warning warning = warning(BUSY.formatted(grows), WORKER);
    assertEquals("shop/Busy.java:7 RemovalMissingOnPath", warning.place());
    assertTrue(warning.message().contains("fix: Remove in a finally block"), warning::message);
    assertFalse(warning.message().contains("Did you mean"), warning::message);
  }

  @Test
  void isNotShownWhereTheTextDoesNotAllowIt() {
    String oneLine = WORKER.replaceAll("order\\);\\s+String", "order); String");
    Warning warning = warning(BUSY.formatted(""), oneLine);
    assertEquals("shop/Worker.java:5 RemovalMissingOnPath", warning.place());
    assertFalse(warning.message().contains("Did you mean"), warning::message);
  }
}
