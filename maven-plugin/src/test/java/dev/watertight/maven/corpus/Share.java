package dev.watertight.maven.corpus;

import java.util.Locale;

/** So many of so many. */
record Share(int part, int whole) {
  @Override
  public String toString() {
    return whole == 0
        ? "-"
        : String.format(Locale.ROOT, "%d of %d (%.1f %%)", part, whole, percent());
  }

  double percent() {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
