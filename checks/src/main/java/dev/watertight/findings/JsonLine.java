package dev.watertight.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A flat JSON object on one line, whose values are strings and arrays of strings. Reading is
 * strict: what is not exactly that is refused, since a baseline that is half understood hides
 * leaks.
 */
final class JsonLine {
  /** What is wrong, and at which column (1-based). */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String what, int column) {
      super("column " + column + ": " + what);
    }
  }

  private final String text;
  private int at;

  private JsonLine(String text) {
    this.text = text;
  }

  /**
   * Values by field name, in order: {@link String} or {@code List<String>}.
   *
   * @throws Malformed at the first character that does not fit
   */
  static Map<String, Object> read(String line) throws Malformed {
    JsonLine reader = new JsonLine(line);
    Map<String, Object> fields = reader.object();
    reader.space();
    if (reader.at < line.length()) {
      throw reader.malformed("nothing may follow the closing brace");
    }
    return fields;
  }

  /** One line without its end; the order of the fields is the map's. */
  static String write(Map<String, Object> fields) {
    StringBuilder out = new StringBuilder("{");
    fields.forEach(
        (name, value) -> {
          out.append(out.length() > 1 ? "," : "");
          quote(out, name);
          out.append(':');
          if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
              out.append(i > 0 ? "," : "");
              quote(out, (String) list.get(i));
            }
            out.append(']');
          } else {
            quote(out, (String) value);
          }
        });
    return out.append('}').toString();
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029' || c == '\u0085') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private Map<String, Object> object() throws Malformed {
    Map<String, Object> fields = new LinkedHashMap<>();
    expect('{');
    if (skip('}')) {
      return fields;
    }
    do {
      space();
      String name = string();
      expect(':');
      space();
      Object value = peek() == '[' ? array() : string();
      if (fields.put(name, value) != null) {
        throw malformed("field \"" + name + "\" stands twice");
      }
    } while (skip(','));
    expect('}');
    return fields;
  }

  private List<String> array() throws Malformed {
    List<String> values = new ArrayList<>();
    expect('[');
    if (skip(']')) {
      return values;
    }
    do {
      space();
      values.add(string());
    } while (skip(','));
    expect(']');
    return values;
  }

  private String string() throws Malformed {
    if (peek() != '"') {
      throw malformed("a string in double quotes is expected");
    }
    at++;
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return value.toString();
      }
      if (c < ' ') {
        throw malformed("control characters must be escaped");
      }
      value.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() throws Malformed {
    char c = next();
    switch (c) {
      case '"':
      case '\\':
      case '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next(), 16);
          if (digit < 0) {
            throw malformed("four hexadecimal digits are expected after \\u");
          }
          code = code * 16 + digit;
        }
        return (char) code;
      default:
        throw malformed("unknown escape \\" + c);
    }
  }

  private void expect(char wanted) throws Malformed {
    if (!skip(wanted)) {
      throw malformed("'" + wanted + "' is expected");
    }
  }

  private boolean skip(char wanted) {
    space();
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void space() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private char next() throws Malformed {
    if (at >= text.length()) {
      throw malformed("the line ends too early");
    }
    return text.charAt(at++);
  }

  private Malformed malformed(String what) {
    return new Malformed(what, at + 1);
  }
}
