package dev.watertight.spotbugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import edu.umd.cs.findbugs.BugCollection;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.SortedBugCollection;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bug tells the whole chain, and is recognised by what the leak is. */
class BugsTest {
  @TempDir Path folder;

  private BugCollection collection(String source) {
    Path classes = new Sources(folder).compile(Map.of("shop/Audit.java", source));
    return SpotBugs.run(classes, engine -> SpotBugs.only(engine, SpotBugs.OURS));
  }

  private BugInstance bug(String source) {
    List<BugInstance> bugs = List.copyOf(collection(source).getCollection());
    assertEquals(1, bugs.size(), bugs::toString);
    return bugs.get(0);
  }

  @Test
  void tellsTheChain() {
    BugInstance bug = bug(Sources.leak("Audit", "", "", ""));
    assertEquals("WATERTIGHT_UNBOUNDED_STATIC_COLLECTION", bug.getType());
    assertEquals(Priorities.NORMAL_PRIORITY, bug.getPriority());
    assertEquals(10, bug.getBugRank());
    assertEquals(401, bug.getCWEid());
    assertEquals("shop.Audit", bug.getPrimaryClass().getClassName());
    assertEquals("TRAIL", bug.getPrimaryField().getFieldName());
    assertEquals("record", bug.getPrimaryMethod().getMethodName());
    assertEquals(7, bug.getPrimarySourceLineAnnotation().getStartLine());
    String message = bug.getMessage();
    assertTrue(message.startsWith("WT: record adds to the map Audit.TRAIL"), message);
    assertTrue(message.contains("[stored: record adds to TRAIL (Audit.java:7); held: "), message);
    List<String> told = bug.getAnnotations().stream().map(Object::toString).toList();
    assertTrue(
        told.contains("Stored: record adds to TRAIL, at Audit.java:[line 7]"), told::toString);
    assertTrue(
        told.stream().anyMatch(line -> line.startsWith("Held: map Audit.TRAIL is static")),
        told::toString);
    assertTrue(
        told.stream().anyMatch(line -> line.startsWith("Fix: Remove the entry")), told::toString);
    assertTrue(bug.getProperty("watertight.key").startsWith("w1:"));
  }

  @Test
  void isRecognisedWhenLinesMoveAndWhenReadBack() throws Exception {
    String source = Sources.leak("Audit", "", "", "");
    BugCollection collection = collection(source);
    String hash = collection.iterator().next().getInstanceHash();
    StringWriter xml = new StringWriter();
    collection.setWithMessages(true);
    collection.writeXML(xml);
    SortedBugCollection readBack = new SortedBugCollection();
    readBack.readXML(new StringReader(xml.toString()));
    assertEquals(hash, readBack.iterator().next().getInstanceHash());
    assertEquals(hash, bug(source.replace("import java", "\n\nimport java")).getInstanceHash());
  }

  @Test
  void singleFilesAreOneProgram() {
    Path classes =
        new Sources(folder)
            .compile(
                Map.of(
                    "shop/Store.java",
                    """
                    package shop;
                    import java.util.*;
                    class Store {
                      static final Map<String, Object> ALL = new HashMap<>();
                      static Object get(String key) { return ALL.get(key); }
                    }
                    """,
                    "shop/Filler.java",
                    """
                    package shop;
                    public class Filler {
                      public void fill(String key) { Store.ALL.put(key, key); }
                    }
                    """));
    List<Path> files =
        List.of(classes.resolve("shop/Store.class"), classes.resolve("shop/Filler.class"));
    BugCollection bugs = SpotBugs.run(files, engine -> SpotBugs.only(engine, SpotBugs.OURS));
    assertEquals(1, bugs.getCollection().size());
    assertEquals("fill", bugs.iterator().next().getPrimaryMethod().getMethodName());
  }
}
