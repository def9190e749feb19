package a;

import java.util.HashMap;
import java.util.Map;

public final class Visits {
  private static final Map<String, Object> SEEN = new HashMap<>();

  public static void enter(String visitor) {
    SEEN.put(visitor, new Object());
  }

  public static Object find(String visitor) {
    return SEEN.get(visitor);
  }
}
