package dev.watertight.maven.report;

import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.BaselineComparison.State;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fingerprint;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.findings.Trace;
import dev.watertight.maven.source.Sources;
import dev.watertight.maven.source.Suppression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Findings made by hand, for what no program of ours would bring about. */
final class Samples {
  /** Text that does harm where it is taken for markup. */
  static final String HOSTILE =
      "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>"
          + "\"'` [x](javascript:alert(1)) \\[ ]]> --> | \u202e\u0007 &lt;";

  private Samples() {}

  /** A finding with a word in all its texts. */
  static Finding finding(String holder, String word) {
    Place add = new Place(holder + ".java", 12, holder, "login");
    Place end = new Place(holder + ".java", 30, holder, "logout");
    return new Finding(
        "MissingRemovalOnSessionEnd",
        Family.RETENTION,
        Confidence.LIKELY,
        holder,
        "open",
        "session-destroyed",
        add,
        "login adds to the map " + word,
        List.of(
            new Step(Step.Role.BEGINS, add, "a session begins " + word),
            new Step(Step.Role.STORED, add, "login adds to open " + word),
            new Step(Step.Role.HOLDER, new Place(null, 0, holder, "open"), "is static " + word),
            new Step(Step.Role.RELEASE_FOUND, end, "logout removes " + word),
            new Step(Step.Role.RELEASE_EXPECTED, end, "sessionDestroyed should " + word)),
        List.of(holder.replace('/', '.') + ".login"),
        List.of("another rule would say " + word),
        "Remove the entry " + word,
        0);
  }

  /** One finding for each state, suppression and acceptance that there is. */
  static Part everyState(Path repository, String word) {
    List<Result> results = new ArrayList<>();
    results.add(new Result(finding("shop/Found", word), null, null, Trace.NONE));
    results.add(
        new Result(
            finding("shop/Hushed", word),
            new Suppression("shop/Hushed.java", 3, "MissingRemovalOnSessionEnd", "so " + word),
            null,
            Trace.NONE));
    results.add(
        new Result(
            finding("shop/HushedSilently", word),
            new Suppression("shop/HushedSilently.java", 3, "MissingRemovalOnSessionEnd", null),
            null,
            Trace.NONE));
    for (State state : State.values()) {
      results.add(judged(finding("shop/Is" + state, word), state, word));
    }
    BaselineEntry gone = BaselineEntry.of(finding("shop/Gone", word), Analysed.MODULE);
    BaselineEntry elsewhere = BaselineEntry.of(finding("shop/Elsewhere", word), "org.example:it");
    return new Part(
        Analysed.MODULE,
        new Locations(new Sources(List.of()), repository),
        results,
        List.of(gone),
        List.of(elsewhere),
        List.of(new Suppression("shop/Idle.java", 7, "ListenerLeak", "once " + word)));
  }

  /** A finding that the baseline has under the name of another class. */
  static Result renamed(Finding finding, String holder, String matchedBy) {
    BaselineEntry entry = BaselineEntry.of(finding(holder, "x"), Analysed.MODULE);
    Judged known =
        new Judged(finding, Fingerprint.of(finding), State.KNOWN, entry, List.of(), matchedBy);
    return new Result(finding, null, known, Trace.NONE);
  }

  static Result judged(Finding finding, State state, String word) {
    BaselineEntry plain = BaselineEntry.of(finding, Analysed.MODULE);
    BaselineEntry accepted = plain.accept("since " + word, null);
    BaselineEntry entry =
        switch (state) {
          case NEW -> null;
          case NEW_SOURCE, KNOWN -> plain;
          case ACCEPTED -> accepted;
        };
    List<String> sources =
        state == State.NEW_SOURCE ? List.of("shop.Other.add " + word) : List.of();
    return new Result(
        finding,
        null,
        new Judged(
            finding,
            Fingerprint.of(finding),
            state,
            entry,
            sources,
            entry == null ? null : BaselineComparison.BY_KEY),
        Trace.NONE);
  }
}
