package dev.watertight.model;

/** Is told how far a long work has come; what comes of the work does not depend on it. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (what, done, all) -> {};

  /**
   * One more is done.
   *
   * @param what is done, such as {@code classes read}
   * @param done so far
   * @param all that there are
   */
  void at(String what, int done, int all);
}
