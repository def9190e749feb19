package dev.watertight.errorprone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.errorprone.Compiler.Outcome;
import dev.watertight.errorprone.Compiler.Warning;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compilations of every shape: part of a module, with module descriptor, with classes missing. */
class ProjectShapesTest {
  private static final String STORE =
      """
      package shop;
      import java.util.*;
      public class Store {
        static final Map<String, Object> OPEN = new HashMap<>();
        private static final Map<String, Object> HIDDEN = new HashMap<>();
        private static final Map<String, Object> SHARED = new HashMap<>();
        static Map<String, Object> shared() { return SHARED; }
        public static void enter(String user) { OPEN.put(user, ""); }
        public static void hide(String page) { HIDDEN.put(page, ""); }
        public static void share(String file) { SHARED.put(file, ""); }
        public static Object read(String user) { return OPEN.containsKey(user) ? OPEN.get(user) : HIDDEN.get(user); }
      }
      """;
  private static final String SWEEPER =
      """
      package shop;
      public class Sweeper {
        public static void ended(String user) {
          Store.OPEN.remove(user);
          Store.shared().remove(user);
        }
      }
      """;
  private static final String OPEN_GROWS = "shop/Store.java:8 UnboundedStaticCollection";
  private static final String HIDDEN_GROWS = "shop/Store.java:9 UnboundedStaticCollection";

  private static List<String> places(Outcome outcome) {
    assertTrue(outcome.success(), outcome.others()::toString);
    return outcome.warnings().stream().map(Warning::place).toList();
  }

  private static Map<String, String> store() {
    return Map.of("shop/Store.java", STORE);
  }

  private static Map<String, String> storeAndSweeper() {
    return Map.of("shop/Store.java", STORE, "shop/Sweeper.java", SWEEPER);
  }

  @Test
  void wholeModuleIsJudgedTogether() {
    assertEquals(List.of(HIDDEN_GROWS), places(Compiler.compile(storeAndSweeper(), List.of())));
  }

  @Test
  void incrementalCompilationLeavesOpenWhatOtherClassesMayRemove(@TempDir Path output)
      throws Exception {
    Outcome whole = Compiler.compile(storeAndSweeper(), List.of());
    for (Map.Entry<String, byte[]> file : whole.classFiles().entrySet()) {
      Path target = output.resolve(file.getKey() + ".class");
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    Outcome part =
        Compiler.compile(
            store(),
            List.of(),
            "-d",
            output.toString(),
            "-classpath",
            output + File.pathSeparator + System.getProperty("java.class.path"));
    assertEquals(List.of(HIDDEN_GROWS), places(part));
    Files.delete(output.resolve("shop/Sweeper.class"));
    Outcome alone = Compiler.compile(store(), List.of(), "-d", output.toString());
    assertTrue(places(alone).contains(OPEN_GROWS), alone::toString);
  }

  @Test
  void filesThatAreJudgedOneByOneLeaveOpenWhatOthersMayRemove() {
    Outcome outcome = Compiler.compile(storeAndSweeper(), "-XDcompilePolicy=byfile", List.of());
    assertEquals(List.of(HIDDEN_GROWS), places(outcome));
    assertEquals(
        1,
        outcome.others().stream().filter(each -> each.contains("judged by itself")).count(),
        outcome.others()::toString);
  }

  @Test
  void moduleDescriptor() {
    Map<String, String> sources = new TreeMap<>(storeAndSweeper());
    sources.put("module-info.java", "module shop { exports shop; }");
    sources.put("shop/package-info.java", "/** A shop. */\npackage shop;\n");
    assertEquals(List.of(HIDDEN_GROWS), places(Compiler.compile(sources, List.of())));
  }

  @Test
  void recordsSealedTypesAndPatterns() {
    String source =
        """
        package shop;
        import java.util.*;
        public sealed interface Event permits Event.Login, Event.Logout {
          record Login(String user, Object data) implements Event {
            private static final Map<String, Object> ONLINE = new HashMap<>();
            public Login {
              Objects.requireNonNull(user);
            }
            public static void remember(String user, Object data) {
              ONLINE.put(user, data);
            }
            static Object of(String user) { return ONLINE.get(user); }
          }
          record Logout(String user) implements Event {}
          enum Kind { LOGIN, LOGOUT }
          static String handle(Event event) {
            if (event instanceof Login login && login.user() != null) {
              Login.remember(login.user(), login.data());
            }
            return switch (event instanceof Logout ? Kind.LOGOUT : Kind.LOGIN) {
              case LOGIN -> "in";
              case LOGOUT -> {
                var known = Login.of("x");
                yield known == null ? "out" : known.toString();
              }
            };
          }
        }
        """;
    assertEquals(
        List.of("shop/Event.java:10 UnboundedStaticCollection"),
        places(Compiler.compile(Map.of("shop/Event.java", source), List.of())));
  }

  @Test
  void classOfALibraryIsMissing(@TempDir Path library) throws Exception {
    Outcome compiled =
        Compiler.compile(
            Map.of(
                "lib/Base.java", "package lib; public class Base {}",
                "lib/Cache.java",
                    "package lib; public class Cache extends Base { public void open(Object o) {} }"),
            List.of());
    Path folder = Files.createDirectories(library.resolve("lib"));
    Files.write(folder.resolve("Cache.class"), compiled.classFiles().get("lib/Cache"));
    Map<String, String> sources = new TreeMap<>(store());
    sources.put(
        "shop/User.java", "package shop; class User { private lib.Cache cache; private int n; }");
    Outcome outcome =
        Compiler.compile(
            sources,
            List.of(),
            "-classpath",
            library + File.pathSeparator + System.getProperty("java.class.path"));
    assertTrue(places(outcome).containsAll(List.of(OPEN_GROWS, HIDDEN_GROWS)), outcome::toString);
    assertEquals(List.of(), outcome.others());
  }
}
