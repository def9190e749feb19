package dev.watertight.analysis;

import dev.watertight.findings.Confidence;
import dev.watertight.findings.Fix;
import dev.watertight.findings.Place;
import java.util.List;

/**
 * A value that stays with its thread.
 *
 * @param owner internal name of the class of the finding's subject
 * @param member the thread-local field, or the method that sets a holder's entry
 * @param slot how messages name what keeps the value: {@code ThreadLocal Requests.CURRENT}
 * @param fault what is wrong
 * @param failedEnd stable word for it
 * @param at the line to report
 * @param sets where the value is set or filled, in source order
 * @param releases what removes it, in source order
 * @param leaves the way out that does not remove, or null
 * @param exit that way out in words, or null
 * @param confidence how sure
 * @param fix a certain edit, or null
 */
public record ThreadVerdict(
    String owner,
    String member,
    String slot,
    Fault fault,
    String failedEnd,
    Place at,
    List<Place> sets,
    List<Place> releases,
    Place leaves,
    String exit,
    Confidence confidence,
    Fix fix)
    implements Verdict {
  /** Why the value stays. */
  public enum Fault {
    /** Nothing removes it. */
    NEVER,
    /** Set to null where it should be removed. */
    BLANKED,
    /** Removed, but not on every way out. */
    SKIPPED,
    /** The hook that removes is not called in every case. */
    WRONG_HOOK,
    /** Removed when the component stops, on another thread. */
    OTHER_THREAD
  }

  public ThreadVerdict {
    sets = List.copyOf(sets);
    releases = List.copyOf(releases);
  }

  @Override
  public String subject() {
    return owner.replace('/', '.') + "." + member;
  }
}
