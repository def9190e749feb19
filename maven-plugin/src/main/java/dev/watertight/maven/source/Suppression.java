package dev.watertight.maven.source;

/**
 * A {@code @SuppressWarnings} that names a finding's rule.
 *
 * @param line of the annotation, 1-based
 * @param reason the comment beside or above it; null where nobody gave one
 */
public record Suppression(int line, String reason) {}
