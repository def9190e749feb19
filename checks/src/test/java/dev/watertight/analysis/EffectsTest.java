package dev.watertight.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.model.World;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a method is seen to do to a container, however it gets hold of it. */
class EffectsTest {
  private static final String KEPT =
      "static final Map<String, List<String>> KEPT = new HashMap<>();";

  private static final Set<Kind> CHANGES =
      Set.of(Kind.GROW, Kind.SHRINK, Kind.SHRINK_SOME, Kind.CLEAR);

  /** How {@code Snippet.act} changes {@code KEPT} itself. */
  private static List<Kind> kinds(String members) {
    return Snippet.of(World.Kind.LIBRARY, "public class Snippet {" + KEPT + members + "}")
        .operations("Snippet", "KEPT")
        .stream()
        .filter(each -> each.method().name().equals("act") && each.at().level() == 0)
        .filter(each -> CHANGES.contains(each.kind()))
        .map(Operation::kind)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KEPT.put(key, null);                                        | GROW
          KEPT.computeIfAbsent(key, k -> new ArrayList<>());          | GROW
          KEPT.merge(key, List.of(), (a, b) -> b);                    | GROW
          KEPT.computeIfPresent(key, (k, v) -> null);                 | SHRINK
          KEPT.remove(key);                                           | SHRINK
          KEPT.keySet().remove(key);                                  | SHRINK
          KEPT.values().removeIf(List::isEmpty);                      | SHRINK_SOME
          KEPT.entrySet().removeIf(e -> e.getValue().isEmpty());      | SHRINK_SOME
          KEPT.keySet().retainAll(List.of(key));                      | SHRINK_SOME
          List.of(key).forEach(KEPT::remove);                         | SHRINK
          Map<String, List<String>> m = KEPT; m.clear();              | CLEAR
          """)
  void ofOneStatement(String statement, Kind kind) {
    assertEquals(List.of(kind), kinds("public static void act(String key) {" + statement + "}"));
  }

  @Test
  void ofAnIterator() {
    assertEquals(
        List.of(Kind.SHRINK),
        kinds(
            """
            public static void act(String key) {
              Iterator<String> i = KEPT.keySet().iterator();
              while (i.hasNext()) {
                if (i.next().equals(key)) {
                  i.remove();
                }
              }
            }
            """));
  }

  @Test
  void ofAHelperOnItsParameterAndOfAGetter() {
    assertEquals(
        List.of(Kind.GROW, Kind.SHRINK),
        kinds(
            """
            private static Map<String, List<String>> kept() { return KEPT; }
            private static void add(Map<String, List<String>> to, String key) { to.put(key, null); }
            public static void act(String key) { add(KEPT, key); kept().remove(key); }
            """));
  }

  @Test
  void ofALambdaThatCapturesIt() {
    assertEquals(
        List.of(Kind.SHRINK),
        kinds(
            """
            static void later(Runnable what) { what.run(); }
            public static void act(String key) {
              Map<String, List<String>> m = KEPT;
              later(() -> m.remove(key));
            }
            """));
  }

  @Test
  void whatIsDoneToAValueIsNoOperationOnTheContainer() {
    List<Operation> operations =
        Snippet.of(
                World.Kind.LIBRARY,
                "public class Snippet {"
                    + KEPT
                    + "public static void act(String key) { KEPT.get(key).remove(key); } }")
            .operations("Snippet", "KEPT");
    assertEquals(
        List.of(1),
        operations.stream()
            .filter(each -> CHANGES.contains(each.kind()))
            .map(each -> each.at().level())
            .toList(),
        operations::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          if (KEPT.size() < 10) { KEPT.put(key, null); }                     | true
          if (KEPT.size() >= 10) { return; } KEPT.put(key, null);            | true
          if (KEPT.size() > 10) { KEPT.clear(); } KEPT.put(key, null);       | false
          if (KEPT.containsKey(key)) { KEPT.put(key, null); }                | true
          if (!KEPT.containsKey(key)) { KEPT.put(key, null); }               | false
          if (KEPT.get(key) != null) { KEPT.put(key, null); }                | true
          if (key.length() < 10) { KEPT.put(key, null); }                    | false
          """)
  void guards(String statements, boolean guarded) {
    List<Boolean> found =
        Snippet.of(
                World.Kind.LIBRARY,
                "public class Snippet {"
                    + KEPT
                    + "public static void act(String key) {"
                    + statements
                    + "} }")
            .operations("Snippet", "KEPT")
            .stream()
            .filter(each -> each.kind() == Kind.GROW)
            .map(Operation::guarded)
            .toList();
    assertEquals(List.of(guarded), found);
  }
}
