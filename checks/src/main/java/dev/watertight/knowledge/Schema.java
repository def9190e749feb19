package dev.watertight.knowledge;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which verbs there are, what each speaks about and which attributes it takes. */
final class Schema {
  /** Written instead of an argument position where the receiver is meant. */
  static final String RECEIVER = "this";

  private static final Pattern RANGE = Pattern.compile("(<|<=|==|>=|>)-?\\d+");

  private static final String[] FLAGS = {
    "bounded", "weak-keys", "weak-values", "soft", "expiring", "immutable"
  };
  private static final Kind CONTAINER_KINDS =
      oneOf("map", "multimap", "collection", "queue", "buffer", "cache", "array");
  private static final Kind OF =
      oneOf(
          "request",
          "task",
          "message",
          "connection",
          "stream",
          "session",
          "view",
          "user",
          "component",
          "application",
          "job");
  private static final Kind PHASE = oneOf("begin", "end", "run", "start", "stop", "sweep");
  private static final Kind LIFE =
      oneOf(
          "jvm",
          "application",
          "singleton",
          "session",
          "request",
          "component",
          "prototype",
          "owner");

  /** What the subject of a verb is. */
  enum Subject {
    TYPE("a type such as pkg.Outer$Inner"),
    METHOD("a method such as pkg.Type.name or pkg.Type.name/2"),
    METHOD_OR_ANNOTATION("a method such as pkg.Type.name/2 or an annotation such as @pkg.Name"),
    TYPE_OR_ANNOTATION("a type such as pkg.Type or an annotation such as @pkg.Name"),
    NAME("a method name such as login"),
    PATTERN("a method name with at most one * such as add*Listener");

    final String description;

    Subject(String description) {
      this.description = description;
    }
  }

  /** What an attribute's value may be. */
  record Kind(String description, Predicate<String> accepts) {}

  /**
   * A verb: its subject, the effects of which exactly one is demanded (or none), its attributes.
   */
  record Verb(
      String name,
      Subject subject,
      SortedSet<String> effects,
      SortedSet<String> flags,
      SortedMap<String, Kind> attributes,
      SortedSet<String> required) {}

  private static final Kind INDEX =
      new Kind("an argument position counted from 0, or this", Schema::isIndex);
  private static final Kind TEXT = new Kind("text without blanks", s -> !s.isEmpty());
  private static final Kind NAME_LIST = new Kind("names separated by commas", Names::isList);
  private static final Kind NUMBER_RANGE =
      new Kind("a comparison such as <=0", s -> RANGE.matcher(s).matches());

  private static final Map<String, Verb> VERBS = new LinkedHashMap<>();

