package dev.watertight.extract.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/** Somewhere that class files come from. Names are internal; order is by name. */
public abstract class ClassSource implements AutoCloseable {
  private static final String SUFFIX = ".class";

  /** Reads the bytes of one class. */
  interface Content {
    byte[] read() throws IOException;
  }

  /** All class files by the name that their path gives them. */
  abstract SortedMap<String, Content> contents(Consumer<Problem> problems);

  /** A class file that {@link #contents} does not list, or null where there is none. */
  Content find(String name) {
    return null;
  }

  /** What messages call it. */
  abstract String place();

  @Override
  public void close() throws IOException {}

  /** A folder with package folders below it. */
  public static ClassSource folder(Path folder) {
    return new Folder(folder);
  }

  /**
   * A jar. Of a multi-release jar the base plus the highest layer that this JDK supports (JEP 238).
   */
  public static ClassSource jar(Path jar) {
    return new Archive(jar, "");
  }

  /** The classes below a folder of an archive, such as {@code WEB-INF/classes/} of a WAR. */
  public static ClassSource archive(Path archive, String prefix) {
    return new Archive(archive, prefix);
  }

  /** Class files in memory, by internal name. */
  public static ClassSource memory(Map<String, byte[]> classes) {
    return new Memory(new TreeMap<>(classes));
  }

  /**
   * Class files that a host looks up; a class path, never what is judged.
   *
   * @param reader the bytes of a class by internal name, null where there is none
   */
  public static ClassSource lookUp(Function<String, byte[]> reader) {
    return new LookUp(reader);
  }

  /** A folder or a jar, whichever the path is. */
  public static ClassSource of(Path path) {
    return Files.isDirectory(path) ? folder(path) : jar(path);
  }

  private static String className(String path) {
    return path.substring(0, path.length() - SUFFIX.length());
  }

  private static boolean isClass(String path) {
    return path.endsWith(SUFFIX) && !path.endsWith("module-info.class");
  }

  private static final class Memory extends ClassSource {
    private final SortedMap<String, byte[]> classes;

    Memory(SortedMap<String, byte[]> classes) {
      this.classes = classes;
    }

    @Override
    SortedMap<String, Content> contents(Consumer<Problem> problems) {
      SortedMap<String, Content> result = new TreeMap<>();
      classes.forEach((name, bytes) -> result.put(name, () -> bytes));
      return result;
    }

    @Override
    String place() {
      return "memory";
    }
  }

  private static final class LookUp extends ClassSource {
    private final Function<String, byte[]> reader;

    LookUp(Function<String, byte[]> reader) {
      this.reader = reader;
    }

    @Override
    SortedMap<String, Content> contents(Consumer<Problem> problems) {
      return new TreeMap<>();
    }

    @Override
    Content find(String name) {
      byte[] bytes = reader.apply(name);
      return bytes == null ? null : () -> bytes;
    }

    @Override
    String place() {
      return "class path";
    }
  }

  private static final class Folder extends ClassSource {
    private final Path folder;

    Folder(Path folder) {
      this.folder = folder;
    }

    @Override
    SortedMap<String, Content> contents(Consumer<Problem> problems) {
      SortedMap<String, Content> result = new TreeMap<>();
      try {
        Files.walkFileTree(
            folder,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (isClass(path) && !path.startsWith("META-INF/")) {
                  result.put(className(path), () -> Files.readAllBytes(file));
                }
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        problems.accept(
            new Problem(
                folder.toString(),
                "the folder cannot be read (" + e.getMessage() + ")",
                "check that it exists and may be read"));
      }
      return result;
    }

    @Override
    String place() {
      return folder.toString();
    }
  }

  private static final class Archive extends ClassSource {
    private final Path path;
    private final String prefix;
    private final List<JarFile> opened = new ArrayList<>();

    Archive(Path path, String prefix) {
      this.path = path;
      this.prefix = prefix;
    }

    @Override
    SortedMap<String, Content> contents(Consumer<Problem> problems) {
      SortedMap<String, Content> result = new TreeMap<>();
      try {
        JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
        opened.add(jar);
        jar.versionedStream()
            .forEach(
                entry -> {
                  String name = entry.getName();
                  if (name.startsWith(prefix) && isClass(name)) {
                    String rest = name.substring(prefix.length());
                    if (!rest.startsWith("META-INF/")
                        && !(prefix.isEmpty()
                            && (rest.startsWith("WEB-INF/") || rest.startsWith("BOOT-INF/")))) {
                      result.put(className(rest), () -> read(jar, entry));
                    }
                  }
                });
      } catch (IOException e) {
        problems.accept(
            new Problem(
                path.toString(),
                "this is not a jar that can be read (" + e.getMessage() + ")",
                "fetch it again, or leave it out"));
      }
      return result;
    }

    private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
      try (InputStream in = jar.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }

    @Override
    String place() {
      return prefix.isEmpty() ? path.toString() : path + "!/" + prefix;
    }

    @Override
    public void close() throws IOException {
      for (JarFile jar : opened) {
        jar.close();
      }
    }
  }
}
