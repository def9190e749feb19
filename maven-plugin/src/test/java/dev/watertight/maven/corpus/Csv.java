package dev.watertight.maven.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables with a heading, comma-separated, with quotes around what holds a comma. */
final class Csv {
  private Csv() {}

  /** The rows below the heading, each by column name. */
  static List<Map<String, String>> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> heading = cells(lines.get(0), file, 1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i), file, i + 1);
      if (cells.size() != heading.size()) {
        throw new IllegalArgumentException(
            place(file, i + 1) + cells.size() + " cells below a heading of " + heading.size());
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int column = 0; column < heading.size(); column++) {
        row.put(heading.get(column), cells.get(column));
      }
      rows.add(row);
    }
    return rows;
  }

  /** One row as text. */
  static String row(String... cells) {
    List<String> quoted = new ArrayList<>();
    for (String cell : cells) {
      quoted.add(cell.matches("(?s).*[\",\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
    return String.join(",", quoted) + "\n";
  }

  private static List<String> cells(String line, Path file, int number) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException(place(file, number) + "a quote is left open");
    }
    cells.add(cell.toString());
    return cells;
  }

  private static String place(Path file, int line) {
    return file.getFileName() + ":" + line + ": ";
  }
}
