package dev.watertight.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** What a goal says, kept instead of printed. */
final class RecordingLog extends SystemStreamLog {
  private final List<String> lines = new ArrayList<>();

  /** Everything, each message after its level. */
  String text() {
    return String.join("\n", lines);
  }

  /** Messages of a level. */
  List<String> of(String level) {
    return lines.stream()
        .filter(line -> line.startsWith(level + " "))
        .map(line -> line.substring(level.length() + 1))
        .toList();
  }

  @Override
  public void info(CharSequence content) {
    lines.add("INFO " + content);
  }

  @Override
  public void warn(CharSequence content) {
    lines.add("WARN " + content);
  }

  @Override
  public void error(CharSequence content) {
    lines.add("ERROR " + content);
  }

  @Override
  public void error(CharSequence content, Throwable error) {
    throw new AssertionError("a stack trace would be printed: " + content, error);
  }

  @Override
  public void error(Throwable error) {
    throw new AssertionError("a stack trace would be printed", error);
  }
}
