package dev.watertight.knowledge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one knowledge file, line by line; the first wrong line ends it. */
final class Parser {
  private static final String IDENTIFIER = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final String TYPE = IDENTIFIER + "(?:\\." + IDENTIFIER + ")*";
  private static final Pattern TYPE_PATTERN = Pattern.compile(TYPE);
  private static final Pattern METHOD_PATTERN =
      Pattern.compile("(" + TYPE + ")\\.(" + IDENTIFIER + "|<init>)(?:/(\\d{1,3}))?");
  private static final Pattern ANNOTATION_PATTERN = Pattern.compile("@" + TYPE);
  private static final Pattern NAME_PATTERN = Pattern.compile(IDENTIFIER);
  private static final Pattern STAR_PATTERN =
      Pattern.compile("[\\p{L}\\p{N}_$]*\\*?[\\p{L}\\p{N}_$]*");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final String file;
  private int line;

  private Parser(String file) {
    this.file = file;
  }

  static List<Entry> parse(String file, Reader reader) {
    return new Parser(file).read(reader);
  }

  private List<Entry> read(Reader reader) {
    List<Entry> entries = new ArrayList<>();
    try {
      BufferedReader lines = new BufferedReader(reader);
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        int comment = text.indexOf('#');
        String statement = (comment < 0 ? text : text.substring(0, comment)).strip();
        if (!statement.isEmpty()) {
          entries.add(entry(BLANKS.split(statement)));
        }
      }
    } catch (IOException e) {
      throw new KnowledgeException(
          file + ": cannot be read (" + e.getMessage() + "); check the path and its rights", e);
    }
    return entries;
  }

  private Entry entry(String[] words) {
    Schema.Verb verb = Schema.verb(words[0]);
    if (verb == null) {
      throw wrong(
          "unknown verb '" + words[0] + "'", "use one of " + String.join(", ", Schema.verbs()));
    }
    if (words.length < 2) {
      throw wrong("'" + verb.name() + "' lacks its subject", "write " + verb.subject().description);
    }
    SortedMap<String, String> attributes = attributes(verb, words);
    return subject(verb, words[1], attributes);
  }

  private SortedMap<String, String> attributes(Schema.Verb verb, String[] words) {
    SortedMap<String, String> result = new TreeMap<>();
    List<String> effects = new ArrayList<>(1);
    for (String word : Arrays.asList(words).subList(2, words.length)) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value = equals < 0 ? "" : word.substring(equals + 1);
      check(verb, name, value, equals >= 0);
      if (verb.effects().contains(name)) {
        effects.add(name);
      }
      if (result.put(name, value) != null) {
        throw wrong("attribute '" + name + "' is given twice", "keep one of them");
      }
    }
    if (!verb.effects().isEmpty() && effects.size() != 1) {
      throw wrong(
          effects.isEmpty()
              ? "'" + verb.name() + "' lacks its effect"
              : "more than one effect: " + String.join(", ", effects),
          "use exactly one of " + String.join(", ", verb.effects()));
    }
    for (String name : verb.required()) {
      if (!result.containsKey(name)) {
        throw wrong(
            "'" + verb.name() + "' lacks the attribute '" + name + "'",
            "add " + name + "=, " + verb.attributes().get(name).description());
      }
    }
    return result;
  }

  private void check(Schema.Verb verb, String name, String value, boolean hasValue) {
    Schema.Kind kind = verb.attributes().get(name);
    if (kind == null) {
      if (!verb.flags().contains(name) && !verb.effects().contains(name)) {
        throw wrong(
            "unknown attribute '" + name + "' of '" + verb.name() + "'",
            "use " + String.join(", ", known(verb)));
      }
      if (hasValue) {
        throw wrong("'" + name + "' takes no value", "write " + name + " alone");
      }
      return;
    }
    if (!hasValue) {
      throw wrong("'" + name + "' lacks its value", "write " + name + "=, " + kind.description());
    }
    if (!kind.accepts().test(value)) {
      throw wrong("'" + value + "' is no value of '" + name + "'", "write " + kind.description());
    }
  }

  private static SortedSet<String> known(Schema.Verb verb) {
    SortedSet<String> all = new TreeSet<>(verb.flags());
    all.addAll(verb.effects());
    verb.attributes().keySet().forEach(name -> all.add(name + "="));
    if (all.isEmpty()) {
      all.add("no attribute");
    }
    return all;
  }

  private Entry subject(Schema.Verb verb, String text, SortedMap<String, String> attributes) {
    switch (verb.subject()) {
      case NAME:
        if (NAME_PATTERN.matcher(text).matches()) {
          return new Entry(verb.name(), text, null, -1, attributes, file, line);
        }
        break;
      case PATTERN:
        if (STAR_PATTERN.matcher(text).matches()) {
          return new Entry(verb.name(), text, null, -1, attributes, file, line);
        }
        break;
      case TYPE:
        if (TYPE_PATTERN.matcher(text).matches()) {
          return ofType(verb, text, attributes);
        }
        break;
      case TYPE_OR_ANNOTATION:
        if (TYPE_PATTERN.matcher(text).matches() || ANNOTATION_PATTERN.matcher(text).matches()) {
          return ofType(verb, text, attributes);
        }
        break;
      case METHOD_OR_ANNOTATION:
        if (ANNOTATION_PATTERN.matcher(text).matches()) {
          return ofType(verb, text, attributes);
        }
        return ofMethod(verb, text, attributes);
      case METHOD:
        return ofMethod(verb, text, attributes);
    }
    throw malformed(verb, text);
  }

  private Entry ofType(Schema.Verb verb, String text, SortedMap<String, String> attributes) {
    return new Entry(verb.name(), text.replace('.', '/'), null, -1, attributes, file, line);
  }

  private Entry ofMethod(Schema.Verb verb, String text, SortedMap<String, String> attributes) {
    Matcher matcher = METHOD_PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw malformed(verb, text);
    }
    int arity = matcher.group(3) == null ? -1 : Integer.parseInt(matcher.group(3));
    Entry entry =
        new Entry(
            verb.name(),
            matcher.group(1).replace('.', '/'),
            matcher.group(2),
            arity,
            attributes,
            file,
            line);
    if (arity >= 0) {
      checkPositions(verb, entry);
    }
    return entry;
  }

  /** A position beyond the arguments is a slip of the pen that would silence the entry. */
  private void checkPositions(Schema.Verb verb, Entry entry) {
    for (String name : entry.attributes().keySet()) {
      Schema.Kind kind = verb.attributes().get(name);
      if (kind != null && Schema.isPosition(kind) && entry.index(name) >= entry.arity()) {
        throw wrong(
            "'" + name + "=" + entry.get(name) + "' is beyond the arguments of " + entry.subject(),
            entry.arity() == 0
                ? "it has none"
                : "count from 0, the last is " + (entry.arity() - 1));
      }
    }
  }

  private KnowledgeException malformed(Schema.Verb verb, String text) {
    return wrong(
        "malformed subject '" + text + "' of '" + verb.name() + "'",
        "write " + verb.subject().description);
  }

  private KnowledgeException wrong(String problem, String remedy) {
    return new KnowledgeException(file, line, problem, remedy);
  }
}
