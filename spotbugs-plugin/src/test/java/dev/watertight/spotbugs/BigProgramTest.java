package dev.watertight.spotbugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.fixtures.kit.Reported;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/**
 * A published program of 300,000 lines: no error (the harness fails on any), and what the analysis
 * finds without SpotBugs around it.
 */
class BigProgramTest {
  @Test
  void sameFindingsAndNoError() throws Exception {
    Path jar = Path.of(Tomcat.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Reported> direct = DirectEngine.analyse(ClassSource.jar(jar));
    assertTrue(direct.size() > 5, direct::toString);
    assertEquals(
        told(direct),
        told(SpotBugs.bugs(jar, SpotBugs.OURS).stream().map(SpotBugsEngine::reported).toList()));
  }

  private static String told(List<Reported> findings) {
    return findings.stream().map(Reported::toString).sorted().collect(Collectors.joining("\n"));
  }
}
