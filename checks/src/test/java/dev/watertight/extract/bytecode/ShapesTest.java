package dev.watertight.extract.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watertight.findings.Finding;
import dev.watertight.fixtures.kit.Expectations;
import dev.watertight.fixtures.kit.SourceFile;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.World;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Constructs that compilers translate each in their own way, with a leak and what lets go: the
 * marks hold in everybody's class files.
 */
class ShapesTest {
  private static final String HEAD =
      """
      package shapes;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      """;

  /** In the language of Java 8. */
  private static final Map<String, String> PROGRAMS =
      Map.ofEntries(
          Map.entry(
              "StringSwitch",
              """
              public class StringSwitch {
                private static final Map<String, Object> KEPT = new HashMap<>();
                private static final Map<String, Object> GONE = new HashMap<>();
                public static void handle(String command, String user, Object what) {
                  switch (command) {
                    case "Aa":
                    case "BB":
                      KEPT.put(user, what); // LEAK: UnboundedStaticCollection
                      GONE.put(user, what);
                      break;
                    case "logout":
                      GONE.remove(user);
                      break;
                    default:
                      throw new IllegalArgumentException(command);
                  }
                }
                public static Object find(String user) { return KEPT.get(GONE.get(user)); }
              }
              """),
          Map.entry(
              "EnumSwitch",
              """
              public class EnumSwitch {
                public enum Command { LOGIN, LOGOUT { @Override boolean last() { return true; } };
                  boolean last() { return false; } }
                private static final Map<String, Object> KEPT = new HashMap<>();
                private static final Map<String, Object> GONE = new HashMap<>();
                public static void handle(Command command, String user, Object what) {
                  switch (command) {
                    case LOGIN:
                      KEPT.put(user, what); // LEAK: UnboundedStaticCollection
                      GONE.put(user, what);
                      break;
                    case LOGOUT:
                      GONE.remove(user);
                      break;
                  }
                }
                public static Object find(String user) { return KEPT.get(GONE.get(user)); }
              }
              """),
          Map.entry(
              "FinallyCopies",
              """
              public class FinallyCopies {
                private static final Map<String, Object> GONE = new ConcurrentHashMap<>();
                private static final Map<String, Object> KEPT = new ConcurrentHashMap<>();
                public static Object run(String id, Callable<Object> job) throws Exception {
                  GONE.put(id, job);
                  try {
                    if (id.isEmpty()) {
                      return null;
                    }
                    for (int i = 0; ; i++) {
                      Object result = job.call();
                      if (result != null) {
                        return result;
                      }
                      if (i == 3) {
                        break;
                      }
                    }
                    return id;
                  } finally {
                    synchronized (GONE) {
                      GONE.remove(id);
                    }
                  }
                }
                public static Object runs(String id, Callable<Object> job) {
                  KEPT.put(id, job); // LEAK: RemovalMissingOnPath
                  try {
                    Object result = job.call();
                    KEPT.remove(id);
                    return result;
                  } catch (Exception e) {
                    return null;
                  } finally {
                    job.hashCode();
                  }
                }
                public static int running() { return GONE.size() + KEPT.size(); }
              }
              """),
          Map.entry(
              "PrivateMembers",
              """
              public class PrivateMembers {
                private static Map<String, Object> kept = new HashMap<>();
                private static Map<String, Object> gone = new HashMap<>();
                private static Map<String, Object> renewed = new HashMap<>();
                private static void keep(String key, Object what) {
                  kept.put(key, what); // LEAK: UnboundedStaticCollection
                }
                public static class Entry implements AutoCloseable {
                  private final String key;
                  private Entry(String key) { this.key = key; }
                  @Override public void close() {
                    gone.remove(key);
                  }
                }
                public static class Desk {
                  public Entry enter(String key, Object what) {
                    keep(key, what);
                    gone.put(key, what);
                    renewed.put(key, what);
                    return new Entry(key);
                  }
                  public Object find(String key) { return kept.get(key); }
                  public Object all() { return renewed.values().iterator().next() + "" + gone.get(""); }
                }
                public static class Night implements Runnable {
                  @Override public void run() { renewed = new HashMap<>(); }
                }
                public static void start(ScheduledExecutorService timer) {
                  timer.scheduleAtFixedRate(new Night(), 1, 1, TimeUnit.DAYS);
                }
              }
              """),
          Map.entry(
              "References",
              """
              public class References {
                private static final Map<String, Object> KEPT = new HashMap<>();
                private static final Map<String, Object> GONE = new HashMap<>();
                private static final Map<String, Object> ENDED = new HashMap<>();
                private void end(String user) { ENDED.remove(user); }
                public void enter(List<String> users, Object what) {
                  users.forEach(user -> GONE.put(user, what));
                  users.forEach(user -> {
                    Runnable later = () -> KEPT.put(user, what); // LEAK: SiblingNotCleaned
                    later.run();
                  });
                  users.stream().filter(user -> !user.isEmpty()).forEach(u -> ENDED.put(u, what));
                }
                public void leave(Collection<String> users) {
                  users.forEach(GONE::remove);
                  users.forEach(this::end);
                }
                public Object find(String user) {
                  return Optional.ofNullable(KEPT.get(user)).orElseGet(() -> GONE.get(ENDED.get(user)));
                }
              }
              """),
          Map.entry(
              "Concatenation",
              """
              public class Concatenation {
                private static final Map<String, Object> KEPT = new HashMap<>();
                private static final Map<String, Object> GONE = new HashMap<>();
                public static void enter(String user, int desk, Object what) {
                  KEPT.put("desk " + desk + '/' + user, what);
                  GONE.put("desk " + desk + '/' + user, what);
                }
                public static void leave(String user, int desk) {
                  KEPT.remove(desk); // LEAK: RemovalWithWrongKey
                  GONE.remove("desk " + desk + '/' + user);
                }
                public static Object find(String key) { return KEPT.get(GONE.get(key)); }
              }
              """),
          Map.entry(
              "Boxes",
              """
              public class Boxes {
                private static final Map<Integer, Object> KEPT = new HashMap<>();
                private static final Map<Long, Object> GONE = new HashMap<>();
                public static void enter(int user, long session, Object what) {
                  KEPT.put(user, what);
                  GONE.put(session, what);
                }
                public static void leave(int user, long session) {
                  KEPT.remove((long) user); // LEAK: RemovalWithWrongKey
                  GONE.remove(session);
                }
                public static Object find(int user) { return KEPT.get(user) == GONE.get(1L); }
              }
              """),
          Map.entry(
              "Anonymous",
              """
              public class Anonymous {
                private static final Map<String, Object> KEPT = new HashMap<>();
                private static final Map<String, Object> GONE = new HashMap<>();
                public static AutoCloseable enter(final String user, final Object what) {
                  new Object() {
                    void note() {
                      KEPT.put(user, what); // LEAK: SiblingNotCleaned
                      GONE.put(user, what);
                    }
                  }.note();
                  class Exit implements AutoCloseable {
                    @Override public void close() { GONE.remove(user); }
                  }
                  return new Exit();
                }
                public static Object find(String user) { return KEPT.get(GONE.get(user)); }
              }
              """),
          Map.entry(
              "Iterators",
              """
              public class Iterators {
                private static final Map<String, Date> KEPT = new HashMap<>();
                private static final Map<String, Date> GONE = new HashMap<>();
                public static synchronized void enter(String user) {
                  KEPT.put(user, new Date()); // LEAK: SiblingNotCleaned
                  GONE.put(user, new Date());
                }
                public static synchronized void sweep(Date oldest) {
                  for (Map.Entry<String, Date> each : KEPT.entrySet()) {
                    if (each.getValue().before(oldest)) {
                      each.setValue(oldest);
                    }
                  }
                  Iterator<Map.Entry<String, Date>> each = GONE.entrySet().iterator();
                  while (each.hasNext()) {
                    if (each.next().getValue().before(oldest)) {
                      each.remove();
                    }
                  }
                }
                public static synchronized Date find(String user) {
                  return KEPT.containsKey(user) ? KEPT.get(user) : GONE.get(user);
                }
              }
              """),
          Map.entry(
              "Resources",
              """
              public class Resources {
                private static final Map<String, Object> KEPT = new ConcurrentHashMap<>();
                private static final Map<String, Object> GONE = new ConcurrentHashMap<>();
                private static final class Mark implements AutoCloseable {
                  private final Map<String, Object> marks;
                  private final String id;
                  private Mark(Map<String, Object> marks, String id) {
                    this.marks = marks;
                    this.id = id;
                    GONE.put(id, this);
                  }
                  @Override public void close() {
                    GONE.remove(id);
                  }
                }
                public static Object run(String id, Callable<Object> job) throws Exception {
                  try (Mark mark = new Mark(GONE, id)) {
                    return job.call();
                  }
                }
                public static Object runs(String id, java.io.InputStream in) {
                  KEPT.put(id, in); // LEAK: RemovalMissingOnPath
                  try (java.io.InputStream open = in) {
                    Object result = open.read();
                    KEPT.remove(id);
                    return result;
                  } catch (java.io.IOException e) {
                    return null;
                  }
                }
                public static int running() { return GONE.size() + KEPT.size(); }
              }
              """));

