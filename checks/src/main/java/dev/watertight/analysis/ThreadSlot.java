package dev.watertight.analysis;

import dev.watertight.model.FieldRef;

/**
 * Where a thread keeps a value: a thread-local field, or an entry of a holder such as a logging
 * context.
 *
 * @param owner internal name of the class that declares the field, or of the holder
 * @param name the field's name, or the entry's key; {@link #ALL} for a whole holder
 * @param isField whether it is a field
 */
record ThreadSlot(String owner, String name, boolean isField) implements Comparable<ThreadSlot> {
  static final String ALL = "*";

  static ThreadSlot of(FieldRef field) {
    return new ThreadSlot(field.owner(), field.name(), true);
  }

  FieldRef field() {
    return isField ? new FieldRef(owner, name) : null;
  }

  /** Whether what is done to that slot is done to this one. */
  boolean isCoveredBy(ThreadSlot other) {
    return equals(other)
        || (!isField && !other.isField && owner.equals(other.owner) && other.name.equals(ALL));
  }

  @Override
  public int compareTo(ThreadSlot other) {
    int byOwner = owner.compareTo(other.owner);
    return byOwner != 0 ? byOwner : name.compareTo(other.name);
  }

  @Override
  public int hashCode() {
    return (owner.hashCode() * 31 + name.hashCode()) * 31 + (isField ? 1 : 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ThreadSlot that
        && isField == that.isField
        && owner.equals(that.owner)
        && name.equals(that.name);
  }
}
