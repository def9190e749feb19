package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.TypeSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Names;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JVM names of javac's symbols and types, each made once. */
final class Symbols {
  static final String OBJECT = "Ljava/lang/Object;";
  static final String STRING = "Ljava/lang/String;";
  private static final int ACCESS = 0x5FFF;

  final Types types;
  final Symtab syms;
  final Names names;
  private final Map<TypeSymbol, String> internalNames = new HashMap<>();
  private final Map<TypeSymbol, String> classDescriptors = new HashMap<>();
  private final Map<MethodSymbol, MethodRef> methods = new HashMap<>();
  private final Map<MethodSymbol, Map<String, MethodRef>> methodsElsewhere = new HashMap<>();
  private final Map<VarSymbol, FieldRef> fields = new HashMap<>();
  private final Map<VarSymbol, Map<String, FieldRef>> fieldsElsewhere = new HashMap<>();
  private final Map<ClassSymbol, List<VarSymbol>> captures = new HashMap<>();

  Symbols(Context context) {
    types = Types.instance(context);
    syms = Symtab.instance(context);
    names = Names.instance(context);
  }

  /** Says which locals the constructors of a local class take beside their own parameters. */
  void captures(ClassSymbol type, List<VarSymbol> locals) {
    captures.put(type, locals);
  }

  List<VarSymbol> captures(Symbol type) {
    return captures.getOrDefault(type, List.of());
  }

  String internalName(TypeSymbol type) {
    String known = internalNames.get(type);
    if (known == null) {
      known = type.flatName().toString().replace('.', '/');
      internalNames.put(type, known);
    }
    return known;
  }

  /** Internal name of the erasure, or the descriptor of an array. */
  String internalName(Type type) {
    String descriptor = descriptor(type);
    return descriptor.startsWith("L")
        ? descriptor.substring(1, descriptor.length() - 1)
        : descriptor;
  }

  /** Descriptor of the erasure. */
  String descriptor(Type type) {
    return switch (type.getTag()) {
      case BYTE -> "B";
      case CHAR -> "C";
      case SHORT -> "S";
      case INT -> "I";
      case LONG -> "J";
      case FLOAT -> "F";
      case DOUBLE -> "D";
      case BOOLEAN -> "Z";
      case VOID -> "V";
      case ARRAY -> "[" + descriptor(types.elemtype(type));
      case CLASS ->
          type.isCompound() ? descriptor(types.erasure(type)) : classDescriptor(type.tsym);
      case TYPEVAR, WILDCARD -> descriptor(types.erasure(type));
      default -> OBJECT;
    };
  }

  private String classDescriptor(TypeSymbol type) {
    String known = classDescriptors.get(type);
    if (known == null) {
      known = "L" + internalName(type) + ";";
      classDescriptors.put(type, known);
    }
    return known;
  }

  private String descriptor(MethodSymbol method) {
    Type erased = method.erasure(types);
    StringBuilder out = new StringBuilder(64).append('(');
    if (method.isConstructor()) {
      ClassSymbol owner = (ClassSymbol) method.owner;
      if (hasOuter(owner)) {
        out.append(descriptor(owner.type.getEnclosingType()));
      }
      if ((owner.flags_field & Flags.ENUM) != 0) {
        out.append(STRING).append('I');
      }
    }
    for (Type parameter : erased.getParameterTypes()) {
      out.append(descriptor(parameter));
    }
    if (method.isConstructor()) {
      for (VarSymbol captured : captures(method.owner)) {
        out.append(descriptor(captured.type));
      }
    }
    return out.append(')').append(descriptor(erased.getReturnType())).toString();
  }

  static boolean hasOuter(ClassSymbol type) {
    return type.type.getEnclosingType().hasTag(TypeTag.CLASS) && type.hasOuterInstance();
  }

  /** The method as declared. */
  MethodRef method(MethodSymbol method) {
    return method(internalName((TypeSymbol) method.owner), method);
  }

  /** The method as class files name it in a call through that type. */
  MethodRef method(Type site, MethodSymbol method) {
    return method(qualifier(site, method), method);
  }

