package dev.watertight.findings;

/**
 * What is kept and by what, for whoever draws it.
 *
 * @param by what keeps: {@code map SessionRegistry.entries}
 * @param key {@code pkg.Outer$Inner}, the type of an entry's key; null where it has none or it is
 *     not known
 * @param value the same for what is kept; null where it is not known
 * @param life why it is kept for so long: {@code is static}
 */
public record Kept(String by, String key, String value, String life) {}
