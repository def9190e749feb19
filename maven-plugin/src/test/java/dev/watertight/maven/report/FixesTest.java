package dev.watertight.maven.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.fixes.Edit;
import dev.watertight.fixtures.kit.FixtureCase;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.SourceFile;
import dev.watertight.maven.source.Patch;
import dev.watertight.rules.Rule;
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

/** A fix that is shown compiles, and the leak is gone; the compiler plugin makes the same one. */
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
            "RemovalMissingOnPath",
            """
            import java.io.*;
            import java.util.*;
            public class Shop {
              private final Set<Object> busy = new HashSet<>();
              public static class Counted extends Shop {
                private final List<Object> kept;
                private static final Set<Object> OPEN = new HashSet<>();
                public Counted(Object order, InputStream in) throws IOException {
                  kept = List.of(OPEN.size());
                  OPEN.add(order);
                  int first = in.read(), second = in.read();
                  if (!(order instanceof String text)) {
                    throw new IOException("no text");
                  }
                  OPEN.remove(order);
                  kept.add(first + second + text);
                }
              }
              public int size() { return busy.size(); }
            }
            """,
            """
            -      int first = in.read(), second = in.read();
            -      if (!(order instanceof String text)) {
            -        throw new IOException("no text");
            +      try {
            +        int first = in.read(), second = in.read();
            +        if (!(order instanceof String text)) {
            +          throw new IOException("no text");
            +        }
            +        kept.add(first + second + text);
            +      } finally {
            +        OPEN.remove(order);
                   }
            -      OPEN.remove(order);
            -      kept.add(first + second + text);
            """),
        Arguments.of(
            "ThreadLocalNotRemoved",
            """
            import jakarta.servlet.*;
            import java.io.*;
            public class Shop implements Filter {
              private static final ThreadLocal<Object> TENANT = new ThreadLocal<>();
              public static Object tenant() { return TENANT.get(); }
              @Override
              public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                  throws IOException, ServletException {
                TENANT.set(request.getAttribute("tenant"));
                chain.doFilter(request, response);
              }
            }
            """,
            """
            -    chain.doFilter(request, response);
            +    try {
            +      chain.doFilter(request, response);
            +    } finally {
            +      TENANT.remove();
            +    }
            """),
        Arguments.of(
            "ThreadLocalNotRemoved",
            """
            import jakarta.servlet.http.*;
            public class Shop extends HttpServlet {
              static final class Order {
                private final ThreadLocal<Object> user = new ThreadLocal<>();
                String handle(Object who) {
                  user.set(who);
                  try {
                    return String.valueOf(user.get());
                  } finally {
                    user.set(null);
                  }
                }
              }
              @Override
              protected void doPost(HttpServletRequest request, HttpServletResponse response) {
                new Order().handle(request.getAttribute("user"));
              }
            }
            """,
            """
            -        user.set(null);
            +        user.remove();
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
    assertEquals(
        Map.of("Shop.java", patch.after()),
        Analysed.patchedByCompiler(
            folder.resolve("patched"), Map.of("Shop.java", program), List.of(rule)));
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

  @Test
  void compilerWritesTheSameFixesIntoTheFixtures() {
    Map<String, String> sources = new TreeMap<>();
    for (SourceFile source : Fixtures.load().sources()) {
      sources.put(source.path(), source.text());
    }
    Map<String, List<Edit>> edits = new TreeMap<>();
    Part part = Analysed.fixtures(folder.resolve("read"));
    for (Result result : part.results()) {
      part.locations()
          .patch(result.finding())
          .ifPresent(
              patch ->
                  edits
                      .computeIfAbsent(patch.file(), k -> new ArrayList<>())
                      .addAll(patch.edits()));
    }
    Map<String, String> expected = new TreeMap<>(sources);
    edits.forEach((file, all) -> expected.put(file, Edit.apply(sources.get(file), all)));
    Map<String, String> patched =
        Analysed.patchedByCompiler(
            folder.resolve("compiled"),
            sources,
            Analysed.CATALOGUE.rules().stream().map(Rule::id).toList());
    assertTrue(edits.size() >= 3, edits::toString);
    assertEquals(expected, patched);
  }
}
