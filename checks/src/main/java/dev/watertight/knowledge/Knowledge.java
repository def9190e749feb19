package dev.watertight.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything known about libraries. Immutable. Look-ups are by exact type: whoever asks walks the
 * supertypes, since only he knows the classes of the analysed world.
 */
public final class Knowledge {
  private static final String FOLDER = "/dev/watertight/knowledge/";

  /** Names the built-in files, one a line, since a class path cannot be listed. */
  private static final String INDEX = FOLDER + "knowledge.list";

  /** Where a jar on the class path names the knowledge files that it brings. */
  private static final String EXTENSIONS = "META-INF/watertight/knowledge.list";

  private record Subject(String verb, String type, String member) {
    // Written out: the hash of a record is linked at run time, which a short compilation pays for
    @Override
    public int hashCode() {
      int name = member == null ? 0 : member.hashCode();
      return (verb.hashCode() * 31 + type.hashCode()) * 31 + name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Subject that
          && type.equals(that.type)
          && verb.equals(that.verb)
          && Objects.equals(member, that.member);
    }
  }

  /** What entries must share for one of a later file to replace one of an earlier file. */
  private record Identity(String verb, String type, String member, int arity) {
    static Identity of(Entry entry) {
      return new Identity(entry.verb(), entry.type(), entry.member(), entry.arity());
    }
  }

  private final List<Entry> entries;
  private final Map<Subject, List<Entry>> bySubject = new HashMap<>();
  private final Map<String, List<Entry>> byVerb = new TreeMap<>();

  private Knowledge(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    for (Entry entry : this.entries) {
      Subject subject = new Subject(entry.verb(), entry.type(), entry.member());
      bySubject.computeIfAbsent(subject, k -> new ArrayList<>(1)).add(entry);
      byVerb.computeIfAbsent(entry.verb(), k -> new ArrayList<>()).add(entry);
    }
    Comparator<Entry> exactFirst = Comparator.comparing(entry -> entry.arity() < 0);
    for (List<Entry> list : bySubject.values()) {
      if (list.size() > 1) {
        list.sort(exactFirst);
      }
    }
  }

  /**
   * What ships with the product.
   *
   * @throws KnowledgeException if a file cannot be read
   */
  public static Knowledge builtIn() {
    List<Entry> all = new ArrayList<>();
    for (String name : builtInFiles()) {
      try (Reader reader = reader(resource(FOLDER + name))) {
        all.addAll(Parser.parseTrusted(name, reader));
      } catch (IOException e) {
        throw unreadable(name, e);
      }
    }
    return new Knowledge(all);
  }

  /** Names of the files that ship with the product, in the order of loading. */
  static List<String> builtInFiles() {
    return lines(resource(INDEX));
  }

  /** One of these files, checked. */
  static List<Entry> readBuiltIn(String name) {
    try (Reader reader = reader(resource(FOLDER + name))) {
      return Parser.parse(name, reader);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * This and what jars on the class path bring: every file that a {@code
   * META-INF/watertight/knowledge.list} names, in order of address and line.
   *
   * @throws KnowledgeException if a file is missing or wrong
   */
  public Knowledge withExtensionsOf(ClassLoader loader) {
    Knowledge result = this;
    try {
      List<URL> lists = Collections.list(loader.getResources(EXTENSIONS));
      lists.sort(Comparator.comparing(URL::toString));
      for (URL list : lists) {
        for (String name : lines(list.openStream())) {
          try (Reader reader = reader(new URL(list, name).openStream())) {
            result = result.with(name, reader);
          } catch (IOException e) {
            throw unreadable(name + ", named by " + list, e);
          }
        }
      }
    } catch (IOException e) {
      throw unreadable(EXTENSIONS, e);
    }
    return result;
  }

  /**
   * This and a file of the user's.
   *
   * @throws KnowledgeException if it cannot be read or is wrong
   */
  public Knowledge with(Path file) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return with(file.toString(), reader);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /**
   * This and the entries of one more file. An entry replaces those of earlier files about the same
   * subject; entries of one file stand side by side.
   *
   * @param fileName named in messages
   * @param reader read to its end, not closed
   * @throws KnowledgeException at the first wrong line
   */
  public Knowledge with(String fileName, Reader reader) {
    Map<Identity, List<Entry>> merged = new LinkedHashMap<>();
    merge(merged, entries);
    merge(merged, Parser.parse(fileName, reader));
    return of(merged);
  }

  private static void merge(Map<Identity, List<Entry>> into, List<Entry> file) {
    Map<Identity, List<Entry>> added = new LinkedHashMap<>();
    for (Entry entry : file) {
      added.computeIfAbsent(Identity.of(entry), k -> new ArrayList<>(1)).add(entry);
    }
    into.putAll(added);
  }

  private static Knowledge of(Map<Identity, List<Entry>> merged) {
    return new Knowledge(
        merged.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableList()));
  }

  /**
   * What is said of a method.
   *
   * @param type internal name, exact
   * @param arity number of its parameters
   * @return entries for that arity before entries for any; empty where nothing is said
   */
  public List<Entry> lookup(String verb, String type, String member, int arity) {
    List<Entry> all = bySubject.get(new Subject(verb, type, member));
    if (all == null) {
      return List.of();
    }
    List<Entry> result = new ArrayList<>(all.size());
    for (Entry entry : all) {
      if (entry.arity() < 0 || entry.arity() == arity) {
        result.add(entry);
      }
    }
    return Collections.unmodifiableList(result);
  }

  /**
   * What is said of a type, an annotation ({@code @pkg/Name}) or a plain name.
   *
   * @param type internal name, exact
   */
  public List<Entry> lookup(String verb, String type) {
    List<Entry> all = bySubject.get(new Subject(verb, type, null));
    return all == null ? List.of() : Collections.unmodifiableList(all);
  }

  /** Every entry of a verb, in the order of files and lines. */
  public List<Entry> all(String verb) {
    List<Entry> all = byVerb.get(verb);
    return all == null ? List.of() : Collections.unmodifiableList(all);
  }

  /** Names of the methods that a verb says something of. */
  public Set<String> memberNames(String verb) {
    Set<String> result = new HashSet<>();
    for (Entry entry : all(verb)) {
      if (entry.member() != null) {
        result.add(entry.member());
      }
    }
    return Collections.unmodifiableSet(result);
  }

  /** Every entry, in the order of files and lines. */
  public List<Entry> all() {
    return entries;
  }

  /**
   * Methods that by their name undo a registration made by a method of that name: {@code
   * removeFooListener} for {@code addFooListener}. Empty where the name says nothing.
   */
  public List<String> releasesByName(String registering) {
    for (Entry entry : all("register-name")) {
      String middle = Names.match(entry.type(), registering);
      if (middle != null) {
        return entry.names("release").stream()
            .map(release -> release.replace("*", middle))
            .collect(Collectors.toUnmodifiableList());
      }
    }
    return List.of();
  }

  private static List<String> lines(InputStream stream) {
    try (InputStream in = stream) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String path) {
    InputStream stream = Knowledge.class.getResourceAsStream(path);
    if (stream == null) {
      throw new IllegalStateException(
          "the jar lacks its own resource " + path + "; get a fresh copy of it");
    }
    return stream;
  }

  private static Reader reader(InputStream stream) {
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }

  private static KnowledgeException unreadable(String what, IOException cause) {
    return new KnowledgeException(
        what + ": cannot be read (" + cause + "); check the path and its rights", cause);
  }
}
