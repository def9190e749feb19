package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCConditional;
import com.sun.tools.javac.tree.TreeInfo;
import dev.watertight.model.Bounds;
import dev.watertight.model.Value;

/** Constants, and what becomes of values that are boxed, unboxed or widened (JLS 5). */
final class Conversions {
  private final BodyBuilder builder;
  private final Graph graph;
  private final Values values;
  private final Symbols symbols;

  Conversions(BodyBuilder builder) {
    this.builder = builder;
    this.graph = builder.graph;
    this.values = builder.values;
    this.symbols = builder.symbols;
  }

  static Value constant(Object constant, Type type) {
    if (constant instanceof String) {
      return new Value.Const(constant, Symbols.STRING);
    }
    String descriptor =
        switch (type.getTag()) {
          case LONG -> "J";
          case FLOAT -> "F";
          case DOUBLE -> "D";
          default -> "I";
        };
    return new Value.Const(constant, descriptor);
  }

  /** Boxing, unboxing and primitive conversions (JLS 5). */
  Value coerce(Value value, Type from, Type to, JCTree at) {
    if (from == null || to == null || from == to || !graph.isReachable()) {
      return value;
    }
    boolean boxes = from.isPrimitive() && !to.isPrimitive();
    boolean unboxes = !from.isPrimitive() && to.isPrimitive();
    if (boxes && !to.hasTag(TypeTag.VOID)) {
      builder.mark(TreeInfo.getStartPos(at));
      Type unboxed = symbols.types.unboxedType(to);
      if (unboxed.isPrimitive()) {
        return Bounds.convert(coerce(value, from, unboxed, at), builder.descriptor(to));
      }
      return Bounds.convert(value, builder.descriptor(symbols.types.boxedClass(from).type));
    }
    if (unboxes) {
      Type unboxed = symbols.types.unboxedType(from);
      if (!unboxed.isPrimitive()) {
        unboxed = to;
      }
      builder.mark(TreeInfo.getStartPos(at));
      return coerce(Bounds.convert(value, builder.descriptor(unboxed)), unboxed, to, at);
    }
    return from.isPrimitive() && to.isPrimitive() ? widen(value, from, to, isConstant(at)) : value;
  }

  /** Whether the compiler converts the value itself instead of generating code. */
  private static boolean isConstant(JCTree tree) {
    JCTree plain = TreeInfo.skipParens(tree);
    if (plain instanceof JCConditional choice) {
      return isConstant(choice.truepart) && isConstant(choice.falsepart);
    }
    return plain.type != null && plain.type.constValue() != null;
  }

  Value widen(Value value, Type from, Type to, boolean isConstant) {
    String source = word(from);
    String target = word(to);
    boolean narrows =
        switch (to.getTag()) {
          case BYTE, SHORT, CHAR -> !symbols.types.isSubtype(from, to);
          default -> false;
        };
    if (source.equals(target) && !narrows) {
      return value;
    }
    if (isConstant
        && value instanceof Value.Const constant
        && constant.value() instanceof Number number) {
      Object converted =
          switch (to.getTag()) {
            case LONG -> (Object) number.longValue();
            case FLOAT -> number.floatValue();
            case DOUBLE -> number.doubleValue();
            case BYTE -> (int) number.byteValue();
            case SHORT -> (int) number.shortValue();
            case CHAR -> (int) (char) number.intValue();
            default -> number.intValue();
          };
      return new Value.Const(converted, target);
    }
    if (isConstant && value instanceof Value.Union union) {
      Value result = null;
      for (Value each : union.values()) {
        result = values.either(result, widen(each, from, to, true), target);
      }
      return result;
    }
    // There is no instruction from a long to a byte
    return Bounds.convert(
        narrows && !source.equals(target) ? Bounds.convert(value, target) : value, target);
  }

  /** How a primitive is kept in a frame. */
  private static String word(Type type) {
    return switch (type.getTag()) {
      case LONG -> "J";
      case FLOAT -> "F";
      case DOUBLE -> "D";
      default -> "I";
    };
  }
}
