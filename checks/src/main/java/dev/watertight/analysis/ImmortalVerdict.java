package dev.watertight.analysis;

import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;

/**
 * A session, connection or emitter that is told never to time out.
 *
 * @param set the call that sets the time-out
 * @param given where the number comes from; equal to {@code set} unless a helper sets it
 * @param setter the method called, as {@code setMaxInactiveInterval} or {@code new SseEmitter}
 * @param owner simple name of the type that it belongs to
 * @param value the number as messages show it
 * @param confidence how sure
 */
public record ImmortalVerdict(
    Place set, Place given, String setter, String owner, String value, Confidence confidence)
    implements Verdict {
  @Override
  public String subject() {
    return given.qualifiedMember();
  }
}
