package dev.watertight.maven.archive;

/** Something the user named that cannot be analysed; the message says what and what to do. */
public final class UnusableException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableException(String message) {
    super(message);
  }

  public UnusableException(String message, Throwable cause) {
    super(message, cause);
  }
}
