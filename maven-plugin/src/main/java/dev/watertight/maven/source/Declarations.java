package dev.watertight.maven.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.util.List;
import java.util.Optional;

/** Finds the declarations that class files name. */
final class Declarations {
  private Declarations() {}

  /** The file that a class is in, unless it shares another's: {@code pkg/Outer.java}. */
  static String fileOf(String className) {
    int nested = className.indexOf('$', className.lastIndexOf('/') + 2);
    return (nested < 0 ? className : className.substring(0, nested)) + ".java";
  }

  /**
   * The declaration of a class; for one without a name the declaration around it.
   *
   * @param className internal name
   */
  static Optional<TypeDeclaration<?>> type(CompilationUnit tree, String className) {
    String[] names = className.substring(className.lastIndexOf('/') + 1).split("\\$");
    TypeDeclaration<?> found = null;
    for (String binary : names) {
      String name = binary.replaceFirst("^\\d+", "");
      Node within = found == null ? tree : found;
      if (name.isEmpty()) {
        continue;
      }
      found =
          within.findAll(TypeDeclaration.class).stream()
              .filter(type -> type != within && type.getNameAsString().equals(name))
              .map(type -> (TypeDeclaration<?>) type)
              .findFirst()
              .orElse(null);
      if (found == null) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(found);
  }

  /** The members of that name; several where a method is overloaded. */
  static List<BodyDeclaration<?>> members(CompilationUnit tree, String className, String member) {
    return type(tree, className).stream()
        .flatMap(type -> type.getMembers().stream())
        .filter(declaration -> declares(declaration, member))
        .toList();
  }

  private static boolean declares(BodyDeclaration<?> declaration, String member) {
    if (declaration.isFieldDeclaration()) {
      return declaration.asFieldDeclaration().getVariables().stream()
          .anyMatch(variable -> variable.getNameAsString().equals(member));
    }
    if (declaration.isMethodDeclaration()) {
      return declaration.asMethodDeclaration().getNameAsString().equals(member);
    }
    return declaration.isConstructorDeclaration() && member.equals("<init>");
  }
}
