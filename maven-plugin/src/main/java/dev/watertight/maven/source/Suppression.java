package dev.watertight.maven.source;

/**
 * An annotation that silences a finding.
 *
 * @param file below a source root
 * @param line of the annotation, 1-based; 0 where the source is not at hand
 * @param name by which it names the rule; that of the annotation where it may do so by a pattern
 * @param reason the comment beside or above it, or its justification; null where nobody gave one
 */
public record Suppression(String file, int line, String name, String reason) {
  /** The file, and the line where it is known. */
  public String place() {
    return line > 0 ? file + ":" + line : file;
  }
}
