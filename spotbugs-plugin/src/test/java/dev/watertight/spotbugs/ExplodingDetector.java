package dev.watertight.spotbugs;

import dev.watertight.analysis.Verdict;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import edu.umd.cs.findbugs.BugReporter;
import edu.umd.cs.findbugs.Detector2;
import edu.umd.cs.findbugs.classfile.CheckedAnalysisException;
import edu.umd.cs.findbugs.classfile.ClassDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Our detector with one more rule, which fails as a system property says. */
public final class ExplodingDetector implements Detector2 {
  /** Names what is thrown. */
  static final String HOW = "exploding.how";

  private final WatertightDetector detector;

  /** Called by SpotBugs. */
  public ExplodingDetector(BugReporter reporter) {
    detector = new WatertightDetector(reporter, ExplodingDetector::rules);
  }

  private static Catalogue rules() {
    if (System.getProperty(HOW).equals("everything")) {
      throw new NoClassDefFoundError("dev/watertight/Missing");
    }
    List<Rule> rules = new ArrayList<>(Catalogue.load().rules());
    rules.add(new Exploding());
    return Catalogue.of(rules);
  }

  @Override
  public void visitClass(ClassDescriptor descriptor) throws CheckedAnalysisException {
    detector.visitClass(descriptor);
  }

  @Override
  public void finishPass() {
    detector.finishPass();
  }

  @Override
  public String getDetectorClassName() {
    return detector.getDetectorClassName();
  }

  private static final class Exploding implements Rule {
    @Override
    public String id() {
      return "Exploding";
    }

    @Override
    public String summary() {
      return "Fails on purpose";
    }

    @Override
    public Family family() {
      return Family.RETENTION;
    }

    @Override
    public int precedence() {
      return 0;
    }

    @Override
    public Optional<Finding> judge(Verdict verdict) {
      return switch (System.getProperty(HOW)) {
        case "exception" -> throw new IllegalStateException("on purpose");
        case "linkage" -> throw new NoSuchMethodError("on purpose");
        default -> deep(verdict);
      };
    }

    @SuppressWarnings("InfiniteRecursion") // until the stack is full, which is what is tested
    private static Optional<Finding> deep(Verdict verdict) {
      Optional<Finding> found = deep(verdict);
      return found.isPresent() ? found : Optional.empty();
    }
  }
}
