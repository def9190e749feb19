package dev.watertight.spotbugs;

import dev.watertight.fixtures.kit.Conformance;
import dev.watertight.fixtures.kit.Engine;
import dev.watertight.fixtures.kit.Fixtures;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SpotBugs says of the fixtures what their marks ask for, and what the analysis says without it.
 */
class FixturesTest {
  private static final Fixtures FIXTURES = Fixtures.load();
  private static Engine spotBugs;

  @BeforeAll
  static void analyse(@TempDir Path folder) {
    spotBugs = Engine.once(new SpotBugsEngine(folder), FIXTURES);
  }

  @Test
  void marks() {
    Conformance.check(spotBugs, FIXTURES);
  }

  @Test
  void agreement() {
    Conformance.agree(spotBugs, new DirectEngine(), FIXTURES);
  }
}
