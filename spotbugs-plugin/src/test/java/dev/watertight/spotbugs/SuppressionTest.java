package dev.watertight.spotbugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import edu.umd.cs.findbugs.BugInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SpotBugs' own ways of silencing a bug. */
class SuppressionTest {
  private static final String TYPE = "WATERTIGHT_UNBOUNDED_STATIC_COLLECTION";
  private static final String SUPPRESS = "@SuppressFBWarnings(\"" + TYPE + "\")";

  @TempDir Path folder;
  private Path classes;

  @BeforeEach
  void compile() {
    Map<String, String> sources = new TreeMap<>();
    sources.put("shop/Open.java", Sources.leak("Open", "", "", ""));
    sources.put("shop/OnType.java", Sources.leak("OnType", SUPPRESS, "", ""));
    sources.put("shop/OnField.java", Sources.leak("OnField", "", SUPPRESS, ""));
    sources.put("shop/OnMethod.java", Sources.leak("OnMethod", "", "", SUPPRESS));
    String other = "@SuppressFBWarnings(\"NP_ALWAYS_NULL\")";
    sources.put("shop/Other.java", Sources.leak("Other", "", other, ""));
    // The growing member stands in another class than the map, where SpotBugs would not look
    sources.put(
        "shop/Store.java",
        """
        package shop;
        import java.util.*;
        class Store {
          static final Map<String, Object> ALL = new HashMap<>();
          static Object get(String key) { return ALL.get(key); }
        }\
        """);
    sources.put(
        "shop/Filler.java",
        String.join(
            "\n",
            "package shop;",
            "import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;",
            "public class Filler {",
            "  " + SUPPRESS,
            "  public void fill(String key) { Store.ALL.put(key, key); }",
            "}"));
    classes = new Sources(folder).compile(sources);
  }

  private static List<String> told(List<BugInstance> bugs) {
    return bugs.stream()
        .map(bug -> bug.getPrimaryClass().getClassName() + " " + bug.getType())
        .sorted()
        .toList();
  }

  @Test
  void annotationsSilenceAndCountAsUsed() {
    assertEquals(
        List.of(
            "shop.Open " + TYPE,
            "shop.Other US_USELESS_SUPPRESSION_ON_FIELD",
            "shop.Other " + TYPE),
        told(
            SpotBugs.bugs(
                classes, SpotBugs.OURS, "NoteSuppressedWarnings", "UselessSuppressionDetector")));
  }

  @Test
  void filtersSilence() throws IOException {
    Path filter = folder.resolve("filter.xml");
    Files.writeString(
        filter,
        "<FindBugsFilter>"
            + "<Match><Bug pattern='"
            + TYPE
            + "'/><Class name='shop.Other'/></Match>"
            + "<Match><Bug code='WT'/><Class name='shop.Open'/><Field name='TRAIL'/></Match>"
            + "</FindBugsFilter>");
    List<BugInstance> bugs =
        List.copyOf(
            SpotBugs.run(
                    classes,
                    engine -> {
                      SpotBugs.only(engine, SpotBugs.OURS);
                      try {
                        engine.addFilter(filter.toString(), false);
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      } catch (edu.umd.cs.findbugs.filter.FilterException e) {
                        throw new IllegalStateException(e);
                      }
                    })
                .getCollection());
    assertEquals(List.of("shop.Other US_USELESS_SUPPRESSION_ON_FIELD"), told(bugs));
  }
}
