package dev.watertight.analysis;

import dev.watertight.findings.Confidence;
import dev.watertight.findings.Fix;
import dev.watertight.findings.Place;
import java.util.List;

/** A reason why a container does not let go, with its evidence. */
public sealed interface Defect {
  /** How sure. */
  Confidence confidence();

  /** The stable word for the failed end; part of the finding's identity. */
  String failedEnd();

  /** The line to report, or null for the first growth. */
  default Place at() {
    return null;
  }

  /**
   * Nothing anywhere removes an entry.
   *
   * @param alike names of the containers that the same code fills and nothing empties either
   */
  record NoRemoval(Confidence confidence, String failedEnd, List<String> alike) implements Defect {}

  /** Grows and is never read in a way that matters. */
  record WriteOnly(Confidence confidence, String failedEnd) implements Defect {}

  /** Only the holder's own end empties it, while each element has an end of its own. */
  record EmptiedAtStopOnly(
      Confidence confidence, String failedEnd, Place emptied, String elementType)
      implements Defect {}

  /** Removals act on the values, never on the outer container. */
  record InnerOnly(Confidence confidence, String failedEnd, Place innerRemoval) implements Defect {}

  /** Looked up with the removal's key where the removal was meant. */
  record DeadRemover(Confidence confidence, String failedEnd, Place remover, String reason)
      implements Defect {}

  /** What an entry stands for is ended where it lies, and the entry stays. */
  record EndedInPlace(Confidence confidence, String failedEnd, Place ended) implements Defect {}

  /**
   * A container filled together with this one limits itself; what it drops stays in this one.
   *
   * @param sibling simple name of the other container's field
   */
  record EvictedBeside(Confidence confidence, String failedEnd, String sibling, Place filled)
      implements Defect {}

  /**
   * A container filled together with this one is cleaned at an exit, this one is not.
   *
   * @param sibling simple name of the other container's field
   * @param fix a certain edit, or null
   */
  record SiblingOnly(
      Confidence confidence, String failedEnd, String sibling, Place cleaned, Place at, Fix fix)
      implements Defect {}

  /**
   * The key of the removal cannot be the key of the growth.
   *
   * @param fix a certain edit, or null
   */
  record WrongKey(
      Confidence confidence, String failedEnd, Place at, String grownBy, String removedBy, Fix fix)
      implements Defect {}

  /**
   * A way out of the activity that skips the removal.
   *
   * @param exit what leads out, such as "an exception of send"
   */
  record SkippedOnPath(
      Confidence confidence, String failedEnd, Place removal, Place leaves, String exit)
      implements Defect {}

  /**
   * An end of the entry's life that does not remove.
   *
   * @param begin label of what adds
   * @param beginAt the method in which that life begins
   * @param ends labels of the ends that do not remove
   * @param covered labels of the ends that do
   * @param life session, connection, ...
   */
  record EndWithoutRemoval(
      Confidence confidence,
      String failedEnd,
      String life,
      String begin,
      Place beginAt,
      List<String> ends,
      List<String> covered,
      Place end)
      implements Defect {
    public EndWithoutRemoval {
      ends = List.copyOf(ends);
      covered = List.copyOf(covered);
    }
  }

  /**
   * Removed in callbacks that need not come, while the one that always comes is left out.
   *
   * @param begin label of what adds
   * @param beginAt the method in which that life begins
   * @param passing names of the callbacks that remove, sorted
   * @param removal one of them
   * @param type simple name of the class that leaves the last callback out
   * @param last name of that callback
   * @param lack in what way it is left out
   */
  record EndNotOverridden(
      Confidence confidence,
      String failedEnd,
      String life,
      String begin,
      Place beginAt,
      List<String> passing,
      Place removal,
      String type,
      String last,
      Lack lack)
      implements Defect {
    /** How the callback that always comes is left out. */
    public enum Lack {
      /** The class inherits it. */
      NOT_OVERRIDDEN,
      /** The class has it, with nothing in it. */
      EMPTY,
      /** Nothing that removes is handed to it. */
      NOT_GIVEN
    }

    public EndNotOverridden {
      passing = List.copyOf(passing);
    }
  }

  /**
   * Entered under a session's id, which the application changes.
   *
   * @param at where it is entered
   * @param removal removes by the id that the session has in the end
   * @param change where the id changes
   * @param listener what would tell of the change, or null
   */
  record IdChangeIgnored(
      Confidence confidence,
      String failedEnd,
      Place at,
      Place removal,
      Place change,
      String listener)
      implements Defect {}

  /** An end goes through the entries and does something to each, but removes none. */
  record IteratedNotEmptied(Confidence confidence, String failedEnd, Place iteration)
      implements Defect {}

  /**
   * The keys are weak, and the value of an entry holds its key.
   *
   * @param at where the entry is added
   * @param through the fields and the like that lead from the value to its key, the value's own
   *     first; empty where the value is the key
   * @param kept where the last of them that is seen to be stored is; null where none is
   */
  record ValueHoldsKey(
      Confidence confidence, String failedEnd, Place at, List<String> through, Place kept)
      implements Defect {
    public ValueHoldsKey {
      through = List.copyOf(through);
    }
  }
}
