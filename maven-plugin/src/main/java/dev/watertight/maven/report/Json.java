package dev.watertight.maven.report;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.List;

/** JSON put together in the order in which it is written. */
final class Json {
  private Json() {}

  static JsonObject message(String text) {
    return object("text", text).done();
  }

  static JsonArray array(JsonObject only) {
    return new JsonArray(List.of(only));
  }

  static Building object(String name, Object value) {
    return new Building(new JsonObject()).with(name, value);
  }

  /** Fields in the order in which they were named. */
  record Building(JsonObject done) {
    Building with(String name, Object value) {
      done.put(name, value);
      return this;
    }
  }
}
