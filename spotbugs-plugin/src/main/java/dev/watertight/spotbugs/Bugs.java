package dev.watertight.spotbugs;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Fingerprint;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.World;
import dev.watertight.rules.DeclaredSuppressions;
import dev.watertight.rules.Inspection.Suppressed;
import dev.watertight.rules.Settings;
import dev.watertight.rules.SpotBugsNames;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.Detector2;
import edu.umd.cs.findbugs.FieldAnnotation;
import edu.umd.cs.findbugs.MethodAnnotation;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.SourceLineAnnotation;
import edu.umd.cs.findbugs.StringAnnotation;
import edu.umd.cs.findbugs.ba.AnalysisContext;
import java.util.HashSet;
import java.util.Set;

/**
 * Findings as SpotBugs' bugs: holder, field, methods and lines with their roles in the chain. What
 * SpotBugs recognises a bug by (class, field, methods, the end that fails) is what our fingerprint
 * is made of, never a line or a wording.
 */
final class Bugs {
  /** Property of a bug that carries our own key. */
  static final String KEY = "watertight.key";

  private static final String NO_END = "none";

  private final Detector2 detector;
  private final World world;
  private final Settings settings;

  Bugs(Detector2 detector, World world, Settings settings) {
    this.detector = detector;
    this.world = world;
    this.settings = settings;
  }

  BugInstance of(Finding finding) {
    BugInstance bug =
        new BugInstance(detector, SpotBugsNames.type(finding.ruleId()), priority(finding))
            .addClass(dotted(finding.holder()))
            .add(new LeakAnnotation(finding, line(finding.place()))); // {1} of every message
    Step held = addSubject(finding, bug);
    Set<MethodAnnotation> methods = new HashSet<>();
    MethodAnnotation method = method(finding.place());
    if (method != null) {
      methods.add(method);
      bug.addMethod(method);
    }
    bug.addSourceLine(line(finding.place()));
    for (Step step : finding.chain()) {
      if (step != held && step.place() != null) {
        add(step, bug, methods);
      }
    }
    if (!finding.failedEnd().equals(NO_END)) {
      StringAnnotation end = new StringAnnotation(finding.failedEnd());
      end.setDescription("End that does not let go:");
      bug.add(end);
    }
    bug.setProperty(KEY, Fingerprint.of(finding));
    return bug;
  }

  /** Adds the field that the finding is about; the step that is told with it, or null. */
  private Step addSubject(Finding finding, BugInstance bug) {
    FieldAnnotation field = field(finding.holder(), finding.subject());
    if (field == null) {
      return null;
    }
    bug.addField(field);
    for (Step step : finding.chain()) {
      Place place = step.place();
      if (place != null
          && place.line() <= 0
          && place.className().equals(finding.holder())
          && place.member().equals(finding.subject())) {
        bug.describe(label(step, ":"));
        return step;
      }
    }
    return null;
  }

  /** Adds a step as the field that it is about, or as a line with the method around it. */
  private void add(Step step, BugInstance bug, Set<MethodAnnotation> methods) {
    Place place = step.place();
    FieldAnnotation field = place.line() > 0 ? null : field(place.className(), place.member());
    if (field != null) {
      bug.addField(field).describe(label(step, ":"));
      return;
    }
    MethodAnnotation method = method(place);
    if (method != null && methods.add(method)) {
      bug.addMethod(method).describe(LeakAnnotation.role(step.role()) + " in");
    }
    bug.addSourceLine(line(place)).describe(label(step, ", at"));
  }

  private static String label(Step step, String end) {
    return LeakAnnotation.label(LeakAnnotation.role(step.role()) + ": " + step.text() + end);
  }

  private int priority(Finding finding) {
    if (settings.severity(finding.ruleId()) == Settings.Severity.ERROR) {
      return Priorities.HIGH_PRIORITY;
    }
    return switch (finding.confidence()) {
      case PROVEN -> Priorities.HIGH_PRIORITY;
      case LIKELY -> Priorities.NORMAL_PRIORITY;
      case POSSIBLE -> Priorities.LOW_PRIORITY;
    };
  }

  private FieldAnnotation field(String className, String name) {
    ClassModel type = world.find(className);
    FieldModel field = type == null ? null : type.field(name);
    return field == null
        ? null
        : new FieldAnnotation(dotted(className), name, field.descriptor(), field.isStatic());
  }

  /** The method at a place: of several with one name the last that begins before the line. */
  private MethodAnnotation method(Place place) {
    ClassModel type = world.find(place.className());
    MethodModel found = null;
    if (type != null) {
      for (MethodModel method : type.methods()) {
        if (method.name().equals(place.member())
            && (found == null || (method.line() <= place.line() && method.line() > found.line()))) {
          found = method;
        }
      }
    }
    return found == null
        ? null
        : new MethodAnnotation(
            dotted(place.className()), found.name(), found.ref().descriptor(), found.isStatic());
  }

  private static SourceLineAnnotation line(Place place) {
    String file = place.file();
    String name =
        file == null
            ? SourceLineAnnotation.UNKNOWN_SOURCE_FILE
            : file.substring(file.lastIndexOf('/') + 1);
    int line = place.line() > 0 ? place.line() : -1;
    return new SourceLineAnnotation(dotted(place.className()), name, line, line, -1, -1);
  }

  /**
   * Tells SpotBugs that an annotation suppresses something, where it is SpotBugs' own: it complains
   * of those that do not, and would not see how far ours reach.
   */
  void markAsUsed(Suppressed suppressed) {
    Finding finding = suppressed.finding();
    DeclaredSuppressions.Found by = suppressed.by();
    BugInstance probe =
        new BugInstance(detector, SpotBugsNames.type(finding.ruleId()), priority(finding))
            .addClass(dotted(by.className()));
    if (by.member() != null && by.descriptor().startsWith("(")) {
      ClassModel type = world.find(by.className());
      MethodModel method = type.method(by.member(), by.descriptor());
      probe.addMethod(
          new MethodAnnotation(
              dotted(by.className()), by.member(), by.descriptor(), method.isStatic()));
    } else if (by.member() != null) {
      probe.addField(field(by.className(), by.member()));
    }
    AnalysisContext.currentAnalysisContext().getSuppressionMatcher().match(probe);
  }

  private static String dotted(String className) {
    return className.replace('/', '.');
  }
}
