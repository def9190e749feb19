package dev.watertight.knowledge;

/** A knowledge file is wrong or cannot be read. The message names file, line and remedy. */
public final class KnowledgeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A problem at a line.
   *
   * @param file name of the knowledge file as the user knows it
   * @param line 1-based
   * @param problem what is wrong, no full stop
   * @param remedy what to write instead, no full stop
   */
  KnowledgeException(String file, int line, String problem, String remedy) {
    super(file + ":" + line + ": " + problem + "; " + remedy);
  }

  KnowledgeException(String message, Throwable cause) {
    super(message, cause);
  }
}
