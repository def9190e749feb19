package dev.watertight.findings;

/** What kind of thing is kept; part of a finding's identity, where the rule is not. */
public enum Family {
  /** A container keeps entries. */
  RETENTION,
  /** A publisher keeps a listener, callback, task or hook. */
  REGISTRATION,
  /** A thread keeps a value. */
  THREAD,
  /** A session keeps living, or keeps its attributes. */
  SESSION,
  /** A setting makes something live too long. */
  CONFIGURATION
}
