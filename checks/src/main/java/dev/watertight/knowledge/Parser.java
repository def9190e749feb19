package dev.watertight.knowledge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads one knowledge file, line by line; the first wrong line ends it. */
final class Parser {
  private final String file;
  private final boolean trusted;
  private int line;

  private Parser(String file, boolean trusted) {
    this.file = file;
    this.trusted = trusted;
  }

  static List<Entry> parse(String file, Reader reader) {
    return new Parser(file, false).read(reader);
  }

  /**
   * Reads a file that tests have checked: every compilation reads thousands of its lines before any
   * code is warm.
   */
  static List<Entry> parseTrusted(String file, Reader reader) {
    return new Parser(file, true).read(reader);
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
          entries.add(entry(words(statement)));
        }
      }
    } catch (IOException e) {
      throw new KnowledgeException(
          file + ": cannot be read (" + e.getMessage() + "); check the path and its rights", e);
    }
    return entries;
  }

  private List<String> words(String statement) {
    List<String> words = new ArrayList<>();
    // Files of ours have no tabs, and the search for a blank is warm where a loop over letters is
    // not
    String line = trusted ? statement : statement.replaceAll("\\s", " ");
    int start = 0;
    for (int blank = line.indexOf(' '); blank >= 0; blank = line.indexOf(' ', start)) {
      if (blank > start) {
        words.add(line.substring(start, blank));
      }
      start = blank + 1;
    }
    words.add(line.substring(start));
    return words;
  }

  private Entry entry(List<String> words) {
    Schema.Verb verb = Schema.verb(words.get(0));
    if (verb == null) {
      throw wrong(
          "unknown verb '" + words.get(0) + "'", "use one of " + String.join(", ", Schema.verbs()));
    }
    if (words.size() < 2) {
      throw wrong("'" + verb.name() + "' lacks its subject", "write " + verb.subject().description);
    }
    SortedMap<String, String> attributes = attributes(verb, words);
    return trusted
        ? trustedSubject(verb, words.get(1), attributes)
        : subject(verb, words.get(1), attributes);
  }

  private SortedMap<String, String> attributes(Schema.Verb verb, List<String> words) {
    SortedMap<String, String> result = new TreeMap<>();
    List<String> effects = new ArrayList<>(1);
    for (String word : words.subList(2, words.size())) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value = equals < 0 ? "" : word.substring(equals + 1);
      if (trusted) {
        result.put(name, value);
        continue;
      }
      check(verb, name, value, equals >= 0);
      if (verb.effects().contains(name)) {
        effects.add(name);
      }
      if (result.put(name, value) != null) {
        throw wrong("attribute '" + name + "' is given twice", "keep one of them");
      }
    }
    if (trusted) {
      return result;
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

  private Entry trustedSubject(
      Schema.Verb verb, String text, SortedMap<String, String> attributes) {
    switch (verb.subject()) {
      case NAME:
      case PATTERN:
        return new Entry(verb.name(), text, null, -1, attributes, file, line);
      case METHOD:
        return method(verb, text, attributes);
      case METHOD_OR_ANNOTATION:
        return text.charAt(0) == '@'
            ? ofType(verb, text, attributes)
            : method(verb, text, attributes);
      default:
        return ofType(verb, text, attributes);
    }
  }

  private Entry method(Schema.Verb verb, String text, SortedMap<String, String> attributes) {
    int slash = text.indexOf('/');
    int end = slash < 0 ? text.length() : slash;
    int dot = text.lastIndexOf('.', end - 1);
    return new Entry(
        verb.name(),
        text.substring(0, dot).replace('.', '/'),
        text.substring(dot + 1, end),
        slash < 0 ? -1 : Names.position(text.substring(slash + 1)),
        attributes,
        file,
        line);
  }

  private Entry subject(Schema.Verb verb, String text, SortedMap<String, String> attributes) {
    switch (verb.subject()) {
      case NAME:
        if (Names.isIdentifier(text)) {
          return new Entry(verb.name(), text, null, -1, attributes, file, line);
        }
        break;
      case PATTERN:
        if (Names.isPattern(text)) {
          return new Entry(verb.name(), text, null, -1, attributes, file, line);
        }
        break;
      case TYPE:
        if (Names.isType(text)) {
          return ofType(verb, text, attributes);
        }
        break;
      case TYPE_OR_ANNOTATION:
        if (Names.isType(text) || Names.isAnnotation(text)) {
          return ofType(verb, text, attributes);
        }
        break;
      case METHOD_OR_ANNOTATION:
        if (Names.isAnnotation(text)) {
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
    int slash = text.indexOf('/');
    String path = slash < 0 ? text : text.substring(0, slash);
    int dot = path.lastIndexOf('.');
    if (dot < 0
        || (slash >= 0 && Names.position(text.substring(slash + 1)) < 0)
        || !Names.isType(path.substring(0, dot))
        || !Names.isMember(path.substring(dot + 1))) {
      throw malformed(verb, text);
    }
    Entry entry = method(verb, text, attributes);
    if (entry.arity() >= 0) {
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
