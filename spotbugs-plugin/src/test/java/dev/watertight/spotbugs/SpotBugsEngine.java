package dev.watertight.spotbugs;

import dev.watertight.fixtures.kit.ClassFile;
import dev.watertight.fixtures.kit.Engine;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.Reported;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.SourceLineAnnotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What SpotBugs says of the fixtures. */
final class SpotBugsEngine implements Engine {
  private final Path folder;

  SpotBugsEngine(Path folder) {
    this.folder = folder;
  }

  /** Reads class files, so its gaps are theirs. */
  @Override
  public String name() {
    return "bytecode";
  }

  @Override
  public List<Reported> analyse(Fixtures fixtures) {
    try {
      for (ClassFile file : fixtures.classFiles()) {
        Path path = folder.resolve(file.name() + ".class");
        Files.createDirectories(path.getParent());
        Files.write(path, file.bytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SpotBugs.bugs(folder, SpotBugs.OURS).stream().map(SpotBugsEngine::reported).toList();
  }

  static Reported reported(BugInstance bug) {
    SourceLineAnnotation line = bug.getPrimarySourceLineAnnotation();
    String member =
        bug.getPrimaryField() != null
            ? bug.getPrimaryField().getFieldName()
            : bug.getPrimaryMethod().getMethodName();
    return new Reported(
        SpotBugs.rules().get(bug.getType()),
        line.getSourcePath(),
        line.getStartLine(),
        bug.getProperty(Bugs.KEY),
        bug.getPrimaryClass().getClassName() + "." + member);
  }
}
