package board;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What others write on it. */
public final class Board {
  public static final Map<String, Object> NOTES = new ConcurrentHashMap<>();

  private Board() {}
}
