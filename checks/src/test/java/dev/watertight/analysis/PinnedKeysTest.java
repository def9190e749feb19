package dev.watertight.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watertight.model.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How sure it is that the value of an entry holds its weak key. */
class PinnedKeysTest {
  private static final String TYPES =
      """
      class Session {
        String id;
        Session peer;
        String getId() { return id; }
        Session getPeer() { return peer; }
      }
      class Data {
        Session session;
        Data() {}
        Data(Session session) { this.session = session; }
        static Data of(Session session) { return new Data(session); }
        void setSession(Session session) { this.session = session; }
        void fill(Data other) { other.session = session; }
      }
      class Length {
        final int length;
        Length(Session session) {
          List<Session> list = new ArrayList<>();
          list.add(session);
          length = list.size();
        }
      }
      class Weak extends java.lang.ref.WeakReference<Session> {
        Weak(Session session) { super(session); }
      }
      interface Maker {
        Data make(Session session);
        Object any(Session session);
      }
      """;

  /** The confidence of what {@code Snippet.act} lets be said of {@code KEPT}; "-" for silence. */
  private static String judged(String act) {
    List<String> said =
        Snippet.of(
                World.Kind.LIBRARY,
                TYPES
                    + "public class Snippet {"
                    + "static final Map<Session, Object> KEPT = new WeakHashMap<>();"
                    + act
                    + "}")
            .explain("Snippet.KEPT");
    return said.stream()
        .filter(line -> line.contains("ValueHoldsKey[confidence="))
        .map(line -> line.replaceAll(".*ValueHoldsKey.confidence=([A-Z]+),.*", "$1"))
        .findFirst()
        .orElse("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KEPT.put(s, s);                                             | LIKELY
          KEPT.put(s, new Data(s));                                   | LIKELY
          KEPT.put(s, Data.of(s));                                    | LIKELY
          Data d = new Data(); d.setSession(s); KEPT.put(s, d);       | LIKELY
          Data d = new Data(); KEPT.put(s, d); d.session = s;         | LIKELY
          KEPT.computeIfAbsent(s, Data::new);                         | LIKELY
          KEPT.computeIfAbsent(s, k -> Data.of(k));                   | LIKELY
          KEPT.compute(s, (k, v) -> v == null ? new Data(k) : v);     | LIKELY
          KEPT.merge(s, new Data(s), (a, b) -> b);                    | LIKELY
          KEPT.put(s, List.of(s));                                    | LIKELY
          KEPT.put(s, new Object[] {s});                              | LIKELY
          KEPT.put(s, (Supplier<String>) s::getId);                   | LIKELY
          KEPT.put(s, (Supplier<String>) () -> s.id);                 | LIKELY
          KEPT.put(s.getPeer(), s);                                   | LIKELY
          KEPT.put(s.getPeer(), new Data(s.getPeer()));               | LIKELY
          KEPT.put(s, new Data(s.getPeer()));                         | -
          KEPT.put(s, new Data(t));                                   | -
          KEPT.put(s, s.getId());                                     | -
          KEPT.put(s, new Length(s));                                 | -
          KEPT.put(s, new Weak(s));                                   | -
          KEPT.put(s, new java.lang.ref.SoftReference<>(s));          | -
          KEPT.put(s, new WeakHashMap<>(Map.of(s, 1)));               | -
          KEPT.put(s, maker.make(s));                                 | POSSIBLE
          KEPT.put(s, maker.make(t));                                 | -
          KEPT.put(s, maker.any(s));                                  | -
          KEPT.put(s, new Data(s)); KEPT.remove(s);                   | -
          """)
  void ofOneStatement(String statement, String confidence) {
    assertEquals(
        confidence,
        judged("public static void act(Session s, Session t, Maker maker) {" + statement + "}"));
  }

  @Test
  void callersPassTheSame() {
    String put = "private static void put(Session k, Object v) { KEPT.put(k, v); }";
    assertEquals(
        "LIKELY", judged(put + "public static void act(Session s) { put(s, new Data(s)); }"));
    assertEquals(
        "-", judged(put + "public static void act(Session s, Session t) { put(s, new Data(t)); }"));
  }

  @Test
  void ofAHolderThatMayBeShortLived() {
    String text =
        TYPES
            + """
            public class Snippet {
              private final Map<Session, Data> kept = new WeakHashMap<>();
              public void act(Session s) { kept.put(s, new Data(s)); }
            }
            """;
    assertEquals(
        1,
        Snippet.of(World.Kind.LIBRARY, text).explain("Snippet.kept").stream()
            .filter(line -> line.contains("ValueHoldsKey[confidence=POSSIBLE"))
            .count());
  }
}
