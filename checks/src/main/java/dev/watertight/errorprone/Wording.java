package dev.watertight.errorprone;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;

/** A finding as a compiler message: the sentence, the holding chain, what to do. */
final class Wording {
  private Wording() {}

  static String of(Finding finding) {
    StringBuilder out = new StringBuilder(finding.message());
    for (Step step : finding.chain()) {
      out.append("\n    ").append(step.role().label()).append(": ").append(step.text());
      Place place = step.place();
      if (place != null && place.file() != null && place.line() > 0) {
        out.append(" (").append(file(place)).append(':').append(place.line()).append(')');
      }
    }
    if (finding.advice() != null && !finding.advice().isEmpty()) {
      out.append("\n    fix: ").append(finding.advice());
    }
    return out.toString();
  }

  private static String file(Place place) {
    return place.file().substring(place.file().lastIndexOf('/') + 1);
  }
}
