package dev.watertight.maven;

import dev.watertight.model.Progress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says now and then how far a long inspection has come, and nothing of a short one. */
final class ProgressLines implements Progress {
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final Consumer<String> out;
  private final LongSupplier clock;
  private long last;

  /**
   * Lines about the inspections of one goal.
   *
   * @param clock nanoseconds from any point in time
   */
  ProgressLines(Consumer<String> out, LongSupplier clock) {
    this.out = out;
    this.clock = clock;
    begin();
  }

  /** An inspection begins; until it has become a long one nothing is said. */
  void begin() {
    last = clock.getAsLong();
  }

  @Override
  public void at(String what, int done, int all) {
    long now = clock.getAsLong();
    if (now - last >= PAUSE) {
      last = now;
      out.accept(String.format(Locale.ROOT, "Watertight: %d of %d %s", done, all, what));
    }
  }
}
