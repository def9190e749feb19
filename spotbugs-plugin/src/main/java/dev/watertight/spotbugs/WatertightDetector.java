package dev.watertight.spotbugs;

import dev.watertight.extract.bytecode.BytecodeWorld;
import dev.watertight.extract.bytecode.Problem;
import dev.watertight.findings.Finding;
import dev.watertight.knowledge.KnowledgeException;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Inspection.Suppressed;
import dev.watertight.rules.SettingsException;
import edu.umd.cs.findbugs.BugReporter;
import edu.umd.cs.findbugs.Detector2;
import edu.umd.cs.findbugs.classfile.CheckedAnalysisException;
import edu.umd.cs.findbugs.classfile.ClassDescriptor;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.function.Supplier;

/**
 * All rules in one detector: it keeps the class files that SpotBugs shows it, and judges them as
 * one program when the last was shown. One detector costs one analysis; SpotBugs' filters tell the
 * rules apart by their bug patterns.
 *
 * <p>Whatever goes wrong in here is told as one error of the run and costs our findings only.
 * SpotBugs itself guards the visits against exceptions, and nothing else.
 */
public final class WatertightDetector implements Detector2 {
  private final BugReporter reporter;
  private final Supplier<Catalogue> rules;
  private final VisitedClasses visited = new VisitedClasses();

  /** Called by SpotBugs. */
  public WatertightDetector(BugReporter reporter) {
    this(reporter, Catalogue::load);
  }

  /** A detector with given rules, for tests. */
  WatertightDetector(BugReporter reporter, Supplier<Catalogue> rules) {
    this.reporter = reporter;
    this.rules = rules;
  }

  @Override
  public String getDetectorClassName() {
    return getClass().getName(); // SpotBugs 4.8 leaves it to us
  }

  @Override
  public void visitClass(ClassDescriptor descriptor) throws CheckedAnalysisException {
    visited.add(descriptor);
  }

  @Override
  public void finishPass() {
    try {
      judge();
    } catch (SettingsException | KnowledgeException | InvalidPathException e) {
      reporter.logError("Watertight: " + e.getMessage() + "; nothing was looked for");
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      fault("the analysis", "the end of the run", what(e), 0);
    }
  }

  private void judge() throws IOException {
    Catalogue catalogue = rules.get();
    PluginSettings settings = PluginSettings.read(catalogue);
    if (settings.skip()) {
      return;
    }
    try (BytecodeWorld world = visited.world(settings.world())) {
      Inspection.Report report =
          Inspection.inspect(world, settings.knowledge(), settings.settings(), catalogue);
      report(report, world, settings);
    }
    tell(visited.problems());
  }

  private void report(Inspection.Report report, World world, PluginSettings settings) {
    Bugs bugs = new Bugs(this, world, settings.settings());
    for (Finding finding : report.findings()) {
      reporter.reportBug(bugs.of(finding));
    }
    for (Suppressed suppressed : report.suppressed()) {
      bugs.markAsUsed(suppressed);
    }
    List<Inspection.Trouble> troubles = report.troubles();
    if (!troubles.isEmpty()) {
      Inspection.Trouble first = troubles.get(0);
      fault(first.rule(), first.place(), first.what(), troubles.size() - 1);
    }
  }

  private void tell(List<Problem> problems) {
    if (!problems.isEmpty()) {
      Problem first = problems.get(0);
      reporter.logError(
          "Watertight: "
              + first.place()
              + ": "
              + first.message()
              + "; "
              + first.remedy()
              + andMore(problems.size() - 1));
    }
  }

  private static String what(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return fault + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private void fault(String part, String place, String what, int more) {
    String version = getClass().getPackage().getImplementationVersion();
    reporter.logError(
        "Watertight "
            + (version == null ? "(development build)" : version)
            + " failed in "
            + part
            + " at "
            + place
            + ", which is its fault ("
            + what
            + ")"
            + andMore(more)
            + "; all else is done. Please report this; "
            + PluginSettings.wayOut(part));
  }

  private static String andMore(int more) {
    return more == 0 ? "" : " (and " + more + " more like it)";
  }
}
