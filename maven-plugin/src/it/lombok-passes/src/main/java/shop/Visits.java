package shop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.AccessLevel;
import lombok.Getter;

public final class Visits {
  @Getter(AccessLevel.PRIVATE)
  private static final Map<String, Object> seen = new ConcurrentHashMap<>();

  public static void enter(String visitor) {
    getSeen().put(visitor, new Object());
  }

  public static void leave(String visitor) {
    getSeen().remove(visitor);
  }

  public static Object find(String visitor) {
    return getSeen().get(visitor);
  }
}
