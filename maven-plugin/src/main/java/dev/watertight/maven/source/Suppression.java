package dev.watertight.maven.source;

/**
 * A {@code @SuppressWarnings} that names a rule.
 *
 * @param file below a source root
 * @param line of the annotation, 1-based
 * @param name by which it names the rule
 * @param reason the comment beside or above it; null where nobody gave one
 */
public record Suppression(String file, int line, String name, String reason) {}
