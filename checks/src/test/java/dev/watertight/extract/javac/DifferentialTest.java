package dev.watertight.extract.javac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.SourceFile;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Trees and class files of one compilation say the same. */
class DifferentialTest {
  @Test
  void fixtures() {
    Map<String, String> sources = new TreeMap<>();
    for (SourceFile source : Fixtures.load().sources()) {
      sources.put(source.path(), source.text());
    }
    var differences = Differences.of(sources);
    assertEquals("", String.join("\n", differences));
  }
}
