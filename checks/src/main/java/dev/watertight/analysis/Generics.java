package dev.watertight.analysis;

import java.util.ArrayList;
import java.util.List;

/** Type arguments of JVM field signatures (JVMS 4.7.9.1). */
final class Generics {
  private Generics() {}

  /** The outermost type arguments as signatures; wildcards give their bound. */
  static List<String> arguments(String signature) {
    List<String> result = new ArrayList<>(2);
    if (signature == null) {
      return result;
    }
    int i = signature.indexOf('<');
    if (i < 0) {
      return result;
    }
    i++;
    while (i < signature.length() && signature.charAt(i) != '>') {
      char c = signature.charAt(i);
      if (c == '+' || c == '-') {
        i++;
      } else if (c == '*') {
        result.add("Ljava/lang/Object;");
        i++;
        continue;
      }
      int end = end(signature, i);
      result.add(signature.substring(i, end));
      i = end;
    }
    return result;
  }

  private static int end(String s, int start) {
    int i = start;
    while (s.charAt(i) == '[') {
      i++;
    }
    if (s.charAt(i) == 'T') {
      return s.indexOf(';', i) + 1;
    }
    if (s.charAt(i) != 'L') {
      return i + 1;
    }
    int depth = 0;
    for (; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      } else if (c == ';' && depth == 0) {
        return i + 1;
      }
    }
    return s.length();
  }

  /** The erased descriptor of a signature; {@code Ljava/lang/Object;} for type variables. */
  static String erase(String signature) {
    int arrays = 0;
    while (signature.charAt(arrays) == '[') {
      arrays++;
    }
    String element = signature.substring(arrays);
    if (element.startsWith("T")) {
      return signature.substring(0, arrays) + "Ljava/lang/Object;";
    }
    StringBuilder out = new StringBuilder(signature.length());
    int depth = 0;
    for (int i = 0; i < signature.length(); i++) {
      char c = signature.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      } else if (depth == 0) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
