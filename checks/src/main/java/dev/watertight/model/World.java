package dev.watertight.model;

import java.util.Collection;
import java.util.SortedSet;

/** The classes that one run judges, and what it can look up beside them. */
public interface World {
  /** How much of the program is in sight, and who else may call it. */
  enum Kind {
    /** Part of a module: its other classes are out of sight and may use what is not private. */
    PART,
    /** A compilation or module; public members may be called from elsewhere. */
    MODULE,
    /** A published library: public and protected members of exported types are entry points. */
    LIBRARY,
    /** A whole program: nobody else calls it. */
    APPLICATION
  }

  Kind kind();

  /** The classes to judge, sorted by name. */
  Collection<ClassModel> classes();

  /**
   * Any class by internal name: judged, of a dependency, or of the platform; null where it cannot
   * be found. Classes that are not judged may come without bodies.
   */
  ClassModel find(String name);

  /** Whether {@link #classes()} contains the class. */
  boolean judges(String name);

  /** Names that were looked up and not found, so far. */
  SortedSet<String> missing();
}