  MethodRef method(String owner, MethodSymbol method) {
    MethodRef first = methods.get(method);
    if (first == null) {
      first = new MethodRef(owner, method.name.toString(), descriptor(method));
      methods.put(method, first);
    }
    if (first.owner().equals(owner)) {
      return first;
    }
    // Most are only ever named by one class
    Map<String, MethodRef> others = methodsElsewhere.computeIfAbsent(method, k -> new HashMap<>(4));
    MethodRef ref = others.get(owner);
    if (ref == null) {
      ref = new MethodRef(owner, first.name(), first.descriptor());
      others.put(owner, ref);
    }
    return ref;
  }

  FieldRef field(VarSymbol field) {
    return field(internalName((TypeSymbol) field.owner), field);
  }

  FieldRef field(Type site, VarSymbol field) {
    return field(qualifier(site, field), field);
  }

  FieldRef field(String owner, VarSymbol field) {
    FieldRef first = fields.get(field);
    if (first == null) {
      first = new FieldRef(owner, field.name.toString());
      fields.put(field, first);
    }
    if (first.owner().equals(owner)) {
      return first;
    }
    Map<String, FieldRef> others = fieldsElsewhere.computeIfAbsent(field, k -> new HashMap<>(4));
    FieldRef ref = others.get(owner);
    if (ref == null) {
      ref = new FieldRef(owner, first.name());
      others.put(owner, ref);
    }
    return ref;
  }

  /** The synthetic field in which a local class keeps a captured local. */
  FieldRef capture(TypeSymbol owner, VarSymbol local) {
    return new FieldRef(internalName(owner), "val$" + local.name);
  }

  /** JLS 13.1: the type of the expression, but Object for what Object declares. */
  private String qualifier(Type site, Symbol member) {
    if (member.owner == syms.objectType.tsym) {
      return "java/lang/Object";
    }
    if (site.hasTag(TypeTag.ARRAY)) {
      return descriptor(site);
    }
    Type plain = types.skipTypeVars(site, false);
    if (plain.isCompound() || !plain.hasTag(TypeTag.CLASS)) {
      return internalName((TypeSymbol) member.owner);
    }
    return internalName(plain.tsym);
  }

  /** JVM access flags. */
  static int access(Symbol symbol) {
    long flags = symbol.flags();
    int result = (int) flags & ACCESS;
    if (symbol.kind == Kind.MTH) {
      result &= ~(Flags.VOLATILE | Flags.TRANSIENT);
      if ((flags & Flags.BRIDGE) != 0) {
        result |= Flags.ACC_BRIDGE;
      }
      if ((flags & Flags.VARARGS) != 0) {
        result |= Flags.ACC_VARARGS;
      }
      if ((flags & Flags.DEFAULT) != 0) {
        result &= ~Flags.ABSTRACT;
      }
    }
    return result;
  }

  static boolean isLocal(Symbol symbol) {
    return symbol.kind == Kind.VAR && symbol.owner.kind != Kind.TYP;
  }

  /** Whether a class is declared inside a method, an initialiser or an expression. */
  static boolean isLocalClass(Symbol type) {
    return type.owner != null && (type.owner.kind == Kind.MTH || type.owner.kind == Kind.VAR);
  }

  /**
   * {@code Integer.valueOf(int)}, {@code intValue()} and kin: conversions, not calls.
   *
   * @param owner internal name
   */
  static boolean isBoxing(String owner, MethodSymbol method) {
    String primitive =
        switch (owner) {
          case "java/lang/Integer" -> "int";
          case "java/lang/Long" -> "long";
          case "java/lang/Boolean" -> "boolean";
          case "java/lang/Character" -> "char";
          case "java/lang/Short" -> "short";
          case "java/lang/Byte" -> "byte";
          case "java/lang/Float" -> "float";
          case "java/lang/Double" -> "double";
          default -> null;
        };
    if (primitive == null) {
      return false;
    }
    var parameters = method.type.getParameterTypes();
    if (method.isStatic()) {
      return method.name.contentEquals("valueOf")
          && parameters.size() == 1
          && parameters.head.toString().equals(primitive);
    }
    return parameters.isEmpty() && method.name.toString().endsWith("Value");
  }

  /** {@code Objects.requireNonNull(x)}: its value is x. */
  static boolean isNullCheck(String owner, MethodSymbol method) {
    if (!owner.equals("java/util/Objects")) {
      return false;
    }
    String name = method.name.toString();
    return name.startsWith("requireNonNull") && !name.endsWith("Else") && !name.endsWith("ElseGet");
  }
}
