package dev.watertight.maven.corpus;

import dev.watertight.findings.Finding;
import dev.watertight.maven.corpus.Score.Judged;
import dev.watertight.maven.corpus.Tables.Case;
import dev.watertight.maven.corpus.Tables.LookAlike;
import dev.watertight.maven.corpus.Tables.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The evaluation as a Markdown page, the same for the same findings. */
final class Report {
  private static final double LEAST_RECALL = 60;
  private static final double LEAST_FIX_SENSITIVITY = 45;
  private static final double MOST_ALARMS = 10;
  private static final double MOST_FINDINGS_PER_10_000_LINES = 1;
  private static final double LEAST_WORTH = 80;

  private final Tables tables;
  private final Map<String, Audited> audits;
  private final Score score;
  private final StringBuilder out = new StringBuilder();

  private Report(Tables tables, Map<String, Audited> audits) {
    this.tables = tables;
    this.audits = audits;
    this.score = new Score(tables, audits);
  }

  static String of(Tables tables, Map<String, Audited> audits) {
    Report report = new Report(tables, audits);
    report.bars();
    report.kinds();
    report.lookAlikes();
    report.wellKept();
    report.engines();
    report.gaps();
    report.cases();
    return report.out.toString();
  }

  /** Rule and member of a finding. */
  static String told(Finding finding) {
    return finding.ruleId()
        + " "
        + finding.qualifiedSubject()
        + " ("
        + finding.failedEnd()
        + ", "
        + finding.confidence().name().toLowerCase(Locale.ROOT)
        + ")";
  }

  private void bars() {
    List<Judged> barred = score.barred();
    Share recall = Score.recall(barred);
    Share fixes = Score.fixSensitivity(barred);
    Share alarms = Score.alarms(score.lookAlikes());
    Share worth = worth();
    table("Measure", "Bar", "Measured", "");
    row(
        "Recall",
        "at least 60 %",
        recall.toString(),
        met(recall, recall.percent() >= LEAST_RECALL));
    row(
        "Fix-sensitivity",
        "at least 45 %",
        fixes.toString(),
        met(fixes, fixes.percent() >= LEAST_FIX_SENSITIVITY));
    row(
        "Look-alikes accused",
        "at most 10 %",
        alarms.toString(),
        met(alarms, alarms.percent() <= MOST_ALARMS));
    double density = per(10_000, wellKeptFindings(), lines(tables.wellKept()));
    row(
        "Findings on well-kept code",
        "at most 1 in 10,000 lines",
        decimal(density) + " in 10,000 lines",
        met(new Share(0, lines(tables.wellKept())), density <= MOST_FINDINGS_PER_10_000_LINES));
    row(
        "Of these, worth a reviewer's time",
        "at least 8 of 10",
        worth.toString(),
        met(worth, worth.percent() >= LEAST_WORTH));
  }

  /** Nothing is said where there was nothing to measure. */
  private static String met(Share measured, boolean met) {
    if (measured.whole() == 0) {
      return "";
    }
    return met ? "met" : "NOT MET";
  }

  private void kinds() {
    heading("By kind of leak");
    table("Kind", "Cases", "Recall", "Fix-sensitivity", "Recall in the compiler", "Per KLOC");
    score.byKind().forEach((kind, judged) -> kindRow(kind, judged));
    kindRow("all that the bars are about", score.barred());
    kindRow("all", score.judged());
    out.append(
        "\n"
            + "Per KLOC are all findings in the leaking releases of that kind's cases, on thousand"
            + " lines of code that are neither blank nor comment.\n");
  }

  private void kindRow(String kind, List<Judged> judged) {
    Set<String> artifacts =
        judged.stream()
            .map(each -> each.subject().leaking())
            .collect(Collectors.toCollection(TreeSet::new));
    row(
        kind,
        Integer.toString(judged.size()),
        Score.recall(judged).toString(),
        Score.fixSensitivity(judged).toString(),
        Score.recallOfJavac(judged).toString(),
        decimal(per(1000, findings(artifacts), lines(artifacts))));
  }

  private void lookAlikes() {
    heading("Look-alikes");
    Map<LookAlike, List<Finding>> lookAlikes = score.lookAlikes();
    table("Case", "Kind", "Artifact", "Member", "Accused by");
    lookAlikes.forEach(
        (each, found) ->
            row(
                each.id(),
                each.kind(),
                code(each.artifact()),
                code(each.type() + "." + sorted(each.members())),
                found.isEmpty() ? "silent" : rules(found)));
  }

  private void wellKept() {
    heading("Well-kept code");
    table("Artifact", "Lines of code", "Findings", "Per 10,000 lines");
    for (String artifact : tables.wellKept()) {
      Audited audited = audits.get(artifact);
      if (audited.usable()) {
        row(
            code(artifact),
            Integer.toString(audited.codeLines()),
            Integer.toString(audited.findings().size()),
            decimal(per(10_000, audited.findings().size(), audited.codeLines())));
      }
    }
    row(
        "together",
        Integer.toString(lines(tables.wellKept())),
        Integer.toString(wellKeptFindings()),
        decimal(per(10_000, wellKeptFindings(), lines(tables.wellKept()))));
    out.append('\n');
    table("Artifact", "Finding", "Worth a look", "Why");
    for (String artifact : tables.wellKept()) {
      for (Finding finding : audits.get(artifact).findings()) {
        Verdict verdict = verdict(artifact, finding);
        row(
            code(artifact),
            told(finding),
            verdict == null ? "not looked at" : verdict.worth(),
            verdict == null ? "" : verdict.why());
      }
    }
  }

