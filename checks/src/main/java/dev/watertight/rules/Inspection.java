package dev.watertight.rules;

import dev.watertight.analysis.Analysis;
import dev.watertight.analysis.Verdict;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fingerprint;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.Progress;
import dev.watertight.model.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs the analysis and the rules over a world. */
public final class Inspection {
  /**
   * A fault of ours that was caught.
   *
   * @param rule the rule that failed, or {@code analysis}
   * @param place the class or member at hand
   * @param what the exception, one line
   */
  public record Trouble(String rule, String place, String what) {}

  /**
   * How much was looked at.
   *
   * @param classes judged classes
   * @param containers container fields in use
   * @param missing classes that were looked up and not found
   */
  public record Statistics(int classes, int containers, int missing) {}

  /**
   * A finding that {@code @SuppressFBWarnings} silences.
   *
   * @param by the annotation and where it stands
   * @param reason its justification; null where nobody gave one
   */
  public record Suppressed(Finding finding, DeclaredSuppressions.Found by, String reason) {}

  /**
   * The outcome.
   *
   * @param findings sorted by file, line, rule and subject; numbered among equals, suppressed ones
   *     included
   * @param suppressed what class files say is not to be reported, in the same order and not among
   *     the findings
   * @param troubles faults of ours; the findings are complete but for these places
   */
  public record Report(
      List<Finding> findings,
      List<Suppressed> suppressed,
      List<Trouble> troubles,
      Statistics statistics) {
    public Report {
      findings = List.copyOf(findings);
      suppressed = List.copyOf(suppressed);
      troubles = List.copyOf(troubles);
    }
  }

  /** In which findings are told. */
  public static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding f) -> f.place().file() == null ? "" : f.place().file())
          .thenComparingInt(f -> f.place().line())
          .thenComparing(Finding::ruleId)
          .thenComparing(Finding::qualifiedSubject)
          .thenComparing(Finding::failedEnd);

  private Inspection() {}

  /** Judges everything that the world contains, with all rules. */
  public static Report inspect(World world, Knowledge knowledge, Settings settings) {
    return inspect(world, knowledge, settings, Catalogue.load());
  }

  /** The same with given rules. */
  public static Report inspect(
      World world, Knowledge knowledge, Settings settings, Catalogue catalogue) {
    return inspect(world, knowledge, settings, catalogue, Progress.NONE);
  }

  /** The same, telling how far it has come. */
  public static Report inspect(
      World world, Knowledge knowledge, Settings settings, Catalogue catalogue, Progress progress) {
    List<Trouble> troubles = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Analysis analysis = Analysis.of(world, knowledge, progress);
    List<Verdict> verdicts =
        analysis.verdicts((member, e) -> troubles.add(trouble("analysis", member, e)), progress);
    for (Verdict verdict : verdicts) {
      judge(verdict, catalogue, settings, troubles).ifPresent(findings::add);
    }
    findings.removeIf(finding -> !settings.reports(finding.holder().replace('/', '.')));
    findings.sort(ORDER);
    List<Finding> open = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>();
    DeclaredSuppressions declared = new DeclaredSuppressions(world);
    for (Finding finding : Fingerprint.number(findings)) {
      List<String> names = catalogue.suppressionNames(finding.ruleId());
      DeclaredSuppressions.Found by =
          declared.find(
              finding, each -> SuppressFbWarnings.silences(each, finding.ruleId(), names));
      if (by == null) {
        open.add(finding);
      } else {
        suppressed.add(
            new Suppressed(finding, by, SuppressFbWarnings.justification(by.annotation())));
      }
    }
    return new Report(
        open,
        suppressed,
        troubles,
        new Statistics(analysis.classCount(), analysis.containerCount(), world.missing().size()));
  }

  /** The first rule that explains the verdict speaks; what others would say becomes a remark. */
  private static Optional<Finding> judge(
      Verdict verdict, Catalogue catalogue, Settings settings, List<Trouble> troubles) {
    Finding spoken = null;
    List<String> remarks = new ArrayList<>();
    for (Rule rule : catalogue.byPrecedence()) {
      Optional<Finding> finding;
      try {
        finding = rule.judge(verdict);
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        troubles.add(trouble(rule.id(), verdict.subject(), e));
        continue;
      }
      if (finding.isEmpty() || finding.get().confidence().compareTo(settings.confidence()) < 0) {
        continue;
      }
      if (spoken == null) {
        spoken = finding.get();
      } else {
        remarks.add(rule.id() + ": " + finding.get().message());
      }
    }
    if (spoken == null || settings.severity(spoken.ruleId()) == Settings.Severity.OFF) {
      return Optional.empty(); // no more general rule takes over
    }
    return Optional.of(spoken.withRemarks(remarks));
  }

  private static Trouble trouble(String rule, String place, Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    String at = trace.length == 0 ? "" : " at " + trace[0];
    return new Trouble(rule, place, e + at);
  }

  /** What was seen of a member and why it was or was not reported, as lines of text. */
  public static List<String> explain(
      World world, Knowledge knowledge, Settings settings, String member) {
    return Analysis.of(world, knowledge, Progress.NONE).explain(member);
  }
}
