package dev.watertight.maven.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.fixtures.kit.FixtureCase;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.SourceFile;
import dev.watertight.maven.source.Patch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fix that is shown compiles, and the leak is gone. */
class FixesTest {
  @TempDir private Path folder;

  /** The rule, the program, and the lines that the fix changes. */
  static Stream<Arguments> programs() {
    return Stream.of(
        Arguments.of(
            "RemovalWithWrongKey",
            """
            import java.util.*;
            public class Shop {
              public static final class User {
                private final String id;
                private final String name;
                User(String id, String name) { this.id = id; this.name = name; }
                public String getId() { return id; }
                public String getName() { return name; }
              }
              private static final Map<String, User> ONLINE = new HashMap<>();
              public static void login(User user) {
                ONLINE.put(user.getId(), user);
              }
              public static void logout(User user) {
                ONLINE.remove(user.getName());
              }
            }
            """,
            """
            -    ONLINE.remove(user.getName());
            +    ONLINE.remove(user.getId());
            """),
        Arguments.of(
            "RemovalWithWrongKey",
            """
            import java.util.*;
            public class Shop {
              public record User(String id, String name) {}
              private static final Map<String, User> ONLINE = new HashMap<>();
              public static void login(User user) {
                ONLINE.put(user.id(), user);
              }
              public static void logout(User user) {
                ONLINE.remove(user);
              }
            }
            """,
            """
            -    ONLINE.remove(user);
            +    ONLINE.remove(user.id());
            """),
        Arguments.of(
            "SiblingNotCleaned",
            """
            import java.util.*;
            public class Shop {
              private static final Map<String, Object> CARTS = new HashMap<>();
              private static final Map<String, Object> VISITS = new HashMap<>();
              public static void begin(String id, Object cart) {
                CARTS.put(id, cart);
                VISITS.put(id, new Object());
              }
              public static int size() { return CARTS.size() + VISITS.size(); }
              public static Object visit(String id) { return VISITS.get(id); }
              public static Object end(String id) {
                return CARTS.remove(id);
              }
            }
            """,
            """
            +    VISITS.remove(id);
                 return CARTS.remove(id);
            """),
        Arguments.of(
            "RemovalMissingOnPath",
            """
            import java.io.*;
            import java.util.*;
            public class Shop {
            	private static final Set<Object> BUSY = new HashSet<>();
            	public static String handle(Object order, InputStream in) throws IOException {
            		BUSY.add(order);
            		String read = new String(in.readAllBytes());

            		// done
            		BUSY.remove(order);
            		return read;
            	}
            	public static int busy() { return BUSY.size(); }
            }
            """,
            """
            -		String read = new String(in.readAllBytes());
            +		try {
            +			String read = new String(in.readAllBytes());

            -		// done
            -		BUSY.remove(order);
            -		return read;
            +			// done
            +			return read;
            +		} finally {
            +			BUSY.remove(order);
            +		}
            """),
        Arguments.of(
            "ImmortalSession",
            """
            import jakarta.servlet.http.*;
            public class Shop extends HttpServlet {
              @Override
              protected void doPost(HttpServletRequest request, HttpServletResponse response) {
                HttpSession session = request.getSession();
                session.setMaxInactiveInterval(-1);
                session.setAttribute("a", "b");
              }
            }
            """,
            """
            -    session.setMaxInactiveInterval(-1);
            """));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void repairs(String rule, String program, String changes) {
    Part before = Analysed.compiled(folder.resolve("before"), Map.of("Shop.java", program));
    List<Result> found =
        before.results().stream().filter(each -> each.finding().ruleId().equals(rule)).toList();
    assertEquals(1, found.size(), () -> before.results().toString());
    Patch patch = before.locations().patch(found.get(0).finding()).orElseThrow();
    assertEquals(changes.stripTrailing(), changed(patch));
    assertGone(found.get(0), Map.of("Shop.java", patch.after()));
  }

  private static String changed(Patch patch) {
    List<String> lines = new ArrayList<>();
    List<Patch.Line> all = patch.hunk().lines();
    int first = all.size();
    int last = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).mark() != ' ') {
        first = Math.min(first, i);
        last = Math.max(last, i);
      }
    }
    boolean insertionOnly = all.stream().noneMatch(line -> line.mark() == '-');
    for (Patch.Line line : all.subList(first, insertionOnly ? last + 2 : last + 1)) {
      lines.add((line.mark() + line.text()).stripTrailing());
    }
    return String.join("\n", lines);
  }

  private void assertGone(Result result, Map<String, String> sources) {
    Part after = Analysed.compiled(folder.resolve("after" + result.key().substring(3)), sources);
    assertFalse(
        after.results().stream()
            .anyMatch(
                each ->
                    each.finding().qualifiedSubject().equals(result.finding().qualifiedSubject())),
        () -> "still found in " + sources);
  }

  @Test
  void fixturesThatHaveAFixAreRepairedByIt() {
    List<String> repaired = new ArrayList<>();
    for (FixtureCase each : Fixtures.load().cases()) {
      if (each.kind() != FixtureCase.Kind.LEAK) {
        continue;
      }
      Map<String, String> sources = new TreeMap<>();
      for (SourceFile source : each.sources()) {
        sources.put(source.path(), source.text());
      }
      Path place = folder.resolve("fixtures" + repaired.size());
      Part part = Analysed.fixture(place, each);
      for (Result result : part.results()) {
        Patch patch = part.locations().patch(result.finding()).orElse(null);
        if (patch != null) {
          Map<String, String> fixed = new TreeMap<>(sources);
          fixed.put(patch.file(), patch.after());
          assertGone(result, fixed);
          repaired.add(each + ": " + result.finding().ruleId());
        }
      }
    }
    assertTrue(repaired.size() >= 3, repaired::toString);
  }
}
