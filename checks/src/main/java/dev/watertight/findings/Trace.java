package dev.watertight.findings;

/**
 * What tells a leak when its names have changed. Not part of its identity.
 *
 * @param shape the type of the container without packages, or the code that registers; null where
 *     unknown
 * @param body hash of the bodies of the members that add, names left out; null where unknown
 */
public record Trace(String shape, String body) {
  /** Nothing is known. */
  public static final Trace NONE = new Trace(null, null);
}
