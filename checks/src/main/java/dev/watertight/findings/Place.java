package dev.watertight.findings;

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
}
