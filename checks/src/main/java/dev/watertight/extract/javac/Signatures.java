package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Type.TypeVar;
import com.sun.tools.javac.code.Type.WildcardType;

/** Generic signatures of types (JVMS 4.7.9.1), null where a type is not generic. */
final class Signatures {
  private final Symbols symbols;

  Signatures(Symbols symbols) {
    this.symbols = symbols;
  }

  String of(Type type) {
    return isGeneric(type) ? append(new StringBuilder(64), type).toString() : null;
  }

  private static boolean isGeneric(Type type) {
    return switch (type.getTag()) {
      case TYPEVAR -> true;
      case ARRAY -> isGeneric(((Type.ArrayType) type).elemtype);
      case CLASS -> !type.allparams().isEmpty();
      default -> false;
    };
  }

  private StringBuilder append(StringBuilder out, Type type) {
    switch (type.getTag()) {
      case ARRAY:
        return append(out.append('['), ((Type.ArrayType) type).elemtype);
      case TYPEVAR:
        if (((TypeVar) type).isCaptured()) {
          return append(out, symbols.types.erasure(type));
        }
        return out.append('T').append(type.tsym.name).append(';');
      case CLASS:
        if (type.isCompound()) {
          return out.append(symbols.descriptor(type));
        }
        named(out.append('L'), type);
        return out.append(';');
      case WILDCARD:
        return wildcard(out, (WildcardType) type);
      default:
        return out.append(symbols.descriptor(type));
    }
  }

  private StringBuilder wildcard(StringBuilder out, WildcardType type) {
    return switch (type.kind) {
      case UNBOUND -> out.append('*');
      case EXTENDS -> append(out.append('+'), type.type);
      case SUPER -> append(out.append('-'), type.type);
    };
  }

  private void named(StringBuilder out, Type type) {
    Type outer = type.getEnclosingType();
    if (!outer.allparams().isEmpty()) {
      named(out, outer);
      out.append('.').append(type.tsym.name);
    } else {
      out.append(symbols.internalName(type.tsym));
    }
    if (!type.getTypeArguments().isEmpty()) {
      out.append('<');
      for (Type argument : type.getTypeArguments()) {
        append(out, argument);
      }
      out.append('>');
    }
  }
}
