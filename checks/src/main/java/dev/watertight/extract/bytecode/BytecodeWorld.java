package dev.watertight.extract.bytecode;

import dev.watertight.extract.bytecode.ClassSource.Content;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Progress;
import dev.watertight.model.World;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Class files as a world. Close it when done: jars stay open for bodies that are built late. */
public final class BytecodeWorld implements World, AutoCloseable {
  private final Kind kind;
  private final List<ClassSource> sources;
  private final Consumer<Problem> problems;
  private final BytecodeExtractor extractor;
  private final SortedMap<String, ClassModel> sorted = new TreeMap<>();
  private final Map<String, ClassModel> judged = new HashMap<>();
  private final Map<String, Content> contents = new HashMap<>();
  private final Map<String, Optional<ClassModel>> others = new HashMap<>();
  private final SortedSet<String> missing = new TreeSet<>();

  private BytecodeWorld(Builder builder) {
    this.kind = builder.kind;
    this.problems = builder.problems;
    this.sources = new ArrayList<>(builder.judge);
    this.sources.addAll(builder.classPath);
    this.extractor = new BytecodeExtractor(this::bytes, this::find, problems);
    SortedMap<String, String> places = new TreeMap<>();
    for (ClassSource source : builder.judge) {
      source
          .contents(problems)
          .forEach(
              (name, content) -> {
                if (contents.putIfAbsent(name, content) == null) {
                  places.put(name, source.place());
                }
              });
    }
    int read = 0;
    for (ClassSource source : builder.classPath) {
      source.contents(problems).forEach(contents::putIfAbsent);
    }
    for (Map.Entry<String, String> each : places.entrySet()) {
      judge(each.getKey(), each.getValue());
      builder.progress.at("classes read", ++read, places.size());
    }
  }

  private void judge(String name, String place) {
    byte[] bytes = bytes(name);
    ClassModel model = bytes == null ? null : read(bytes, place + "!/" + name + ".class", true);
    if (model == null) {
      return;
    }
    if (!model.name().equals(name)) {
      problems.accept(
          new Problem(
              place + "!/" + name + ".class",
              "the class file declares " + model.displayName(),
              "it lies in the wrong folder and is left out"));
      return;
    }
    judged.put(name, model);
    sorted.put(name, model);
  }

  private ClassModel read(byte[] bytes, String place, boolean whole) {
    if (bytes.length < 8
        || (bytes[0] & 0xff) != 0xCA
        || (bytes[1] & 0xff) != 0xFE
        || (bytes[2] & 0xff) != 0xBA
        || (bytes[3] & 0xff) != 0xBE) {
      problems.accept(
          new Problem(
              place, "this is not a class file", "it is left out; remove it or build again"));
      return null;
    }
    try {
      return whole ? extractor.read(bytes) : extractor.readDeclarations(bytes);
    } catch (IllegalArgumentException e) {
      int major = (bytes[6] & 0xff) << 8 | (bytes[7] & 0xff);
      problems.accept(
          new Problem(
              place,
              "class file version " + major + " (Java " + (major - 44) + ") cannot be read",
              "it is left out; use a newer Watertight or compile for an older release"));
    } catch (RuntimeException e) {
      problems.accept(
          new Problem(
              place,
              "the class file is damaged (" + e + ")",
              "it is left out; build or fetch it again"));
    }
    return null;
  }

  private Content content(String name) {
    Content content = contents.get(name);
    for (int i = 0; content == null && i < sources.size(); i++) {
      content = sources.get(i).find(name);
    }
    return content;
  }

  private byte[] bytes(String name) {
    Content content = content(name);
    if (content == null) {
      return null;
    }
    try {
      return content.read();
    } catch (IOException e) {
      problems.accept(
          new Problem(
              name.replace('/', '.'),
              "the class file cannot be read (" + e.getMessage() + ")",
              "it is left out; build or fetch it again"));
      return null;
    }
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public Collection<ClassModel> classes() {
    return Collections.unmodifiableCollection(sorted.values());
  }

  @Override
  public boolean judges(String name) {
    return judged.containsKey(name);
  }

  @Override
  public synchronized ClassModel find(String name) {
    ClassModel own = judged.get(name);
    if (own != null) {
      return own;
    }
    Optional<ClassModel> known = others.get(name);
    if (known == null) {
      byte[] bytes = bytes(name);
      ClassModel model =
          bytes == null ? platform(name) : read(bytes, name.replace('/', '.'), false);
      known = Optional.ofNullable(model);
      others.put(name, known);
      if (model == null && bytes == null && !name.startsWith("[")) {
        missing.add(name.replace('/', '.'));
      }
    }
    return known.orElse(null);
  }

  private ClassModel platform(String name) {
    try (InputStream in =
        ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
      return in == null ? null : extractor.readDeclarations(in.readAllBytes());
    } catch (IOException | IllegalArgumentException e) {
      return null; // counts as missing
    }
  }

  @Override
  public synchronized SortedSet<String> missing() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(missing));
  }

  @Override
  public void close() throws IOException {
    for (ClassSource source : sources) {
      source.close();
    }
  }

  /** Starts a world of that kind. */
  public static Builder builder(Kind kind) {
    return new Builder(kind);
  }

  /** Says what belongs to a world. */
  public static final class Builder {
    private final Kind kind;
    private final List<ClassSource> judge = new ArrayList<>();
    private final List<ClassSource> classPath = new ArrayList<>();
    private Consumer<Problem> problems = problem -> {};
    private Progress progress = Progress.NONE;

    private Builder(Kind kind) {
      this.kind = kind;
    }

    /** Classes to judge; of two with one name the first counts. */
    public Builder judge(ClassSource... sources) {
      judge.addAll(List.of(sources));
      return this;
    }

    /** Classes to look up. */
    public Builder classPath(ClassSource... sources) {
      classPath.addAll(List.of(sources));
      return this;
    }

    /** Who is told of what could not be read; by default nobody. */
    public Builder problems(Consumer<Problem> listener) {
      problems = listener;
      return this;
    }

    /** Who is told how many classes have been read; by default nobody. */
    public Builder progress(Progress listener) {
      progress = listener;
      return this;
    }

    /** Reads the classes to judge. */
    public BytecodeWorld build() {
      return new BytecodeWorld(this);
    }
  }
}
