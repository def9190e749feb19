package dev.watertight.spotbugs;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import edu.umd.cs.findbugs.BugAnnotation;
import edu.umd.cs.findbugs.ClassAnnotation;
import edu.umd.cs.findbugs.SourceLineAnnotation;

/**
 * The sentence and the chain, for messages; in lists, the fix. A line and not a string, because
 * SpotBugs recognises bugs by their strings and would take every other wording for a new bug. Read
 * back from XML it is the plain line that it extends.
 */
final class LeakAnnotation extends SourceLineAnnotation {
  private static final long serialVersionUID = 1L;

  private final String text;

  LeakAnnotation(Finding finding, SourceLineAnnotation place) {
    super(
        place.getClassName(),
        place.getSourceFile(),
        place.getStartLine(),
        place.getEndLine(),
        place.getStartBytecode(),
        place.getEndBytecode());
    String advice = finding.advice() == null ? "" : finding.advice();
    this.text = text(finding, advice);
    setDescription(label(advice.isEmpty() ? "Leak at" : "Fix: " + advice + "; the leak is at"));
  }

  private static String text(Finding finding, String advice) {
    StringBuilder out = new StringBuilder(finding.message());
    String separator = " [";
    for (Step step : finding.chain()) {
      out.append(separator).append(lower(role(step.role()))).append(": ").append(step.text());
      Place place = step.place();
      if (place != null && place.file() != null && place.line() > 0) {
        out.append(" (")
            .append(place.file().substring(place.file().lastIndexOf('/') + 1))
            .append(':')
            .append(place.line())
            .append(')');
      }
      separator = "; ";
    }
    if (!advice.isEmpty()) {
      out.append(separator).append("fix: ").append(advice);
      separator = "; ";
    }
    return separator.equals(" [") ? out.toString() : out.append(']').toString();
  }

  /** What a step is called. */
  static String role(Step.Role role) {
    return switch (role) {
      case BEGINS -> "Begins";
      case STORED -> "Stored";
      case HOLDER -> "Held";
      case RELEASE_FOUND -> "Released";
      case RELEASE_EXPECTED -> "Missing";
    };
  }

  private static String lower(String role) {
    return Character.toLowerCase(role.charAt(0)) + role.substring(1);
  }

  /** As a description, which SpotBugs takes for a pattern with parameters in braces. */
  static String label(String text) {
    return text.replace('{', '(').replace('}', ')');
  }

  @Override
  public String format(String key, ClassAnnotation primaryClass) {
    return key.equals("hash") ? "" : text;
  }

  @Override
  public String toString() {
    return getDescription() + " " + super.format("", null);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LeakAnnotation other && super.equals(o) && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Two leaks on one line are two. */
  @Override
  public int compareTo(BugAnnotation o) {
    int order = super.compareTo(o);
    return order == 0 && o instanceof LeakAnnotation other ? text.compareTo(other.text) : order;
  }
}
