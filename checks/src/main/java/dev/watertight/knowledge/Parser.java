package dev.watertight.knowledge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads one knowledge file, line by line; the first wrong line ends it. */
final class Parser {
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
          entries.add(entry(words(statement)));
        }
      }
    } catch (IOException e) {
      throw new KnowledgeException(
          file + ": cannot be read (" + e.getMessage() + "); check the path and its rights", e);
    }
    return entries;
  }

  private static String[] words(String statement) {
    StringTokenizer tokens = new StringTokenizer(statement);
    String[] words = new String[tokens.countTokens()];
    for (int i = 0; i < words.length; i++) {
      words[i] = tokens.nextToken();
    }
    return words;
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
    int arity = slash < 0 ? -1 : Names.position(text.substring(slash + 1));
    int dot = path.lastIndexOf('.');
    if (dot < 0 || (slash >= 0 && arity < 0)) {
      throw malformed(verb, text);
    }
    String type = path.substring(0, dot);
    String member = path.substring(dot + 1);
    if (!Names.isType(type) || !Names.isMember(member)) {
      throw malformed(verb, text);
    }
    Entry entry =
        new Entry(verb.name(), type.replace('.', '/'), member, arity, attributes, file, line);
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
