package dev.watertight.maven.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the corpus profile hands over, as {@code corpus.*} properties. */
final class Option {
  private Option() {}

  static String required(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      throw new IllegalStateException(
          "corpus." + name + " is not set; run this through Maven, with -Pcorpus");
    }
    return value;
  }

  /** One of the given values; the first where none is set. */
  static String choice(String name, String... values) {
    String value = text(name);
    if (value.isEmpty()) {
      return values[0];
    }
    if (!List.of(values).contains(value)) {
      throw new IllegalStateException(
          "corpus." + name + " is \"" + value + "\"; take one of " + String.join(", ", values));
    }
    return value;
  }

  static boolean isOn(String name) {
    return Boolean.parseBoolean(text(name));
  }

  /** The items of a comma-separated list. */
  static Set<String> items(String name) {
    return Arrays.stream(text(name).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Maven leaves what nobody has set as it stands. */
  private static String text(String name) {
    String value = System.getProperty("corpus." + name, "");
    return value.startsWith("${") ? "" : value.strip();
  }
}
