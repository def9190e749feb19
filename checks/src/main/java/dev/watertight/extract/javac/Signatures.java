package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.TypeVariableSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Type.TypeVar;
import com.sun.tools.javac.code.Type.WildcardType;
import com.sun.tools.javac.code.TypeTag;

/** Generic signatures (JVMS 4.7.9.1), null where a declaration is not generic. */
final class Signatures {
  private final Symbols symbols;

  Signatures(Symbols symbols) {
    this.symbols = symbols;
  }

  String of(Type type) {
    return isGeneric(type) ? append(new StringBuilder(64), type).toString() : null;
  }

  String of(MethodSymbol method) {
    Type type = method.type;
    boolean generic = type.hasTag(TypeTag.FORALL) || isGeneric(type.getReturnType());
    for (Type parameter : type.getParameterTypes()) {
      generic |= isGeneric(parameter);
    }
    boolean genericThrows = false;
    for (Type thrown : type.getThrownTypes()) {
      genericThrows |= isGeneric(thrown);
    }
    generic |= genericThrows;
    if (!generic) {
      return null;
    }
    StringBuilder out = new StringBuilder(96);
    formals(out, method.getTypeParameters());
    out.append('(');
    for (Type parameter : type.getParameterTypes()) {
      append(out, parameter);
    }
    append(out.append(')'), type.getReturnType());
    if (genericThrows) {
      for (Type thrown : type.getThrownTypes()) {
        append(out.append('^'), thrown);
      }
    }
    return out.toString();
  }

  String of(ClassSymbol type) {
    Type parent = symbols.types.supertype(type.type);
    boolean generic = !type.getTypeParameters().isEmpty() || isGeneric(parent);
    for (Type each : symbols.types.interfaces(type.type)) {
      generic |= isGeneric(each);
    }
    if (!generic) {
      return null;
    }
    StringBuilder out = new StringBuilder(96);
    formals(out, type.getTypeParameters());
    append(out, parent.hasTag(TypeTag.CLASS) ? parent : symbols.syms.objectType);
    for (Type each : symbols.types.interfaces(type.type)) {
      append(out, each);
    }
    return out.toString();
  }

  private static boolean isGeneric(Type type) {
    return switch (type.getTag()) {
      case TYPEVAR -> true;
      case ARRAY -> isGeneric(((Type.ArrayType) type).elemtype);
      case CLASS -> !type.allparams().isEmpty();
      default -> false;
    };
  }

  private void formals(StringBuilder out, Iterable<TypeVariableSymbol> parameters) {
    boolean any = false;
    for (TypeVariableSymbol parameter : parameters) {
      out.append(any ? "" : "<").append(parameter.name);
      any = true;
      boolean first = true;
      for (Type bound : symbols.types.getBounds((TypeVar) parameter.type)) {
        // An interface as the first bound leaves the class bound empty
        out.append(first && bound.isInterface() ? "::" : ":");
        append(out, bound);
        first = false;
      }
    }
    if (any) {
      out.append('>');
    }
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
