package dev.watertight.spotbugs;

import dev.watertight.extract.bytecode.BytecodeWorld;
import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.findings.Fingerprint;
import dev.watertight.fixtures.kit.ClassFile;
import dev.watertight.fixtures.kit.Engine;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.Reported;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.World;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The analysis without SpotBugs around it, as the Maven plugin runs it. */
final class DirectEngine implements Engine {
  @Override
  public String name() {
    return "analysis";
  }

  @Override
  public List<Reported> analyse(Fixtures fixtures) {
    Map<String, byte[]> classes = new TreeMap<>();
    for (ClassFile file : fixtures.classFiles()) {
      classes.put(file.name(), file.bytes());
    }
    return analyse(ClassSource.memory(classes));
  }

  static List<Reported> analyse(ClassSource classes) {
    BytecodeWorld.Builder builder = BytecodeWorld.builder(World.Kind.MODULE).judge(classes);
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Files.exists(Path.of(entry))) {
        builder.classPath(ClassSource.of(Path.of(entry)));
      }
    }
    try (BytecodeWorld world = builder.build()) {
      return Inspection.inspect(world, Knowledge.builtIn(), Settings.DEFAULT).findings().stream()
          .map(
              finding ->
                  new Reported(
                      finding.ruleId(),
                      finding.place().file(),
                      finding.place().line(),
                      Fingerprint.of(finding),
                      finding.qualifiedSubject()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
