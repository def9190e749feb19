package dev.watertight.model;

/**
 * A field by its JVM names.
 *
 * @param owner internal name of the class named at the access (the declaring class once resolved)
 * @param name the field's simple name
 */
public record FieldRef(String owner, String name) implements Comparable<FieldRef> {
  // Written out: the hash of a record is linked at run time, which a short compilation pays for
  @Override
  public int hashCode() {
    return owner.hashCode() * 31 + name.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof FieldRef that && name.equals(that.name) && owner.equals(that.owner));
  }

  @Override
  public int compareTo(FieldRef other) {
    int byOwner = owner.compareTo(other.owner);
    return byOwner != 0 ? byOwner : name.compareTo(other.name);
  }

  /** {@code pkg.Outer$Inner.name}, as reports write it. */
  @Override
  public String toString() {
    return owner.replace('/', '.') + "." + name;
  }
}
