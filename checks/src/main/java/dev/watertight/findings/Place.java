package dev.watertight.findings;

import java.util.Objects;

/**
 * A line of source and the member it belongs to.
 *
 * @param file path below a source root, such as {@code pkg/Outer.java}; null where unknown
 * @param line 1-based, 0 where unknown
 * @param className internal name of the class
 * @param member simple name of the field or method ({@code <init>} for constructors; the named
 *     member for code in lambdas)
 */
public record Place(String file, int line, String className, String member) {
  /** {@code pkg.Outer$Inner.member}. */
  public String qualifiedMember() {
    return className.replace('/', '.') + "." + member;
  }

  @Override
  public int hashCode() {
    return ((Objects.hashCode(file) * 31 + line) * 31 + Objects.hashCode(className)) * 31
        + Objects.hashCode(member);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place that
        && line == that.line
        && Objects.equals(file, that.file)
        && Objects.equals(className, that.className)
        && Objects.equals(member, that.member);
  }
}
