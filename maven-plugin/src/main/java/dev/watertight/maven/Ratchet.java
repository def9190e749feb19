package dev.watertight.maven;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.Scope;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Trace;
import dev.watertight.maven.source.Bodies;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import dev.watertight.rules.Settings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds what a run found against what the baseline knows. */
final class Ratchet {
  private final Settings settings;
  private final Catalogue catalogue;
  private final LocalDate today;

  Ratchet(Settings settings, Catalogue catalogue, LocalDate today) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.today = today;
  }

  /** A look at one module. */
  BaselineComparison module(Baseline known, String module, Inspector.Outcome outcome) {
    Scope scope =
        new Scope(
            module,
            outcome.complete(),
            outcome.classes()::contains,
            entry -> !entry.reactor() && settings.reports(entry));
    return BaselineComparison.of(known, outcome.open(), scope, today)
        .with(recognition(outcome), today);
  }

  /**
   * One look at several modules.
   *
   * @param owners module of each class, by internal name
   * @param modules that were looked at as a whole
   */
  BaselineComparison reactor(
      Baseline known, Map<String, String> owners, List<String> modules, Inspector.Outcome outcome) {
    Map<String, List<Finding>> byModule = new TreeMap<>();
    modules.forEach(module -> byModule.put(module, new ArrayList<>()));
    for (Finding finding : outcome.open()) {
      byModule.computeIfAbsent(owners.get(finding.holder()), m -> new ArrayList<>()).add(finding);
    }
    List<BaselineComparison> parts = new ArrayList<>();
    byModule.forEach(
        (module, findings) -> {
          Scope scope =
              new Scope(
                  module,
                  outcome.complete() && modules.contains(module),
                  name -> module.equals(owners.get(name)),
                  settings::reports);
          parts.add(BaselineComparison.of(known, findings, scope, today));
        });
    return BaselineComparison.join(parts).with(recognition(outcome), today);
  }

  private Recognition recognition(Inspector.Outcome outcome) {
    Map<Finding, Trace> traces = new HashMap<>();
    outcome.results().forEach(result -> traces.put(result.finding(), result.trace()));
    return new Recognition(
        rule -> catalogue.find(rule).map(Rule::family),
        traces::get,
        outcome.names()::contains,
        new Bodies(outcome.sources()));
  }
}
