package dev.watertight.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.BaselineComparison.Scope;
import dev.watertight.findings.BaselineComparison.State;
import dev.watertight.rules.Settings;
import dev.watertight.rules.Settings.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BaselineComparisonTest {
  private static final LocalDate TODAY = LocalDate.of(2030, 6, 1);
  private static final String MODULE = "shop:web";
  private static final Scope WHOLE = scope(MODULE, true, Settings.DEFAULT);
  private static final Finding FINDING = Samples.finding();

  @Test
  void unknownIsNew() {
    assertTrue(only(Baseline.EMPTY, FINDING).violation());
    assertEquals(State.NEW, only(Baseline.EMPTY, FINDING).state());
  }

  @Test
  void knownIsNoViolation() {
    Judged judged = only(knowing(FINDING), FINDING);

    assertEquals(State.KNOWN, judged.state());
    assertFalse(judged.violation());
  }

  @Test
  void secondIdenticalFindingIsNew() {
    List<Finding> both = Fingerprint.number(List.of(FINDING, FINDING));

    BaselineComparison comparison = BaselineComparison.of(knowing(FINDING), both, WHOLE, TODAY);

    assertEquals(
        List.of(State.KNOWN, State.NEW),
        comparison.findings().stream().map(Judged::state).toList());
  }

  @Test
  void anotherSourceOfAKnownLeakIsShownAsSuch() {
    Judged judged = only(knowing(FINDING), sources("shop.web.Carts.login", "shop.web.Api.resume"));

    assertEquals(State.NEW_SOURCE, judged.state());
    assertEquals(List.of("shop.web.Api.resume"), judged.newSources());
    assertTrue(judged.violation());
  }

  @Test
  void sourceThatWentIsNoViolation() {
    assertEquals(
        State.KNOWN,
        only(
                knowing(sources("shop.web.Carts.login", "shop.web.Api.resume")),
                sources("shop.web.Carts.login"))
            .state());
  }

  @Test
  void renamedOrMovedSourceIsNoViolation() {
    assertEquals(State.KNOWN, only(knowing(FINDING), sources("shop.web.Carts.signIn")).state());
    assertEquals(State.KNOWN, only(knowing(FINDING), sources("shop.web.Auth.login")).state());
  }

  @Test
  void oneThatWentExplainsOnlyOneThatCame() {
    Judged judged =
        only(knowing(FINDING), sources("shop.web.Carts.resume", "shop.web.Carts.signIn"));

    assertEquals(State.NEW_SOURCE, judged.state());
    assertEquals(1, judged.newSources().size());
  }

  @Test
  void acceptedUntilItsLastDay() {
    assertEquals(State.ACCEPTED, only(accepting(FINDING, null), FINDING).state());
    assertEquals(State.ACCEPTED, only(accepting(FINDING, TODAY), FINDING).state());
    assertEquals(State.NEW, only(accepting(FINDING, TODAY.minusDays(1)), FINDING).state());
  }

  @Test
  void entryThatIsNotFoundAnyMoreIsFixed() {
    BaselineComparison comparison =
        BaselineComparison.of(knowing(FINDING), List.of(), WHOLE, TODAY);

    assertEquals(1, comparison.fixed().size());
    assertTrue(comparison.notLookedAt().isEmpty());
  }

  @Test
  void entryThatTheRunCouldNotFindIsNotFixed() {
    notLookedAt(scope("shop:admin", true, Settings.DEFAULT));
    notLookedAt(scope(MODULE, false, Settings.DEFAULT));
    notLookedAt(
        scope(
            MODULE,
            true,
            new Settings(
                Confidence.LIKELY, Map.of(FINDING.ruleId(), Severity.OFF), List.of(), List.of())));
    notLookedAt(
        scope(MODULE, true, new Settings(Confidence.PROVEN, Map.of(), List.of(), List.of())));
    notLookedAt(
        scope(
            MODULE,
            true,
            new Settings(Confidence.LIKELY, Map.of(), List.of(), List.of("shop.web"))));
    notLookedAt(
        scope(
            MODULE,
            true,
            new Settings(Confidence.LIKELY, Map.of(), List.of("shop.admin"), List.of())));
  }

  @Test
  void entryWithoutModuleBelongsToWhoeverJudgesItsClass() {
    Baseline baseline = Baseline.of(List.of(BaselineEntry.of(FINDING, null)));

    assertEquals(1, BaselineComparison.of(baseline, List.of(), WHOLE, TODAY).fixed().size());
    Scope elsewhere = new Scope("shop:admin", true, name -> false, Settings.DEFAULT::reports);
    assertEquals(
        1, BaselineComparison.of(baseline, List.of(), elsewhere, TODAY).notLookedAt().size());
  }

  private static void notLookedAt(Scope scope) {
    BaselineComparison comparison =
        BaselineComparison.of(knowing(FINDING), List.of(), scope, TODAY);

    assertTrue(comparison.fixed().isEmpty());
    assertEquals(1, comparison.notLookedAt().size());
  }

  private static Judged only(Baseline baseline, Finding finding) {
    BaselineComparison comparison = BaselineComparison.of(baseline, List.of(finding), WHOLE, TODAY);
    assertTrue(comparison.fixed().isEmpty());
    assertEquals(1, comparison.findings().size());
    return comparison.findings().get(0);
  }

  private static Finding sources(String... sources) {
    return Samples.about(Samples.HOLDER, "open", "session-destroyed", sources);
  }

  private static Baseline knowing(Finding finding) {
    return Baseline.of(List.of(BaselineEntry.of(finding, MODULE)));
  }

  private static Baseline accepting(Finding finding, LocalDate until) {
    return Baseline.of(List.of(BaselineEntry.of(finding, MODULE).accept("because", until)));
  }

  private static Scope scope(String module, boolean complete, Settings settings) {
    return new Scope(module, complete, Samples.HOLDER::equals, settings::reports);
  }
}
