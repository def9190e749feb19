package dev.watertight.maven.archive;

import dev.watertight.extract.bytecode.ClassSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Folders and archives that the user named, taken apart: which classes are the program and which
 * its libraries. A WAR or an executable Spring Boot jar is a whole application. Libraries inside an
 * archive are unpacked until the program is closed.
 */
public final class Program implements AutoCloseable {
  private static final String CLASS = ".class";
  private static final List<String> APPLICATION_CLASSES =
      List.of("WEB-INF/classes/", "BOOT-INF/classes/");
  private static final List<String> APPLICATION_LIBRARIES =
      List.of("WEB-INF/lib/", "WEB-INF/lib-provided/", "BOOT-INF/lib/");

  private final List<ClassSource> classes = new ArrayList<>();
  private final List<ClassSource> libraries = new ArrayList<>();
  private boolean application;
  private Path unpacked;

  private Program() {}

  /**
   * Opens folders and archives as one program.
   *
   * @throws UnusableException if one of them cannot be read or has no class file in it
   */
  public static Program open(List<Path> paths) throws UnusableException {
    Program program = new Program();
    try {
      for (Path path : paths) {
        program.add(path);
      }
      return program;
    } catch (UnusableException e) {
      program.close();
      throw e;
    }
  }

  /** What is to be judged. */
  public List<ClassSource> classes() {
    return List.copyOf(classes);
  }

  /** What came along in the archives. */
  public List<ClassSource> libraries() {
    return List.copyOf(libraries);
  }

  /** Whether any of it is a WAR or an executable jar. */
  public boolean application() {
    return application;
  }

  private void add(Path path) throws UnusableException {
    if (!Files.exists(path)) {
      throw new UnusableException(path + ": there is no such file or folder; check the path");
    }
    try {
      if (Files.isDirectory(path)) {
        addFolder(path);
      } else if (path.toString().endsWith(CLASS)) {
        throw new UnusableException(
            path + ": this is one class file; name the folder that its package folders are in");
      } else {
        addArchive(path);
      }
    } catch (IOException e) {
      throw new UnusableException(
          path + ": this is not a jar that can be read (" + e.getMessage() + "); fetch it again",
          e);
    }
  }

  private void addFolder(Path folder) throws IOException, UnusableException {
    for (String prefix : APPLICATION_CLASSES) {
      if (Files.isDirectory(folder.resolve(prefix))) {
        application = true;
        classes.add(ClassSource.folder(folder.resolve(prefix)));
        addLibrariesOf(folder);
        return;
      }
    }
    if (!hasFile(folder, CLASS)) {
      throw new UnusableException(
          folder
              + (hasFile(folder, ".java")
                  ? ": there are sources but no class files; compile them and name the folder of the"
                      + " classes, such as target/classes"
                  : ": there is no class file in it; name a folder with package folders in it, such"
                      + " as target/classes"));
    }
    classes.add(ClassSource.folder(folder));
  }

  private void addLibrariesOf(Path folder) throws IOException {
    for (String prefix : APPLICATION_LIBRARIES) {
      if (Files.isDirectory(folder.resolve(prefix))) {
        try (Stream<Path> jars = Files.list(folder.resolve(prefix))) {
          jars.filter(jar -> jar.toString().endsWith(".jar"))
              .sorted()
              .forEach(jar -> libraries.add(ClassSource.jar(jar)));
        }
      }
    }
  }

  private void addArchive(Path archive) throws IOException, UnusableException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (String prefix : APPLICATION_CLASSES) {
        if (zip.stream().anyMatch(entry -> isClass(entry, prefix))) {
          application = true;
          classes.add(ClassSource.archive(archive, prefix));
          unpackLibraries(zip);
          return;
        }
      }
      if (zip.stream().anyMatch(entry -> isClass(entry, ""))) {
        classes.add(ClassSource.jar(archive));
        return;
      }
      throw new UnusableException(archive + explanation(zip));
    }
  }

  private static boolean isClass(ZipEntry entry, String prefix) {
    String name = entry.getName();
    return name.startsWith(prefix) && name.endsWith(CLASS) && !name.endsWith("module-info.class");
  }

  private static String explanation(ZipFile zip) {
    if (zip.stream().anyMatch(entry -> entry.getName().endsWith(".java"))) {
      return ": it holds sources and no class file; name the jar of the classes as well";
    }
    if (zip.stream().anyMatch(entry -> entry.getName().matches(".*\\.[jw]ar"))) {
      return ": it holds archives and no class file of its own; unpack it and name those to look"
          + " into";
    }
    return ": there is no class file in it";
  }

  private void unpackLibraries(ZipFile zip) throws IOException {
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      String name = entry.getName();
      if (name.endsWith(".jar") && APPLICATION_LIBRARIES.stream().anyMatch(name::startsWith)) {
        if (unpacked == null) {
          unpacked = Files.createTempDirectory("watertight");
        }
        // A name of our own: theirs might lead out of the folder.
        Path jar = unpacked.resolve(libraries.size() + ".jar");
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, jar);
        }
        libraries.add(ClassSource.jar(jar));
      }
    }
  }

  private static boolean hasFile(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(suffix));
    }
  }

  /** Deletes what was unpacked; the classes cannot be read any more. */
  @Override
  public void close() {
    if (unpacked == null) {
      return;
    }
    try {
      Files.walkFileTree(
          unpacked,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }
          });
      Files.delete(unpacked);
    } catch (IOException e) {
      unpacked.toFile().deleteOnExit(); // the system's temporary folder is emptied anyway
    }
  }
}
