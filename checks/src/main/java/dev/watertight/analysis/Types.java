package dev.watertight.analysis;

import java.util.ArrayList;
import java.util.List;

/** JVM descriptors (JVMS 4.3), and the names of members. */
final class Types {
  private Types() {}

  /** Internal name of a class descriptor; null for primitives and arrays. */
  static String internalName(String descriptor) {
    return descriptor != null && descriptor.startsWith("L")
        ? descriptor.substring(1, descriptor.length() - 1)
        : null;
  }

  static boolean isPrimitive(String descriptor) {
    return descriptor.length() == 1;
  }

  /** Descriptors of the parameters of a method descriptor. */
  static List<String> parameters(String descriptor) {
    List<String> result = new ArrayList<>(4);
    int i = 1;
    while (i < descriptor.length() && descriptor.charAt(i) != ')') {
      int start = i;
      while (descriptor.charAt(i) == '[') {
        i++;
      }
      i = descriptor.charAt(i) == 'L' ? descriptor.indexOf(';', i) + 1 : i + 1;
      result.add(descriptor.substring(start, i));
    }
    return result;
  }

  static int arity(String descriptor) {
    int n = 0;
    for (int i = 1; i < descriptor.length() && descriptor.charAt(i) != ')'; n++) {
      while (descriptor.charAt(i) == '[') {
        i++;
      }
      i = descriptor.charAt(i) == 'L' ? descriptor.indexOf(';', i) + 1 : i + 1;
    }
    return n;
  }

  static String returnType(String descriptor) {
    return descriptor.substring(descriptor.indexOf(')') + 1);
  }

  /** {@code java/lang/Integer} for {@code I} and so on; null for other descriptors. */
  static String box(String descriptor) {
    return switch (descriptor) {
      case "I" -> "java/lang/Integer";
      case "J" -> "java/lang/Long";
      case "Z" -> "java/lang/Boolean";
      case "B" -> "java/lang/Byte";
      case "C" -> "java/lang/Character";
      case "S" -> "java/lang/Short";
      case "F" -> "java/lang/Float";
      case "D" -> "java/lang/Double";
      default -> null;
    };
  }

  /** The last part of an internal name: {@code Inner} of {@code pkg/Outer$Inner}. */
  static String simpleName(String internalName) {
    int cut = Math.max(internalName.lastIndexOf('/'), internalName.lastIndexOf('$'));
    return internalName.substring(cut + 1);
  }

  static String packageOf(String internalName) {
    int cut = internalName.lastIndexOf('/');
    return cut < 0 ? "" : internalName.substring(0, cut);
  }

  /** The outermost class by name. */
  static String outermost(String internalName) {
    int slash = internalName.lastIndexOf('/');
    int dollar = internalName.indexOf('$', slash + 2);
    return dollar < 0 ? internalName : internalName.substring(0, dollar);
  }

  /** Whether the first word of a member's name, as camel case tells words apart, is among those. */
  static boolean beginsWithWord(String name, List<String> words) {
    for (String word : words) {
      if (name.startsWith(word)
          && (name.length() == word.length()
              || !Character.isLowerCase(name.charAt(word.length())))) {
        return true;
      }
    }
    return false;
  }
}