  /** In a newer language than the one at hand. */
  private static final Map<String, String> NEWER =
      Map.of(
          "PatternSwitch",
          """
          public class PatternSwitch {
            public sealed interface Event permits Login, Logout, Move {}
            public record Login(String user, Object what) implements Event {}
            public record Logout(String user) implements Event {}
            public record Move(Login from, Object to) implements Event {}
            private static final Map<String, Object> KEPT = new HashMap<>();
            private static final Map<String, Object> GONE = new HashMap<>();
            public static void handle(Event event) {
              switch (event) {
                case Login(String user, var what) when !user.isEmpty() -> {
                  KEPT.put(user, what); // LEAK: UnboundedStaticCollection
                  GONE.put(user, what);
                }
                case Login _ -> {}
                case Logout logout -> GONE.remove(logout.user());
                case Move(Login(var user, _), Object to) -> GONE.computeIfPresent(user, (_, _) -> to);
              }
            }
            public static Object find(Object key) {
              return switch (key) {
                case null -> "none";
                case String s when GONE.containsKey(s) -> GONE.get(s);
                case Integer i when i > 3 -> KEPT.get("" + i);
                default -> KEPT.get(key.toString());
              };
            }
          }
          """,
          "EarlyConstruction",
          """
          public class EarlyConstruction {
            private static final Map<String, Object> KEPT = new HashMap<>();
            private static final Map<String, Object> GONE = new HashMap<>();
            public static class Base { Base(String name) { name.length(); } }
            public static class Desk extends Base implements AutoCloseable {
              private final String name;
              public Desk(String given) {
                String name = given.isEmpty() ? "none" : given.strip();
                this.name = name;
                super(name);
                KEPT.put(name, this); // LEAK: SiblingNotCleaned
                GONE.put(name, this);
              }
              @Override public void close() { GONE.remove(name); }
            }
            public static Object find(String name) { return KEPT.get(GONE.get(name)); }
          }
          """);

