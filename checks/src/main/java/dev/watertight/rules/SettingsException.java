package dev.watertight.rules;

/** A setting of the user's that cannot be understood; the message says which and what would do. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
