package dev.watertight.findings;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A finding that is known, as the baseline remembers it.
 *
 * @param key see {@link Fingerprint}
 * @param rule who spoke when the entry was made; for readers, and to know whether a run looked
 * @param subject {@code pkg.Outer$Inner.member}: what the finding is about
 * @param end the end that does not let go
 * @param sources members that add to what is kept, as {@code pkg.Class.member}, sorted
 * @param module {@code group:artifact} of the module that owns the finding; null where unknown
 * @param confidence as found; {@link Confidence#LIKELY} also stands for more, since rules that
 *     learn to be surer must not change the file
 * @param reason why it is accepted; null where it is just known
 * @param until last day of the acceptance; null for no end
 * @param trace what tells the leak when its names change
 * @param reactor whether only a look at several modules at once finds it, so that a look at its own
 *     module says nothing of it
 */
public record BaselineEntry(
    String key,
    String rule,
    String subject,
    String end,
    List<String> sources,
    String module,
    Confidence confidence,
    String reason,
    LocalDate until,
    Trace trace,
    boolean reactor) {
  public BaselineEntry {
    sources = List.copyOf(new TreeSet<>(sources));
    confidence = confidence == Confidence.POSSIBLE ? confidence : Confidence.LIKELY;
  }

  /** What a baseline says of a finding that nobody has accepted. */
  public static BaselineEntry of(Finding finding, String module) {
    return new BaselineEntry(
        Fingerprint.of(finding),
        finding.ruleId(),
        finding.qualifiedSubject(),
        finding.failedEnd(),
        finding.acquiringMembers(),
        module,
        finding.confidence(),
        null,
        null,
        Trace.NONE,
        false);
  }

  /**
   * The same leak, accepted.
   *
   * @param why it may stay
   * @param last day of the acceptance; null for no end
   */
  public BaselineEntry accept(String why, LocalDate last) {
    return new BaselineEntry(
        key, rule, subject, end, sources, module, confidence, why, last, trace, reactor);
  }

  /** The same with what tells the leak when its names change. */
  public BaselineEntry withTrace(Trace other) {
    return new BaselineEntry(
        key, rule, subject, end, sources, module, confidence, reason, until, other, reactor);
  }

  /** The same as a leak that only a look at several modules at once finds. */
  public BaselineEntry ofReactor() {
    return new BaselineEntry(
        key, rule, subject, end, sources, module, confidence, reason, until, trace, true);
  }

  /**
   * The same leak under the names that it has now; what was said of it stays.
   *
   * @param now what the baseline would say of it today
   * @param members that add to what is kept and are no news
   */
  public BaselineEntry renamed(BaselineEntry now, Collection<String> members) {
    return new BaselineEntry(
        now.key,
        now.rule,
        now.subject,
        now.end,
        List.copyOf(members),
        now.module,
        confidence,
        reason,
        until,
        now.trace,
        reactor);
  }

  /** The line of the file, without its end. */
  public String line() {
    return BaselineFormat.write(this);
  }

  /** Internal name of the class that the subject is a member of. */
  public String holder() {
    int dot = subject.lastIndexOf('.');
    return (dot < 0 ? subject : subject.substring(0, dot)).replace('.', '/');
  }

  /** Whether somebody said why it may stay. */
  public boolean accepted() {
    return reason != null;
  }

  /** Whether an acceptance has run out. */
  public boolean expired(LocalDate today) {
    return accepted() && until != null && today.isAfter(until);
  }

  /**
   * Two lines about one leak, as a union merge of two branches leaves them: the sources of both, an
   * acceptance if either has one, and the shorter of two acceptances.
   */
  BaselineEntry with(BaselineEntry other) {
    BaselineEntry speaker = accepted() || !other.accepted() ? this : other;
    LocalDate shorter = until;
    if (shorter == null || (other.until != null && other.until.isBefore(shorter))) {
      shorter = other.until;
    }
    return new BaselineEntry(
        key,
        speaker.rule,
        speaker.subject,
        speaker.end,
        union(sources, other.sources),
        module,
        confidence.compareTo(other.confidence) < 0 ? confidence : other.confidence,
        speaker.reason,
        speaker.accepted() ? shorter : null,
        speaker.trace,
        reactor && other.reactor);
  }

  private static List<String> union(Collection<String> one, Collection<String> other) {
    TreeSet<String> all = new TreeSet<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }
}
