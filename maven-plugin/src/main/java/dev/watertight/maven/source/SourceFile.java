package dev.watertight.maven.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import dev.watertight.maven.source.Outline.Extent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A source file that has findings: its text, and its tree where it can be parsed. */
public final class SourceFile {
  private final Path path;
  private final String text;
  private final List<String> lines;
  private Optional<CompilationUnit> tree;

  /**
   * A file.
   *
   * @param path on disk; null where it stands in an archive
   */
  public SourceFile(Path path, String text) {
    this.path = path;
    this.text = text;
    this.lines = List.of(text.split("\r\n|\r|\n", -1));
  }

  /** Where it is on disk, if it is. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /** As read. */
  public String text() {
    return text;
  }

  /**
   * One line without its end, if there is one.
   *
   * @param number 1-based
   */
  public Optional<String> line(int number) {
    return number >= 1 && number <= lines.size()
        ? Optional.of(lines.get(number - 1))
        : Optional.empty();
  }

  /** What stands in an extent, lines ended by line feeds. */
  public String text(Extent extent) {
    StringBuilder out = new StringBuilder();
    for (int n = extent.startLine(); n <= extent.endLine(); n++) {
      String line = line(n).orElse("");
      int from = n == extent.startLine() ? extent.startColumn() - 1 : 0;
      int to = n == extent.endLine() ? extent.endColumn() - 1 : line.length();
      out.append(n == extent.startLine() ? "" : "\n").append(line, from, to);
    }
    return out.toString();
  }

  /** The tree; empty for what is not Java or is newer than the parser. */
  Optional<CompilationUnit> tree() {
    if (tree == null) {
      tree = parse();
    }
    return tree;
  }

  private Optional<CompilationUnit> parse() {
    ParserConfiguration configuration =
        new ParserConfiguration().setLanguageLevel(LanguageLevel.BLEEDING_EDGE);
    try {
      ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(text);
      return result.isSuccessful() ? result.getResult() : Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty(); // costs the suppressions of this file, never a finding
    }
  }
}
