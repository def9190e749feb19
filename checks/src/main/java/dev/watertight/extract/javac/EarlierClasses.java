package dev.watertight.extract.javac;

import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** Tells an incremental compilation, which sees only what has changed, from a whole one. */
final class EarlierClasses {
  private EarlierClasses() {}

  /**
   * Whether the class output holds classes of the units' packages that the units do not declare.
   */
  static boolean beside(Context context, Collection<JCCompilationUnit> units) {
    JavaFileManager files = context.get(JavaFileManager.class);
    if (!files.hasLocation(StandardLocation.CLASS_OUTPUT)) {
      return false;
    }
    Map<PackageSymbol, Boolean> mayHold = new HashMap<>();
    Map<String, Set<String>> declared = new TreeMap<>();
    for (JCCompilationUnit unit : units) {
      if (!mayHold.computeIfAbsent(unit.packge, k -> mayHold(files, name(k)))) {
        continue;
      }
      Set<String> types = declared.computeIfAbsent(name(unit.packge), k -> new HashSet<>());
      for (Tree type : unit.getTypeDecls()) {
        if (type instanceof JCClassDecl declaration) {
          types.add(declaration.getSimpleName().toString());
        }
      }
    }
    try {
      for (Map.Entry<String, Set<String>> each : declared.entrySet()) {
        if (others(files, each.getKey(), each.getValue())) {
          return true;
        }
      }
    } catch (IOException e) {
      return true; // what cannot be listed cannot be known
    }
    return false;
  }

  private static String name(PackageSymbol symbol) {
    return symbol == null ? "" : symbol.getQualifiedName().toString();
  }

  private static boolean others(JavaFileManager files, String name, Set<String> types)
      throws IOException {
    for (JavaFileObject file :
        files.list(
            StandardLocation.CLASS_OUTPUT, name, EnumSet.of(JavaFileObject.Kind.CLASS), false)) {
      String binary = files.inferBinaryName(StandardLocation.CLASS_OUTPUT, file);
      String simple = binary.substring(binary.lastIndexOf('.') + 1);
      if (!simple.endsWith("-info") && !isDeclared(simple, types)) {
        return true;
      }
    }
    return false;
  }

  /** Most output folders are empty when a compilation begins, and a listing takes its time. */
  private static boolean mayHold(JavaFileManager files, String name) {
    if (!(files instanceof StandardJavaFileManager standard)) {
      return true;
    }
    for (Path root : standard.getLocationAsPaths(StandardLocation.CLASS_OUTPUT)) {
      if (Files.isDirectory(root.resolve(name.replace('.', '/')))) {
        return true;
      }
    }
    return false;
  }

  /** A nested class is of the type whose name comes before some dollar. */
  private static boolean isDeclared(String simple, Set<String> types) {
    for (int end = simple.length(); end > 0; end = simple.lastIndexOf('$', end - 1)) {
      if (types.contains(simple.substring(0, end))) {
        return true;
      }
    }
    return false;
  }
}
