package dev.watertight.maven.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.watertight.findings.BaselineComparison.State;
import dev.watertight.rules.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short reports: for a pull request's comment, and for GitLab's widget. */
class SummariesTest {
  private static final Map<String, String> SHOP =
      Map.of(
          "Shop.java",
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
          """);

  @TempDir private Path repository;

  private static String markdown(Run run) {
    return new MarkdownSummary().text(run);
  }

  private Part shop(State state) {
    Part found = Analysed.compiled(repository, SHOP);
    return Part.of(
        found.module(),
        found.locations(),
        found.results().stream()
            .map(result -> Samples.judged(result.finding(), state, "x"))
            .toList());
  }

  @Test
  void newLeakWithItsFix() {
    String text = markdown(Analysed.run(shop(State.NEW)));
    assertTrue(text.startsWith("### Watertight: 1 new leak in `org.example:shop`\n"), text);
    assertTrue(text.contains("\n`shop/src/main/java/Shop.java:9` RemovalWithWrongKey"), text);
    String fix =
        """
        ```diff
             ONLINE.put(user.id(), user);
           }
           public static void logout(User user) {
        -    ONLINE.remove(user);
        +    ONLINE.remove(user.id());
        """;
    assertTrue(text.contains(fix), text);
  }

  @Test
  void oneLineWhenNothingIsNew() {
    assertEquals(
        "Watertight: no new leaks in `org.example:shop` (1 known)\n",
        markdown(Analysed.run(shop(State.KNOWN))));
  }

  @Test
  void commentsAreKeptShort() {
    List<Result> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(Samples.judged(Samples.finding("shop/C" + i, "x"), State.NEW, "x"));
    }
    Locations locations = Samples.everyState(repository, "x").locations();
    String text = markdown(Analysed.run(Part.of("m", locations, many)));
    assertTrue(text.contains("and 490 more"), text);
    assertTrue(text.length() < 65_536, "what GitHub takes");
  }

  @Test
  void hostileTextIsNoMarkup() {
    String text =
        markdown(
            new Run(
                "1",
                "``x`<b>",
                List.of(),
                null,
                List.of(Samples.everyState(repository, Samples.HOSTILE + " @everyone #1 *b*"))));
    String outsideCode = text.replaceAll("(`+)(?:(?!\\1).)+\\1", "");
    assertFalse(outsideCode.contains("<"), text);
    assertFalse(outsideCode.contains("@"), text);
    assertFalse(outsideCode.matches("(?s).*(?<!\\\\)\\[x.*"), text);
    assertFalse(text.contains("\u202e"), text);
  }

  @Test
  void gitLabGetsWhatItAsksFor() throws JsonParserException {
    Part part = Samples.everyState(repository, Samples.HOSTILE);
    String text =
        new GitLabReport(Settings.DEFAULT).text(Analysed.run(part, part, shop(State.NEW)));
    JsonArray all = JsonParser.array().from(text);
    assertEquals(2 * 4 + 1, all.size(), "neither suppressed nor accepted ones");
    Set<String> fingerprints = new HashSet<>();
    for (Object each : all) {
      JsonObject violation = (JsonObject) each;
      assertEquals(
          Set.of("description", "check_name", "fingerprint", "severity", "location"),
          violation.keySet());
      assertTrue(
          Set.of("info", "minor", "major", "critical", "blocker")
              .contains(violation.getString("severity")));
      assertTrue(fingerprints.add(violation.getString("fingerprint")), "unique");
      String path = violation.getObject("location").getString("path");
      assertFalse(path.startsWith("/") || path.startsWith("./") || path.contains("\\"), path);
      assertTrue(violation.getObject("location").getObject("lines").getInt("begin") >= 1);
    }
    assertEquals(
        "shop/src/main/java/Shop.java", all.getObject(8).getObject("location").getString("path"));
  }
}
