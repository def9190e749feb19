package dev.watertight.analysis;

import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;
import java.util.List;

/**
 * Something that was registered stays with what it was registered at.
 *
 * @param owner internal name of the class whose method registers
 * @param member that method's simple name
 * @param registers simple name of the method that it calls
 * @param publisher how messages name what keeps the registration: {@code static THEME}
 * @param life a clause after "which": how long that lives
 * @param kept how messages name what stays: {@code ThemeDialog}
 * @param handle whether the result of the call is what undoes it
 * @param releases simple names of what would undo it, sorted
 * @param fault what is wrong
 * @param failedEnd stable word for it
 * @param at the line to report
 * @param from where the listener is made, if another method hands it over; otherwise null
 * @param found calls that unregister and do not do, in source order
 * @param ends ends of the registrant that do not unregister, in source order
 * @param exit the way out that skips the release, in words, or null
 * @param leaves where that is, or null
 * @param confidence how sure
 */
public record RegistrationVerdict(
    String owner,
    String member,
    String registers,
    String publisher,
    String life,
    String kept,
    boolean handle,
    List<String> releases,
    Fault fault,
    String failedEnd,
    Place at,
    Place from,
    List<Place> found,
    List<Place> ends,
    String exit,
    Place leaves,
    Confidence confidence)
    implements Verdict {
  /** Why it stays. */
  public enum Fault {
    /** Nothing unregisters. */
    NEVER,
    /** What would unregister is not called by anything. */
    DEAD,
    /** The result, with which one could unregister, is thrown away or never looked at. */
    DISCARDED,
    /** Another object than the registered one is unregistered. */
    FRESH,
    /** Unregistered, but not on every way out. */
    SKIPPED,
    /** Unregistered under a condition only that the registration does not ask for. */
    GUARDED,
    /** Unregistered at another end than the one that always comes. */
    WRONG_END
  }

  public RegistrationVerdict {
    releases = List.copyOf(releases);
    found = List.copyOf(found);
    ends = List.copyOf(ends);
  }

  @Override
  public String subject() {
    return owner.replace('/', '.') + "." + member;
  }
}
