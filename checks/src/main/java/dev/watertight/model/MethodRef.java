package dev.watertight.model;

/**
 * A method by its JVM names (JVMS 4.3.3).
 *
 * @param owner internal name of the class named at the call (the declaring class once resolved)
 * @param name simple name, {@code <init>} and {@code <clinit>} included
 * @param descriptor erased JVM descriptor
 */
public record MethodRef(String owner, String name, String descriptor)
    implements Comparable<MethodRef> {
  // Written out: the hash of a record is linked at run time, which a short compilation pays for
  @Override
  public int hashCode() {
    return (owner.hashCode() * 31 + name.hashCode()) * 31 + descriptor.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof MethodRef that
            && name.equals(that.name)
            && owner.equals(that.owner)
            && descriptor.equals(that.descriptor));
  }

  @Override
  public int compareTo(MethodRef other) {
    int c = owner.compareTo(other.owner);
    if (c == 0) {
      c = name.compareTo(other.name);
    }
    return c != 0 ? c : descriptor.compareTo(other.descriptor);
  }

  /** {@code pkg.Outer$Inner.name}, as reports write it. */
  @Override
  public String toString() {
    return owner.replace('/', '.') + "." + name;
  }
}
