package dev.watertight.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about the format tells all that one can write, and nothing that one cannot. */
final class KnowledgePageTest {
  private static final Pattern NAME = Pattern.compile("`([a-z-]+=?)[^`]*`");
  private static final List<String> PAGE = page();

  private static List<String> page() {
    try {
      return Files.readAllLines(Path.of("..", "docs", "knowledge.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> verbs() {
    return Schema.verbs().stream();
  }

  /** What the table says, by verb. */
  private static Map<String, String> rows() {
    Map<String, String> result = new LinkedHashMap<>();
    for (String line : PAGE) {
      String[] cells = line.split("\\|", -1);
      if (line.startsWith("| `")) {
        Matcher verb = NAME.matcher(cells[1]);
        while (verb.find()) {
          result.put(verb.group(1), cells[3]);
        }
      }
    }
    return result;
  }

  /** What the list of attributes says, by verb. */
  private static Map<String, String> items() {
    Map<String, String> result = new LinkedHashMap<>();
    String verb = null;
    for (String line : PAGE) {
      if (line.startsWith("- `")) {
        verb = line.substring(3, line.length() - 1);
        result.put(verb, "");
      } else if (line.startsWith("  - ")) {
        result.merge(verb, line, String::concat);
      } else {
        verb = null;
      }
    }
    return result;
  }

  private static Set<String> namesIn(String text) {
    Set<String> result = new TreeSet<>();
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      result.add(name.group(1));
    }
    return result;
  }

  @Test
  void everyVerbHasARow() {
    assertEquals(new TreeSet<>(Schema.verbs()), new TreeSet<>(rows().keySet()));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyAttributeIsTold(String name) {
    Schema.Verb verb = Schema.verb(name);
    Set<String> wanted = new TreeSet<>(verb.effects());
    wanted.addAll(verb.flags());
    verb.attributes().keySet().forEach(attribute -> wanted.add(attribute + "="));
    Set<String> told = namesIn(items().getOrDefault(name, ""));
    wanted.removeAll(told);
    assertEquals(Set.of(), wanted, "not told of " + name);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void noOtherAttributeIsTold(String name) {
    Schema.Verb verb = Schema.verb(name);
    Set<String> told = namesIn(rows().get(name) + items().getOrDefault(name, ""));
    told.removeIf(each -> !each.endsWith("="));
    verb.attributes().keySet().forEach(attribute -> told.remove(attribute + "="));
    assertEquals(Set.of(), told, "told of " + name + ", which does not take it");
  }

  @Test
  void examplesAreEntries() {
    List<String> examples = new ArrayList<>();
    boolean fenced = false;
    for (String line : PAGE) {
      if (line.equals("```")) {
        fenced = !fenced;
      } else if (fenced && Schema.verb(line.split(" ", 2)[0]) != null) {
        examples.add(line);
      }
    }
    assertFalse(examples.isEmpty());
    Knowledge builtIn = Knowledge.builtIn();
    for (String example : examples) {
      Entry entry =
          builtIn.with("page", new StringReader(example)).all().stream()
              .filter(each -> each.place().equals("page:1"))
              .findFirst()
              .orElseThrow();
      assertTrue(
          entry.type().startsWith("com/example/")
              || builtIn.all().stream().anyMatch(each -> isSame(each, entry)),
          example);
    }
  }

  private static boolean isSame(Entry one, Entry other) {
    return one.verb().equals(other.verb())
        && one.subject().equals(other.subject())
        && one.attributes().equals(other.attributes());
  }
}