  static {
    new Builder("container", Subject.TYPE)
        .flags(FLAGS)
        .required("kind", CONTAINER_KINDS)
        .with("bounded-by", INDEX)
        .add();
    new Builder("method", Subject.METHOD)
        .effects(
            "grow",
            "shrink",
            "clear",
            "retain",
            "drain",
            "replace-all",
            "compute",
            "view",
            "iterate",
            "element",
            "contains",
            "size",
            "read",
            "entry-key",
            "entry-value",
            "entry-set")
        .flags("absent", "head", "some", "current", "grows", "remover")
        .with("key", INDEX)
        .with("value", INDEX)
        .with("all", INDEX)
        .with("index", INDEX)
        .with("function", INDEX)
        .with("predicate", INDEX)
        .with("to", INDEX)
        .with("container", INDEX)
        .with("of", oneOf("keys", "values", "entries", "same", "sub"))
        .with("returns", oneOf("value", "previous", "this", "boolean"))
        .add();
    new Builder("wrap", Subject.METHOD).flags("readonly").required("from", INDEX).add();
    new Builder("create", Subject.METHOD)
        .flags(FLAGS)
        .required("kind", CONTAINER_KINDS)
        .with("from", INDEX)
        .add();
    new Builder("keeps", Subject.METHOD).required("what", INDEX).add();
    new Builder("builder", Subject.METHOD).flags(FLAGS).add();
    new Builder("build", Subject.METHOD).with("kind", CONTAINER_KINDS).add();
    new Builder("scope", Subject.TYPE_OR_ANNOTATION)
        .required("life", LIFE)
        .with("unless", NAME_LIST)
        .with("when", TEXT)
        .add();
    new Builder("life", Subject.METHOD_OR_ANNOTATION)
        .flags("guaranteed")
        .required("phase", PHASE)
        .required("of", OF)
        .with("key", TEXT)
        .with("end", NAME_LIST)
        .add();
    new Builder("life-event", Subject.TYPE)
        .flags("guaranteed")
        .required("phase", PHASE)
        .required("of", OF)
        .with("key", TEXT)
        .with("end", NAME_LIST)
        .add();
    new Builder("lifecycle-name", Subject.NAME)
        .required("phase", PHASE)
        .required("of", OF)
        .with("end", NAME_LIST)
        .add();
    new Builder("lived-name", Subject.NAME).required("of", OF).add();
    new Builder("register", Subject.METHOD)
        .flags("handle", "weak", "unique")
        .required("listener", INDEX)
        .with("key", INDEX)
        .with("publisher", INDEX)
        .with("release", NAME_LIST)
        .with("life", LIFE)
        .with("auto", NAME_LIST)
        .with("unless", NAME_LIST)
        .add();
    new Builder("register-name", Subject.PATTERN).required("release", NAME_LIST).add();
    new Builder("starts-threads", Subject.METHOD).required("release", NAME_LIST).add();
    new Builder("runs", Subject.METHOD)
        .flags("later", "periodic", "on-completion", "on-success", "each")
        .required("task", INDEX)
        .add();
    new Builder("fails", Subject.METHOD).add();
    new Builder("waits", Subject.METHOD).add();
    new Builder("immortal", Subject.METHOD)
        .required("argument", INDEX)
        .required("when", NUMBER_RANGE)
        .add();
    new Builder("closed-keys", Subject.TYPE).add();
    new Builder("threadlocal", Subject.METHOD)
        .effects("set", "get", "remove", "restore")
        .with("key", INDEX)
        .with("value", INDEX)
        .add();
    new Builder("pooled", Subject.TYPE).add();
    new Builder("session-attribute", Subject.METHOD)
        .effects("set", "remove", "get")
        .with("key", INDEX)
        .with("value", INDEX)
        .add();
    new Builder("session-id", Subject.METHOD).required("of", NAME_LIST).add();
    new Builder("session-id-change", Subject.METHOD)
        .effects("changes", "tells", "prevents")
        .flags("default")
        .required("of", NAME_LIST)
        .add();
  }

  private Schema() {}

  /** The verb of that name, or null. */
  static Verb verb(String name) {
    return VERBS.get(name);
  }

  /** In the order of the documentation. */
  static Collection<String> verbs() {
    return VERBS.keySet();
  }

  /** Which of the attributes is the effect that the verb demands; null for verbs without. */
  static String effect(String verb, Set<String> attributes) {
    for (String effect : VERBS.get(verb).effects()) {
      if (attributes.contains(effect)) {
        return effect;
      }
    }
    return null;
  }

  /** Whether the attribute names an argument. */
  static boolean isPosition(Kind kind) {
    return kind == INDEX;
  }

  private static boolean isIndex(String text) {
    return text.equals(RECEIVER) || Names.position(text) >= 0;
  }

  private static Kind oneOf(String... values) {
    List<String> list = List.of(values);
    return new Kind("one of " + String.join(", ", list), list::contains);
  }

  private static final class Builder {
    private final String name;
    private final Subject subject;
    private final SortedSet<String> effects = new TreeSet<>();
    private final SortedSet<String> flags = new TreeSet<>();
    private final SortedMap<String, Kind> attributes = new TreeMap<>();
    private final SortedSet<String> required = new TreeSet<>();

    Builder(String name, Subject subject) {
      this.name = name;
      this.subject = subject;
    }

    Builder effects(String... names) {
      effects.addAll(Arrays.asList(names));
      return this;
    }

    Builder flags(String... names) {
      flags.addAll(Arrays.asList(names));
      return this;
    }

    Builder with(String attribute, Kind kind) {
      attributes.put(attribute, kind);
      return this;
    }

    Builder required(String attribute, Kind kind) {
      required.add(attribute);
      return with(attribute, kind);
    }

    void add() {
      VERBS.put(name, new Verb(name, subject, effects, flags, attributes, required));
    }
  }
}
