package dev.watertight.analysis;

/** Which part of a life a method serves. */
public enum Phase {
  /** The application or component comes up. */
  START,
  /** A shorter life begins: session, connection, user, job. */
  BEGIN,
  /** Something happens within a life: a request, a message. */
  RUN,
  /** A shorter life ends. */
  END,
  /** The application or component goes down. */
  STOP,
  /** Cleans up now and then. */
  SWEEP
}
