package dev.watertight.rules;

import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import java.util.Optional;

/** What the two rules on collections without any removal share. */
final class Unbounded {
  private Unbounded() {}

  static Optional<Finding> judge(Rule rule, ContainerVerdict verdict) {
    Optional<Finding> never =
        verdict
            .defect(Defect.NoRemoval.class)
            .map(
                defect ->
                    new Telling(rule, verdict, defect)
                        .expected(null, "nothing removes an entry")
                        .tell(
                            Telling.method(verdict.growth().get(0))
                                + " adds to the "
                                + Telling.subject(verdict)
                                + ", which "
                                + verdict.holderLife().reason()
                                + ", and nothing ever removes an entry"
                                + (defect.alike().isEmpty()
                                    ? ""
                                    : "; the same goes for " + String.join(", ", defect.alike())),
                            "Remove the entry when what it stands for ends, or bound the "
                                + verdict.container().kind()
                                + " by size, age or weak keys"));
    if (never.isPresent()) {
      return never;
    }
    Optional<Finding> pinned =
        verdict.defect(Defect.ValueHoldsKey.class).map(defect -> pinned(rule, verdict, defect));
    if (pinned.isPresent()) {
      return pinned;
    }
    return verdict
        .defect(Defect.EmptiedAtStopOnly.class)
        .map(defect -> atStopOnly(rule, verdict, defect));
  }

  private static Finding pinned(Rule rule, ContainerVerdict verdict, Defect.ValueHoldsKey defect) {
    String holds =
        defect.through().isEmpty()
            ? "the value of an entry is its key"
            : "the value of an entry holds its key through " + String.join(", ", defect.through());
    Place kept = defect.kept() == null ? defect.at() : defect.kept();
    Telling telling = new Telling(rule, verdict, defect).found(kept, holds);
    return telling.tell(
        "The keys of the "
            + Telling.subject(verdict)
            + ", which "
            + verdict.holderLife().reason()
            + ", are weak, but "
            + holds
            + line(defect.kept())
            + ", so that no entry that "
            + Telling.method(defect.at())
            + " adds ever goes",
        "Let the value hold the key by a WeakReference, or not at all, or remove the entry when"
            + " the key's life ends");
  }

  /** {@code (UserData.java:12)}, or nothing. */
  private static String line(Place place) {
    return place == null || place.file() == null || place.line() == 0
        ? ""
        : " ("
            + place.file().substring(place.file().lastIndexOf('/') + 1)
            + ":"
            + place.line()
            + ")";
  }

  private static Finding atStopOnly(
      Rule rule, ContainerVerdict verdict, Defect.EmptiedAtStopOnly defect) {
    String element = defect.elementType();
    String simple = element.substring(element.lastIndexOf('/') + 1).replace(";", "");
    Place emptied = defect.emptied();
    return new Telling(rule, verdict, defect)
        .found(emptied, Telling.method(emptied) + " empties it when the holder itself ends")
        .tell(
            Telling.method(verdict.growth().get(0))
                + " adds a "
                + simple
                + " to the "
                + Telling.subject(verdict)
                + "; only "
                + Telling.method(emptied)
                + " empties it, so each "
                + simple
                + " stays after its own end",
            "Remove the entry when the " + simple + " is closed");
  }
}