  private Verdict verdict(String artifact, Finding finding) {
    return tables
        .verdicts()
        .get(Verdict.key(artifact, finding.ruleId(), finding.qualifiedSubject()));
  }

  private Share worth() {
    int worth = 0;
    for (String artifact : tables.wellKept()) {
      for (Finding finding : audits.get(artifact).findings()) {
        Verdict verdict = verdict(artifact, finding);
        worth += verdict != null && verdict.worth().equals("yes") ? 1 : 0;
      }
    }
    return new Share(worth, wellKeptFindings());
  }

  private void engines() {
    heading("Agreement of the engines");
    int asked = 0;
    int compiled = 0;
    int common = 0;
    int different = 0;
    for (Audited each : audits.values()) {
      asked += each.compilation().asked() ? 1 : 0;
      compiled += each.compilation().done() ? 1 : 0;
      common += each.common();
      different += each.differences().size();
    }
    if (asked == 0) {
      out.append("The compiler was left out of this run.\n");
      return;
    }
    out.append("Artifacts whose sources compile: ")
        .append(new Share(compiled, asked))
        .append(". Findings under the same key in both engines: ")
        .append(new Share(common, common + different))
        .append(".\n\n");
    for (Audited each : audits.values()) {
      for (String difference : each.differences()) {
        out.append("- ").append(code(each.artifact())).append(": ").append(difference).append('\n');
      }
    }
    out.append("\nSources that do not compile by themselves:\n\n");
    for (Audited each : audits.values()) {
      if (each.compilation().asked() && !each.compilation().done()) {
        out.append("- ")
            .append(code(each.artifact()))
            .append(": ")
            .append(each.compilation().obstacle())
            .append('\n');
      }
    }
  }

  private void gaps() {
    heading("What could not be looked at");
    for (Audited each : audits.values()) {
      if (!each.usable()) {
        out.append("- ").append(code(each.artifact())).append(": ").append(each.failure());
        out.append('\n');
      }
      for (String trouble : each.troubles()) {
        out.append("- ").append(code(each.artifact())).append(": ").append(trouble).append('\n');
      }
    }
    if (audits.values().stream().allMatch(each -> each.usable() && each.troubles().isEmpty())) {
      out.append("Nothing: every artifact and every dependency was there.\n");
    }
  }

  private void cases() {
    heading("Case by case");
    table(
        "Case",
        "Kind",
        "Visible in",
        "Leaking",
        "Fixed",
        "Member",
        "Leaking release",
        "Fixed release",
        "Why not");
    for (Judged each : score.judged()) {
      Case subject = each.subject();
      row(
          subject.id(),
          subject.kind(),
          subject.visible(),
          code(subject.leaking()),
          code(subject.fixed()),
          code(subject.type() + "." + sorted(subject.members())),
          each.flagged() ? rules(each.told()) : "missed" + besides(subject),
          each.stillTold().isEmpty() ? "silent" : rules(each.stillTold()),
          each.fixSeen() ? "" : tables.reasons().getOrDefault(subject.id(), ""));
    }
  }

  /** What else is said of the class: often the same leak under another name. */
  private String besides(Case subject) {
    List<String> others =
        audits.get(subject.leaking()).findings().stream()
            .filter(
                finding -> {
                  String holder = finding.holder().replace('/', '.');
                  return holder.equals(subject.type()) || holder.startsWith(subject.type() + "$");
                })
            .map(finding -> finding.ruleId() + " " + finding.subject())
            .distinct()
            .toList();
    return others.isEmpty() ? "" : "; besides: " + String.join(", ", others);
  }

  private int wellKeptFindings() {
    return findings(tables.wellKept());
  }

  private int findings(Collection<String> artifacts) {
    return artifacts.stream().mapToInt(each -> audits.get(each).findings().size()).sum();
  }

  private int lines(Collection<String> artifacts) {
    return artifacts.stream().mapToInt(each -> audits.get(each).codeLines()).sum();
  }

  private static double per(int unit, int count, int lines) {
    return lines == 0 ? 0 : (double) unit * count / lines;
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private static String rules(List<Finding> findings) {
    return findings.stream().map(Finding::ruleId).distinct().collect(Collectors.joining(", "));
  }

  private static String sorted(Set<String> members) {
    return String.join("/", new TreeSet<>(members));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private void heading(String text) {
    out.append("\n## ").append(text).append("\n\n");
  }

  private void table(String... columns) {
    row(columns);
    out.append("|---".repeat(columns.length)).append("|\n");
  }

  private void row(String... cells) {
    for (String cell : cells) {
      out.append("| ").append(cell.replace("|", "\\|")).append(' ');
    }
    out.append("|\n");
  }
}
