package dev.watertight.analysis;

/**
 * How long the object that holds a container lives.
 *
 * @param length by what evidence it is judged
 * @param reason for messages: "is static", "is a Spring bean"
 */
public record HolderLife(Length length, String reason) {
  /** Longest first. */
  public enum Length {
    /** A static field: as long as the class loader. */
    JVM,
    /** Declared by an annotation to be a component of which the application has one. */
    BEAN,
    /** One instance for the application. */
    APPLICATION,
    /** Evidence of a long life, such as a server that handles connections. */
    LONG,
    /** A session, connection or another object of middling life. */
    SESSION,
    /** Nothing is known. */
    UNKNOWN,
    /** Lives as long as a call or a request. */
    SHORT
  }

  public boolean isLong() {
    return length.compareTo(Length.LONG) <= 0;
  }
}
