package dev.watertight.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What class files on the test class path say. Read without loading, so that a class whose own
 * dependencies are absent can still be looked at.
 */
final class ClassFiles {
  /**
   * @param members {@code name/arity} and {@code name} of every declared method
   * @param supertypes internal names
   */
  record Facts(Set<String> members, List<String> supertypes) {}

  private final ClassLoader loader;
  private final Map<String, Facts> known = new HashMap<>();

  private ClassFiles(ClassLoader loader) {
    this.loader = loader;
  }

  /** The class path of the test, and the jars of a folder if there is one. */
  static ClassFiles of(String folder) {
    ClassLoader own = ClassFiles.class.getClassLoader();
    if (folder == null) {
      return new ClassFiles(own);
    }
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      List<URL> urls = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(file.toUri().toURL());
      }
      return new ClassFiles(new URLClassLoader(urls.toArray(new URL[0]), own));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists(String type) {
    return facts(type) != null;
  }

  /** Whether the class path knows the package that the type would be in. */
  boolean hasPackageOf(String type) {
    return loader.getResource(type.substring(0, type.lastIndexOf('/') + 1)) != null;
  }

  /** Whether the type or one of its supertypes has the method; -1 stands for any arity. */
  boolean hasMethod(String type, String name, int arity) {
    return hasMethod(type, arity < 0 ? name : name + "/" + arity, new HashSet<>());
  }

  /** Whether the supertypes end somewhere that cannot be seen. */
  boolean isIncomplete(String type) {
    Facts facts = facts(type);
    return facts == null || facts.supertypes().stream().anyMatch(this::isIncomplete);
  }

  private boolean hasMethod(String type, String member, Set<String> seen) {
    Facts facts = seen.add(type) ? facts(type) : null;
    if (facts == null) {
      return false;
    }
    if (facts.members().contains(member)) {
      return true;
    }
    return facts.supertypes().stream().anyMatch(parent -> hasMethod(parent, member, seen));
  }

  private Facts facts(String type) {
    if (!known.containsKey(type)) {
      known.put(type, read(type));
    }
    return known.get(type);
  }

  private Facts read(String type) {
    try (InputStream in = loader.getResourceAsStream(type + ".class")) {
      if (in == null) {
        return null;
      }
      Set<String> members = new HashSet<>();
      List<String> supertypes = new ArrayList<>();
      new ClassReader(in)
          .accept(
              new ClassVisitor(Opcodes.ASM9) {
                @Override
                public void visit(
                    int version, int access, String n, String s, String parent, String[] types) {
                  if (parent != null) {
                    supertypes.add(parent);
                  }
                  supertypes.addAll(List.of(types));
                }

                @Override
                public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String s, String[] exceptions) {
                  members.add(name);
                  members.add(name + "/" + Type.getArgumentTypes(descriptor).length);
                  return null;
                }
              },
              ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return new Facts(members, supertypes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
