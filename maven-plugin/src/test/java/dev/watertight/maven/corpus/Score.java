package dev.watertight.maven.corpus;

import dev.watertight.findings.Finding;
import dev.watertight.maven.corpus.Tables.Case;
import dev.watertight.maven.corpus.Tables.LookAlike;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What was expected, held against what was found. */
final class Score {
  /**
   * How a case came out.
   *
   * @param told findings on the leak in the leaking release
   * @param toldByJavac the same of the compiler; null where the sources do not compile
   * @param stillTold findings on it in the fixed release
   */
  record Judged(
      Case subject, List<Finding> told, List<Finding> toldByJavac, List<Finding> stillTold) {
    boolean flagged() {
      return !told.isEmpty();
    }

    boolean fixSeen() {
      return flagged() && stillTold.isEmpty();
    }
  }

  private final Tables tables;
  private final Map<String, Audited> audits;

  Score(Tables tables, Map<String, Audited> audits) {
    this.tables = tables;
    this.audits = audits;
  }

  /** Cases of which both releases could be audited. */
  List<Judged> judged() {
    List<Judged> judged = new ArrayList<>();
    for (Case each : tables.cases()) {
      Audited leaking = audits.get(each.leaking());
      Audited fixed = audits.get(each.fixed());
      if (leaking.usable() && fixed.usable()) {
        judged.add(
            new Judged(
                each,
                leaking.findings().stream().filter(each::isTold).toList(),
                leaking.compilation().done()
                    ? leaking.compilation().findings().stream().filter(each::isTold).toList()
                    : null,
                fixed.findings().stream().filter(each::isStillTold).toList()));
      }
    }
    return judged;
  }

  Map<String, List<Judged>> byKind() {
    Map<String, List<Judged>> map = new TreeMap<>();
    for (Judged each : judged()) {
      map.computeIfAbsent(each.subject().kind(), kind -> new ArrayList<>()).add(each);
    }
    return map;
  }

  List<Judged> barred() {
    return judged().stream().filter(each -> each.subject().barred()).toList();
  }

  static Share recall(Collection<Judged> judged) {
    return share(judged, each -> true, Judged::flagged);
  }

  static Share recallOfJavac(Collection<Judged> judged) {
    return share(judged, each -> each.toldByJavac != null, each -> !each.toldByJavac.isEmpty());
  }

  /** Leaves out the cases whose fix is not a clean bill. */
  static Share fixSensitivity(Collection<Judged> judged) {
    return share(judged, each -> each.subject.fixIsClean(), Judged::fixSeen);
  }

  private static Share share(
      Collection<Judged> judged, Predicate<Judged> whole, Predicate<Judged> part) {
    List<Judged> counted = judged.stream().filter(whole).toList();
    return new Share((int) counted.stream().filter(part).count(), counted.size());
  }

  /** Look-alikes that could be audited, with what is said against them. */
  Map<LookAlike, List<Finding>> lookAlikes() {
    Map<LookAlike, List<Finding>> map = new TreeMap<>((a, b) -> a.id().compareTo(b.id()));
    for (LookAlike each : tables.lookAlikes()) {
      Audited audited = audits.get(each.artifact());
      if (audited.usable()) {
        map.put(each, audited.findings().stream().filter(each::isAccused).toList());
      }
    }
    return map;
  }

  static Share alarms(Map<LookAlike, List<Finding>> lookAlikes) {
    return new Share(
        (int) lookAlikes.values().stream().filter(found -> !found.isEmpty()).count(),
        lookAlikes.size());
  }
}
