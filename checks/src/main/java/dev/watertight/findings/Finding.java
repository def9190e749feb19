package dev.watertight.findings;

import java.util.List;

/**
 * One leak.
 *
 * @param ruleId the rule that speaks
 * @param family part of the identity
 * @param confidence how sure we are
 * @param holder internal name of the class that holds the container or registers
 * @param subject simple name of the member that the finding is about: the container field, or the
 *     method that registers
 * @param failedEnd a stable word for the end that does not let go, such as {@code none}, {@code
 *     session-destroyed} or {@code exception:send}; part of the identity, never shown alone
 * @param place the line to report
 * @param message what grows, where, what should shrink it, what to do; one sentence, no full stop
 * @param chain the holding chain, in the order of {@link Step.Role}
 * @param acquiringMembers members that add to what is kept, as {@code pkg.Class.member}, sorted
 * @param remarks what more specific or more general rules would have said
 * @param advice the fix in words, one sentence
 * @param ordinal 0-based position among findings with otherwise equal identity
 * @param kept what is kept and by what; null where there is nothing to draw
 * @param fix an edit that repairs it; null where none is certain
 */
public record Finding(
    String ruleId,
    Family family,
    Confidence confidence,
    String holder,
    String subject,
    String failedEnd,
    Place place,
    String message,
    List<Step> chain,
    List<String> acquiringMembers,
    List<String> remarks,
    String advice,
    int ordinal,
    Kept kept,
    Fix fix) {
  public Finding {
    chain = List.copyOf(chain);
    acquiringMembers = List.copyOf(acquiringMembers);
    remarks = List.copyOf(remarks);
  }

  /** A finding without a picture and without a certain fix. */
  public Finding(
      String ruleId,
      Family family,
      Confidence confidence,
      String holder,
      String subject,
      String failedEnd,
      Place place,
      String message,
      List<Step> chain,
      List<String> acquiringMembers,
      List<String> remarks,
      String advice,
      int ordinal) {
    this(
        ruleId,
        family,
        confidence,
        holder,
        subject,
        failedEnd,
        place,
        message,
        chain,
        acquiringMembers,
        remarks,
        advice,
        ordinal,
        null,
        null);
  }

  /** {@code pkg.Outer$Inner.member}: what the finding is about. */
  public String qualifiedSubject() {
    return holder.replace('/', '.') + "." + subject;
  }

  /** The same finding as the n-th of its equals. */
  public Finding withOrdinal(int n) {
    return new Finding(
        ruleId,
        family,
        confidence,
        holder,
        subject,
        failedEnd,
        place,
        message,
        chain,
        acquiringMembers,
        remarks,
        advice,
        n,
        kept,
        fix);
  }

  /** The same finding with what other rules would have said. */
  public Finding withRemarks(List<String> others) {
    return new Finding(
        ruleId,
        family,
        confidence,
        holder,
        subject,
        failedEnd,
        place,
        message,
        chain,
        acquiringMembers,
        others,
        advice,
        ordinal,
        kept,
        fix);
  }

  /** The same finding with what there is to draw. */
  public Finding withKept(Kept drawn) {
    return new Finding(
        ruleId,
        family,
        confidence,
        holder,
        subject,
        failedEnd,
        place,
        message,
        chain,
        acquiringMembers,
        remarks,
        advice,
        ordinal,
        drawn,
        fix);
  }

  /** The same finding with an edit that repairs it, or with null for none. */
  public Finding withFix(Fix edit) {
    return new Finding(
        ruleId,
        family,
        confidence,
        holder,
        subject,
        failedEnd,
        place,
        message,
        chain,
        acquiringMembers,
        remarks,
        advice,
        ordinal,
        kept,
        edit);
  }
}
