package dev.watertight.model;

/**
 * A field by its JVM names.
 *
 * @param owner internal name of the class named at the access (the declaring class once resolved)
 * @param name the field's simple name
 */
public record FieldRef(String owner, String name) implements Comparable<FieldRef> {
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
