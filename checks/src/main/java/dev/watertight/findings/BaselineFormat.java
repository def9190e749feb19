package dev.watertight.findings;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one entry is written on a line, and what a line must look like to be read. */
final class BaselineFormat {
  private static final String KEY = "key";
  private static final String RULE = "rule";
  private static final String SUBJECT = "subject";
  private static final String END = "end";
  private static final String SOURCES = "sources";
  private static final String MODULE = "module";
  private static final String CONFIDENCE = "confidence";
  private static final String REASON = "reason";
  private static final String UNTIL = "until";
  private static final String SHAPE = "shape";
  private static final String BODY = "body";
  private static final String WORLD = "world";

  private static final Set<String> FIELDS =
      Set.of(
          KEY, RULE, SUBJECT, END, SOURCES, MODULE, CONFIDENCE, REASON, UNTIL, SHAPE, BODY, WORLD);
  private static final Pattern VERSIONED = Pattern.compile("w(\\d{1,9}):[0-9a-f]{16}");
  private static final Pattern CONFLICT = Pattern.compile("(<<<<<<<|=======|>>>>>>>|\\|{7})( .*)?");
  private static final String POSSIBLE = "possible";
  private static final String REACTOR = "reactor";

  /** Why a line is refused and what to do; the caller adds where. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private BaselineFormat() {}

  static String write(BaselineEntry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(KEY, entry.key());
    fields.put(RULE, entry.rule());
    fields.put(SUBJECT, entry.subject());
    fields.put(END, entry.end());
    fields.put(SOURCES, entry.sources());
    putIfKnown(fields, MODULE, entry.module());
    if (entry.confidence() == Confidence.POSSIBLE) {
      fields.put(CONFIDENCE, POSSIBLE);
    }
    if (entry.reactor()) {
      fields.put(WORLD, REACTOR);
    }
    putIfKnown(fields, SHAPE, entry.trace().shape());
    putIfKnown(fields, BODY, entry.trace().body());
    putIfKnown(fields, REASON, entry.reason());
    putIfKnown(fields, UNTIL, entry.until() == null ? null : entry.until().toString());
    return JsonLine.write(fields);
  }

  private static void putIfKnown(Map<String, Object> fields, String name, String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  static BaselineEntry read(String line) throws Refused {
    if (CONFLICT.matcher(line).matches()) {
      throw new Refused(
          "a merge conflict is not resolved; keep the lines of both sides and delete the markers"
              + " (the attribute merge=union in .gitattributes does so by itself)");
    }
    Map<String, Object> fields = fields(line);
    String key = text(fields, KEY);
    checkVersion(key);
    checkNames(fields);
    String reason = optional(fields, REASON);
    if (reason != null && reason.isBlank()) {
      throw new Refused("\"reason\" is empty; say why the leak may stay, or delete the field");
    }
    return new BaselineEntry(
        key,
        text(fields, RULE),
        text(fields, SUBJECT),
        text(fields, END),
        sources(fields),
        optional(fields, MODULE),
        confidence(fields),
        reason,
        until(fields, reason),
        new Trace(optional(fields, SHAPE), optional(fields, BODY)),
        reactor(fields));
  }

  private static boolean reactor(Map<String, Object> fields) throws Refused {
    String value = optional(fields, WORLD);
    if (value != null && !value.equals(REACTOR)) {
      throw new Refused("\"world\" may only be \"reactor\"; delete the field for less");
    }
    return value != null;
  }

  private static Map<String, Object> fields(String line) throws Refused {
    try {
      return JsonLine.read(line);
    } catch (JsonLine.Malformed e) {
      throw new Refused(
          e.getMessage()
              + "; each line is one JSON object: correct it, or restore the file from version"
              + " control");
    }
  }

  private static void checkVersion(String key) throws Refused {
    Matcher versioned = VERSIONED.matcher(key);
    if (!versioned.matches()) {
      throw new Refused(
          "\"key\" is \"" + key + "\", not w1: and 16 hexadecimal digits; restore the line");
    }
    int version = Integer.parseInt(versioned.group(1));
    if (version > Fingerprint.VERSION) {
      throw new Refused(
          "written by a newer version of Watertight (keys of scheme "
              + version
              + ", this one knows up to "
              + Fingerprint.VERSION
              + "); update Watertight here");
    }
  }

  private static void checkNames(Map<String, Object> fields) throws Refused {
    Set<String> unknown = new TreeSet<>(fields.keySet());
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw new Refused(
          "unknown field "
              + unknown
              + "; known are "
              + new TreeSet<>(FIELDS)
              + ": correct the name, or update Watertight if a newer one wrote the file");
    }
  }

  private static String text(Map<String, Object> fields, String name) throws Refused {
    String value = optional(fields, name);
    if (value == null || value.isEmpty()) {
      throw new Refused("field \"" + name + "\" is missing or empty; restore the line");
    }
    return value;
  }

  private static String optional(Map<String, Object> fields, String name) throws Refused {
    Object value = fields.get(name);
    if (value instanceof List) {
      throw new Refused("field \"" + name + "\" must be a string");
    }
    return (String) value;
  }

  @SuppressWarnings("unchecked") // JsonLine yields nothing but strings and lists of strings
  private static List<String> sources(Map<String, Object> fields) throws Refused {
    Object value = fields.getOrDefault(SOURCES, List.of());
    if (value instanceof String) {
      throw new Refused("field \"" + SOURCES + "\" must be an array of strings");
    }
    return (List<String>) value;
  }

  private static Confidence confidence(Map<String, Object> fields) throws Refused {
    String value = optional(fields, CONFIDENCE);
    if (value == null) {
      return Confidence.LIKELY;
    }
    if (!value.equals(POSSIBLE)) {
      throw new Refused("\"confidence\" may only be \"possible\"; delete the field for more");
    }
    return Confidence.POSSIBLE;
  }

  private static LocalDate until(Map<String, Object> fields, String reason) throws Refused {
    String value = optional(fields, UNTIL);
    if (value == null) {
      return null;
    }
    if (reason == null) {
      throw new Refused(
          "\"until\" needs a \"reason\" beside it; say why the leak may stay so long");
    }
    try {
      return LocalDate.parse(value);
    } catch (DateTimeParseException e) {
      throw new Refused("\"until\" is \"" + value + "\", not a date such as 2030-12-31");
    }
  }
}
