package dev.watertight.maven.report;

import dev.watertight.rules.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The page of each rule, which is in the jar that the rules come from. */
public final class Pages {
  private Pages() {}

  /** Markdown. */
  public static Optional<String> page(String ruleId) {
    String resource = "/dev/watertight/rules/" + ruleId + ".md";
    try (InputStream in = Rule.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