  @TempDir Path folder;

  static Stream<OtherCompiler> compilers() {
    return Stream.of(
            Optional.of(OtherCompiler.javacFor8()),
            Optional.of(OtherCompiler.ecjFor8()),
            Optional.of(OtherCompiler.javac()),
            Optional.of(OtherCompiler.ecj()),
            OtherCompiler.newestJavac())
        .flatMap(Optional::stream);
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void marksHold(OtherCompiler compiler) throws IOException {
    assertMarks(compiler, PROGRAMS);
  }

  @Test
  void marksHoldInNewerLanguage() throws IOException {
    Optional<OtherCompiler> newest = OtherCompiler.newestJavac();
    assumeTrue(newest.isPresent(), OtherCompiler.noNewestJavac());
    assertMarks(newest.get(), NEWER);
  }

  private void assertMarks(OtherCompiler compiler, Map<String, String> programs)
      throws IOException {
    List<SourceFile> sources = new ArrayList<>();
    programs.forEach(
        (name, text) -> sources.add(new SourceFile("shapes/" + name + ".java", HEAD + text)));
    List<String> marked =
        sources.stream()
            .flatMap(source -> Expectations.of(source).stream())
            .map(each -> each.file() + ":" + each.line() + " " + each.ruleId())
            .sorted()
            .toList();
    ClassSource classes = ClassSource.memory(compiler.compile(sources, folder));
    List<Finding> found;
    try (BytecodeWorld world = BytecodeWorld.builder(World.Kind.MODULE).judge(classes).build()) {
      found = Inspection.inspect(world, Knowledge.builtIn(), Settings.DEFAULT).findings();
    }
    assertEquals(
        String.join("\n", marked),
        found.stream()
            .map(each -> each.place().file() + ":" + each.place().line() + " " + each.ruleId())
            .sorted()
            .collect(Collectors.joining("\n")),
        compiler::toString);
  }
}
