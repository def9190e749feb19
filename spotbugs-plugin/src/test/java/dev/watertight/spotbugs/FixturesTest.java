package dev.watertight.spotbugs;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.watertight.fixtures.kit.Conformance;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.Reported;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SpotBugs says of the fixtures what the analysis says without it. */
class FixturesTest {
  @Test
  void sameFindings(@TempDir Path folder) {
    Fixtures fixtures = Fixtures.load();
    List<Reported> direct = new DirectEngine().analyse(fixtures);
    assertFalse(direct.isEmpty());
    Conformance.agree(new SpotBugsEngine(folder), new DirectEngine(), fixtures);
  }
}
