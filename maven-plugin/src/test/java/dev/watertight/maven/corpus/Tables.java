package dev.watertight.maven.corpus;

import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is expected of published programs.
 *
 * @param wellKept artifacts that are known for their care
 * @param verdicts on findings in well-kept artifacts, by {@link Verdict#key}
 * @param reasons why a case is missed or a fix is not seen, by case
 */
record Tables(
    List<Case> cases,
    List<LookAlike> lookAlikes,
    List<String> wellKept,
    Map<String, Verdict> verdicts,
    Map<String, String> reasons) {
  private static final Set<String> BARRED_KINDS =
      Set.of(
          "path-missing",
          "missing-removal",
          "wrong-key",
          "nested-leftover",
          "dead-removal",
          "write-only");
  private static final Set<String> IN_SIGHT = Set.of("class", "package", "module");

  /**
   * A leak that a release had and a later one has not.
   *
   * @param visible how much one must see to find it
   * @param families of findings that fit
   * @param leaking coordinates
   * @param fixed coordinates
   * @param type the class in the leaking release
   * @param members any of which a finding may name
   * @param fixedType the class in the fixed release
   * @param fixNote why the fix is not a clean bill; empty where it is
   */
  record Case(
      String id,
      String kind,
      String visible,
      Set<Family> families,
      String leaking,
      String fixed,
      String type,
      Set<String> members,
      String fixedType,
      String fixNote) {
    /** Whether the bars are about it. */
    boolean barred() {
      return BARRED_KINDS.contains(kind) && IN_SIGHT.contains(visible);
    }

    /** Whether silence about the fixed release is to be expected. */
    boolean fixIsClean() {
      return fixNote.isEmpty();
    }

    boolean isTold(Finding finding) {
      return isOn(finding, type, members) && families.contains(finding.family());
    }

    boolean isStillTold(Finding finding) {
      return isOn(finding, fixedType, members) && families.contains(finding.family());
    }
  }

  /** Code that looks like a leak and is right. */
  record LookAlike(String id, String kind, String artifact, String type, Set<String> members) {
    boolean isAccused(Finding finding) {
      return isOn(finding, type, members);
    }
  }

  /**
   * Whether a finding is worth a reviewer's time.
   *
   * @param worth {@code yes} or {@code no}
   */
  record Verdict(String artifact, String rule, String member, String worth, String why) {
    static String key(String artifact, String rule, String member) {
      return artifact + " " + rule + " " + member;
    }
  }

  /** Reads the tables; some cases only where some are asked for, by id or by kind. */
  static Tables read(Path folder, Set<String> wanted) throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Map<String, String> row : Csv.read(folder.resolve("cases.csv"))) {
      if (isWanted(wanted, row)) {
        cases.add(
            new Case(
                row.get("id"),
                row.get("kind"),
                row.get("visible"),
                families(row.get("families")),
                row.get("leaking"),
                row.get("fixed"),
                row.get("class"),
                alternatives(row.get("members")),
                row.get("fixedClass").isEmpty() ? row.get("class") : row.get("fixedClass"),
                row.get("fixNote")));
      }
    }
    List<LookAlike> lookAlikes = new ArrayList<>();
    for (Map<String, String> row : Csv.read(folder.resolve("look-alikes.csv"))) {
      if (isWanted(wanted, row)) {
        lookAlikes.add(
            new LookAlike(
                row.get("id"),
                row.get("kind"),
                row.get("artifact"),
                row.get("class"),
                alternatives(row.get("members"))));
      }
    }
    List<String> wellKept = new ArrayList<>();
    for (Map<String, String> row : Csv.read(folder.resolve("well-kept.csv"))) {
      if (wanted.isEmpty() || wanted.contains("well-kept")) {
        wellKept.add(row.get("artifact"));
      }
    }
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Map<String, String> row : Csv.read(folder.resolve("verdicts.csv"))) {
      Verdict verdict =
          new Verdict(
              row.get("artifact"),
              row.get("rule"),
              row.get("member"),
              row.get("worth"),
              row.get("why"));
      verdicts.put(Verdict.key(verdict.artifact, verdict.rule, verdict.member), verdict);
    }
    Map<String, String> reasons = new TreeMap<>();
    for (Map<String, String> row : Csv.read(folder.resolve("reasons.csv"))) {
      reasons.put(row.get("id"), row.get("reason"));
    }
    return new Tables(
        List.copyOf(cases), List.copyOf(lookAlikes), List.copyOf(wellKept), verdicts, reasons);
  }

  /** Every artifact that is needed, once. */
  Set<String> artifacts() {
    Set<String> artifacts = new TreeSet<>(wellKept);
    for (Case each : cases) {
      artifacts.add(each.leaking);
      artifacts.add(each.fixed);
    }
    lookAlikes.forEach(each -> artifacts.add(each.artifact));
    return artifacts;
  }

  /** Both releases of the cases that the bars are about. */
  Set<String> barredArtifacts() {
    Set<String> artifacts = new TreeSet<>();
    for (Case each : cases) {
      if (each.barred()) {
        artifacts.add(each.leaking);
        artifacts.add(each.fixed);
      }
    }
    return artifacts;
  }

  private static boolean isWanted(Set<String> wanted, Map<String, String> row) {
    return wanted.isEmpty() || wanted.contains(row.get("id")) || wanted.contains(row.get("kind"));
  }

  private static boolean isOn(Finding finding, String type, Set<String> members) {
    String holder = finding.holder().replace('/', '.');
    return (holder.equals(type) || holder.startsWith(type + "$"))
        && members.contains(finding.subject());
  }

  private static Set<String> alternatives(String cell) {
    return Set.copyOf(Arrays.asList(cell.split("\\|")));
  }

  private static Set<Family> families(String cell) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    for (String name : cell.split("\\|")) {
      families.add(Family.valueOf(name));
    }
    return families;
  }
}
