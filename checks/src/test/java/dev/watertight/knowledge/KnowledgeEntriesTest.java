package dev.watertight.knowledge;

import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Holds every entry against the real class. Libraries that are not on the class path are counted;
 * {@code -Dwatertight.knowledge.libraries=folder} adds the jars of a folder, which {@code
 * src/test/knowledge/pom.xml} fills.
 */
final class KnowledgeEntriesTest {
  private static final String FOLDER = System.getProperty("watertight.knowledge.libraries");

  /** Their file says so: absent from an older JDK. */
  private static final int SEQUENCED = 21;

  private final ClassFiles classes = ClassFiles.of(FOLDER);
  private final Knowledge knowledge = Knowledge.builtIn();

  @Test
  void typesAndMembersExist() {
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> absent = new TreeMap<>();
    int held = 0;
    for (Entry entry : knowledge.all()) {
      if (!speaksOfType(entry) || isOfLaterJdk(entry)) {
        continue;
      }
      String type = entry.type().replace("@", "");
      if (!classes.exists(type)) {
        if (type.startsWith("java/") || (FOLDER != null && classes.hasPackageOf(type))) {
          wrong.add(entry.place() + ": no type " + entry.subject());
        }
        absent.merge(entry.file(), 1, Integer::sum);
        continue;
      }
      held++;
      if (entry.member() != null
          && !classes.hasMethod(type, entry.member(), entry.arity())
          && !classes.isIncomplete(type)) {
        wrong.add(entry.place() + ": no method " + entry.subject());
      }
    }
    System.out.println("knowledge: " + held + " entries held against classes, absent: " + absent);
    assertEquals(List.of(), wrong);
    assertTrue(held > 800, "too few entries could be held against a class: " + held);
  }

  @Test
  void noEntryIsSaidTwice() {
    Map<String, String> first = new HashMap<>();
    List<String> repeated = new ArrayList<>();
    for (Entry entry : knowledge.all()) {
      String said = entry.verb() + " " + entry.subject() + " " + entry.attributes();
      String before = first.putIfAbsent(said, entry.place());
      if (before != null) {
        repeated.add(entry.place() + ": " + said + " is already said at " + before);
      }
    }
    assertEquals(List.of(), repeated);
  }

  /** A later file would silently replace what an earlier one says of the same subject. */
  @Test
  void noSubjectIsSpreadOverFiles() {
    Map<String, String> files = new HashMap<>();
    List<String> spread = new ArrayList<>();
    for (String file : Knowledge.builtInFiles()) {
      for (Entry entry : Knowledge.readBuiltIn(file)) {
        String subject = entry.verb() + " " + entry.subject();
        String before = files.putIfAbsent(subject, file);
        if (before != null && !before.equals(file)) {
          spread.add(subject + " in " + before + " and " + file);
        }
      }
    }
    assertEquals(List.of(), spread);
  }

  /** What ships is read without the checks that its files pass here. */
  @Test
  void readingWithoutChecksFindsTheSame() {
    List<Entry> checked = new ArrayList<>();
    for (String file : Knowledge.builtInFiles()) {
      checked.addAll(Knowledge.readBuiltIn(file));
    }
    assertEquals(checked, Knowledge.builtIn().all());
  }

  /** An end that no entry knows would never be found. */
  @Test
  void endsOfAnnotationsAreThemselvesEnds() {
    List<String> unknown =
        knowledge.all("life").stream()
            .flatMap(entry -> entry.names("end").stream())
            .filter(end -> end.startsWith("@"))
            .filter(end -> knowledge.lookup("life", end.replace('.', '/')).isEmpty())
            .distinct()
            .collect(toList());
    assertEquals(List.of(), unknown);
  }

  private static boolean speaksOfType(Entry entry) {
    Schema.Subject subject = Schema.verb(entry.verb()).subject();
    return subject != Schema.Subject.NAME && subject != Schema.Subject.PATTERN;
  }

  private static boolean isOfLaterJdk(Entry entry) {
    return entry.file().equals("jdk-since-19.knowledge") && Runtime.version().feature() < SEQUENCED;
  }
}
