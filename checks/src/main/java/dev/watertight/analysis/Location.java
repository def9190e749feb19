package dev.watertight.analysis;

import dev.watertight.model.FieldRef;

/**
 * What an operand denotes: a container, a view of it, or something stored in it.
 *
 * @param root the field that holds the container, or the parameter that it came in by
 * @param level 0 for the container and its views, 1 for a value stored in it, and so on
 * @param view which part of level {@code level} is looked at
 */
record Location(Root root, int level, View view) {
  /** Where the container itself comes from. */
  sealed interface Root {}

  /** A field, resolved to its declaration. */
  record FieldRoot(FieldRef field) implements Root {
    @Override
    public int hashCode() {
      return field.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof FieldRoot that && field.equals(that.field);
    }
  }

  /** A parameter of the method at hand. */
  record ParameterRoot(int index) implements Root {
    @Override
    public int hashCode() {
      return index;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ParameterRoot that && index == that.index;
    }
  }

  /** The object of the method at hand, which is a container itself. */
  record ThisRoot() implements Root {
    @Override
    public int hashCode() {
      return 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ThisRoot;
    }
  }

  /** Which part of a container a view shows. */
  enum View {
    SELF,
    KEYS,
    VALUES,
    ENTRIES,
    /** One entry, or one key, handed out by an iteration. */
    ENTRY,
    KEY
  }

  static Location of(FieldRef field) {
    return new Location(new FieldRoot(field), 0, View.SELF);
  }

  Location as(View other) {
    return other == view ? this : new Location(root, level, other);
  }

  Location element() {
    return new Location(root, level + 1, View.SELF);
  }

  Location rooted(Location base) {
    return new Location(
        base.root, base.level + level, level == 0 && view == View.SELF ? base.view : view);
  }

  FieldRef field() {
    return root instanceof FieldRoot f ? f.field() : null;
  }

  @Override
  public int hashCode() {
    return root.hashCode() * 31 + level; // an enum's own differs from run to run
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Location that
        && level == that.level
        && root.equals(that.root)
        && view == that.view;
  }
}
