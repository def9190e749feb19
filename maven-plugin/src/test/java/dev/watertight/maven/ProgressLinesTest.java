package dev.watertight.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.maven.source.Sources;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressLinesTest {
  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();

  /** Inspects some leaks under a clock that goes forward whenever somebody looks at it. */
  private List<String> inspect(int leaks, long millisecondsALook) {
    lines.clear();
    Map<String, String> sources = new TreeMap<>();
    for (int i = 0; i < leaks; i++) {
      sources.put("shop/Visits" + i + ".java", Code.LEAK.replace("Visits", "Visits" + i));
    }
    Path written = Code.write(folder.resolve("src" + leaks), sources);
    Path classes = Code.compile(written, folder.resolve("classes" + leaks));
    AtomicLong now = new AtomicLong();
    ProgressLines progress =
        new ProgressLines(
            lines::add, () -> now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millisecondsALook)));
    Inspector inspector =
        new Inspector(Knowledge.builtIn(), Settings.DEFAULT, Catalogue.load(), progress);
    Inspector.Outcome outcome =
        inspector.inspect(
            new Inspector.Job(
                World.Kind.MODULE,
                List.of(ClassSource.folder(classes)),
                List.of(),
                new Sources(List.of(written))));
    return outcome.results().stream().map(result -> result.finding().toString()).toList();
  }

  @Test
  void longInspectionIsToldOnceInAWhile() {
    List<String> found = inspect(40, 1000);

    assertEquals(40, found.size());
    assertEquals("Watertight: 10 of 40 classes read", lines.get(0));
    assertEquals("Watertight: 20 of 40 classes read", lines.get(1));
    for (String what : List.of("methods followed", "containers judged", "looked up")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(what)), lines::toString);
    }
    List<String> told = List.copyOf(lines);

    assertEquals(found, inspect(40, 0), "the same, however long it takes");
    assertTrue(told.size() > 10 && lines.isEmpty(), told::toString);
  }

  @Test
  void shortInspectionsAreNotTold() {
    inspect(2, 100);

    assertEquals(List.of(), lines);
  }
}
