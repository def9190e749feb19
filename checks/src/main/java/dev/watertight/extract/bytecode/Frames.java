package dev.watertight.extract.bytecode;

import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Says of every operand where it comes from, by ASM's frame analysis. {@link Value.Result} and
 * {@link Value.New} name instructions here; {@link BodyBuilder} makes events of them.
 */
final class Frames extends Interpreter<Frames.Slot> implements Opcodes {
  private static final int WIDEST_UNION = 8;
  private static final int DEEPEST = 5;
  static final String OBJECT = "Ljava/lang/Object;";

  /** A value and how many words it takes. */
  record Slot(Value value, int size) implements org.objectweb.asm.tree.analysis.Value {
    @Override
    public int getSize() {
      return size;
    }

    // Compared for every instruction and every local: mostly with itself
    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof Slot that
              && size == that.size
              && (value == that.value || value.equals(that.value)));
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  private static final Slot NOTHING = new Slot(new Value.Unknown(OBJECT), 1);

  private final MethodShape shape;
  private final Map<AbstractInsnNode, Integer> positions = new HashMap<>();
  private final Map<Integer, Integer> constructors = new HashMap<>();

  /** What an instruction yields whatever its operands are, made once. */
  private final Map<AbstractInsnNode, Slot> fixed = new HashMap<>();

  private final Map<TryCatchBlockNode, Slot> caught = new HashMap<>();
  private final Accessors accessors;

  Frames(MethodShape shape, Accessors accessors) {
    super(ASM9);
    this.shape = shape;
    this.accessors = accessors;
    int i = 0;
    for (AbstractInsnNode insn : shape.method().instructions) {
      positions.put(insn, i++);
    }
  }

  int position(AbstractInsnNode insn) {
    return positions.get(insn);
  }

  /** The constructor call that completes the NEW at that position, or -1. */
  int constructorOf(int position) {
    return constructors.getOrDefault(position, -1);
  }

  private static Slot slot(Value value, String type) {
    return new Slot(value, type.equals("J") || type.equals("D") ? 2 : 1);
  }

  private static Slot unknown(String type) {
    return slot(new Value.Unknown(type), type);
  }

  @Override
  public Slot newValue(Type type) {
    if (type == null) {
      return NOTHING;
    }
    return type == Type.VOID_TYPE ? null : unknown(type.getDescriptor());
  }

  @Override
  public Slot newParameterValue(boolean isInstance, int local, Type type) {
    return slot(shape.parameter(isInstance, local, type), type.getDescriptor());
  }

  @Override
  public Slot newExceptionValue(TryCatchBlockNode block, Frame<Slot> handler, Type exceptionType) {
    Slot known = caught.get(block);
    if (known == null) {
      known =
          slot(new Value.Caught(position(block.handler), exceptionType.getDescriptor()), OBJECT);
      caught.put(block, known);
    }
    return known;
  }

  @Override
  public Slot newOperation(AbstractInsnNode insn) {
    return fixed.computeIfAbsent(insn, this::make);
  }

  private Slot make(AbstractInsnNode insn) {
    int op = insn.getOpcode();
    if (op == ACONST_NULL) {
      return slot(new Value.Const(null, OBJECT), OBJECT);
    }
    if (op >= ICONST_M1 && op <= ICONST_5) {
      return slot(new Value.Const(op - ICONST_0, "I"), "I");
    }
    if (op == LCONST_0 || op == LCONST_1) {
      return slot(new Value.Const((long) (op - LCONST_0), "J"), "J");
    }
    if (op >= FCONST_0 && op <= FCONST_2) {
      return slot(new Value.Const((float) (op - FCONST_0), "F"), "F");
    }
    if (op == DCONST_0 || op == DCONST_1) {
      return slot(new Value.Const((double) (op - DCONST_0), "D"), "D");
    }
    if (op == BIPUSH || op == SIPUSH) {
      return slot(new Value.Const(((IntInsnNode) insn).operand, "I"), "I");
    }
    if (op == LDC) {
      return constant(((LdcInsnNode) insn).cst);
    }
    if (op == GETSTATIC) {
      FieldInsnNode field = (FieldInsnNode) insn;
      return slot(
          new Value.FieldRead(new FieldRef(field.owner, field.name), null, field.desc), field.desc);
    }
    if (op == NEW) {
      String type = "L" + ((TypeInsnNode) insn).desc + ";";
      return slot(new Value.New(position(insn), type), type);
    }
    return NOTHING;
  }

  private static Slot constant(Object constant) {
    if (constant instanceof Type type) {
      return slot(new Value.ClassConst(type.getDescriptor(), "Ljava/lang/Class;"), OBJECT);
    }
    String type =
        constant instanceof Integer
            ? "I"
            : constant instanceof Long
                ? "J"
                : constant instanceof Float
                    ? "F"
                    : constant instanceof Double ? "D" : "Ljava/lang/String;";
    if (!(constant instanceof Number) && !(constant instanceof String)) {
      return NOTHING;
    }
    return slot(new Value.Const(constant, type), type);
  }

  @Override
  public Slot copyOperation(AbstractInsnNode insn, Slot value) {
    return value;
  }

  @Override
  public Slot unaryOperation(AbstractInsnNode insn, Slot operand) {
    Value value = operand.value();
    switch (insn.getOpcode()) {
      case GETFIELD:
        FieldInsnNode field = (FieldInsnNode) insn;
        return slot(read(field, value), field.desc);
      case CHECKCAST:
        String cast = ((TypeInsnNode) insn).desc;
        return new Slot(refine(value, cast.startsWith("[") ? cast : "L" + cast + ";"), 1);
      case INSTANCEOF:
        return slot(new Value.InstanceOf(value, "L" + ((TypeInsnNode) insn).desc + ";", "Z"), "I");
      case ARRAYLENGTH:
        return slot(computed("length", "I", value), "I");
      case NEWARRAY, ANEWARRAY:
        return slot(new Value.NewArray(arrayType(insn)), OBJECT);
      case I2L, F2L, D2L:
        return slot(convert(value, "J"), "J");
      case L2I, F2I, D2I, I2B, I2C, I2S:
        return slot(convert(value, "I"), "I");
      case I2F, L2F, D2F:
        return slot(convert(value, "F"), "F");
      case I2D, L2D, F2D:
        return slot(convert(value, "D"), "D");
      case IINC:
        return unknown("I");
      case INEG, FNEG:
        return unknown("I");
      case LNEG, DNEG:
        return unknown("J");
      default:
        return null;
    }
  }

  private static String arrayType(AbstractInsnNode insn) {
    if (insn instanceof TypeInsnNode type) {
      return type.desc.startsWith("[") ? "[" + type.desc : "[L" + type.desc + ";";
    }
    return switch (((IntInsnNode) insn).operand) {
      case T_BOOLEAN -> "[Z";
      case T_CHAR -> "[C";
      case T_FLOAT -> "[F";
      case T_DOUBLE -> "[D";
      case T_BYTE -> "[B";
      case T_SHORT -> "[S";
      case T_INT -> "[I";
      default -> "[J";
    };
  }

  private static Value read(FieldInsnNode field, Value receiver) {
    if (field.name.startsWith("this$")) {
      return new Value.Outer(field.desc);
    }
    return depth(receiver) >= DEEPEST
        ? new Value.Unknown(field.desc)
        : new Value.FieldRead(new FieldRef(field.owner, field.name), receiver, field.desc);
  }

  private static Value convert(Value value, String type) {
    return depth(value) >= DEEPEST ? new Value.Unknown(type) : new Value.Convert(value, type);
  }

  private static Value computed(String operation, String type, Value... operands) {
    for (Value operand : operands) {
      if (depth(operand) >= 3) {
        return new Value.Unknown(type);
      }
    }
    return new Value.Computed(operation, List.of(operands), type);
  }

  /** The same value, known to be of that type. */
  static Value refine(Value value, String type) {
    if (value instanceof Value.Result v) {
      return new Value.Result(v.event(), type);
    }
    if (value instanceof Value.FieldRead v) {
      return new Value.FieldRead(v.field(), v.receiver(), type);
    }
    if (value instanceof Value.Param v) {
      return new Value.Param(v.index(), type);
    }
    if (value instanceof Value.ArrayElement v) {
      return new Value.ArrayElement(v.array(), type);
    }
    if (value instanceof Value.Caught v) {
      return new Value.Caught(v.event(), type);
    }
    if (value instanceof Value.Union v) {
      return new Value.Union(v.values(), type);
    }
    return value instanceof Value.Unknown ? new Value.Unknown(type) : value;
  }

  @Override
  public Slot binaryOperation(AbstractInsnNode insn, Slot one, Slot two) {
    int op = insn.getOpcode();
    if (op >= IALOAD && op <= SALOAD) {
      String type =
          switch (op) {
            case LALOAD -> "J";
            case DALOAD -> "D";
            case FALOAD -> "F";
            case AALOAD -> element(one.value().type());
            default -> "I";
          };
      Value array = one.value();
      return slot(
          depth(array) >= DEEPEST ? new Value.Unknown(type) : new Value.ArrayElement(array, type),
          type);
    }
    switch (op) {
      case LCMP, FCMPL, FCMPG, DCMPL, DCMPG:
        return slot(computed("compare", "I", one.value(), two.value()), "I");
      case LADD, LSUB, LMUL, LDIV, LREM, LSHL, LSHR, LUSHR, LAND, LOR, LXOR:
        return arithmetic(insn, "J", one, two);
      case DADD, DSUB, DMUL, DDIV, DREM:
        return arithmetic(insn, "D", one, two);
      case FADD, FSUB, FMUL, FDIV, FREM:
        return arithmetic(insn, "F", one, two);
      case IADD, ISUB, IMUL, IDIV, IREM, ISHL, ISHR, IUSHR, IAND, IOR, IXOR:
        return arithmetic(insn, "I", one, two);
      default:
        return null;
    }
  }

  private static Slot arithmetic(AbstractInsnNode insn, String type, Slot one, Slot two) {
    if (isOpen(one.value()) || isOpen(two.value())) {
      return unknown(type);
    }
    return slot(computed(operator(insn.getOpcode()), type, one.value(), two.value()), type);
  }

  /** What a loop could make ever longer. */
  private static boolean isOpen(Value value) {
    return value instanceof Value.Union
        || value instanceof Value.Computed
        || value instanceof Value.Unknown;
  }

  private static String operator(int op) {
    return switch (op) {
      case IADD, LADD, FADD, DADD -> "+";
      case ISUB, LSUB, FSUB, DSUB -> "-";
      case IMUL, LMUL, FMUL, DMUL -> "*";
      case IDIV, LDIV, FDIV, DDIV -> "/";
      case IREM, LREM, FREM, DREM -> "%";
      case ISHL, LSHL -> "<<";
      case ISHR, LSHR -> ">>";
      case IUSHR, LUSHR -> ">>>";
      case IAND, LAND -> "&";
      case IOR, LOR -> "|";
      default -> "^";
    };
  }

  private static String element(String array) {
    return array.startsWith("[") ? array.substring(1) : OBJECT;
  }

  @Override
  public Slot ternaryOperation(AbstractInsnNode insn, Slot one, Slot two, Slot three) {
    return null;
  }

  @Override
  public Slot naryOperation(AbstractInsnNode insn, List<? extends Slot> slots) {
    List<Value> values = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      values.add(slot.value());
    }
    if (insn.getOpcode() == MULTIANEWARRAY) {
      return slot(
          new Value.NewArray(((org.objectweb.asm.tree.MultiANewArrayInsnNode) insn).desc), OBJECT);
    }
    if (insn instanceof InvokeDynamicInsnNode dynamic) {
      return dynamic(dynamic, values);
    }
    MethodInsnNode call = (MethodInsnNode) insn;
    if (call.getOpcode() == INVOKESPECIAL
        && call.name.equals("<init>")
        && values.get(0) instanceof Value.New created
        && created.event() >= 0) {
      constructors.put(created.event(), position(insn));
    }
    String type = Type.getReturnType(call.desc).getDescriptor();
    if (type.equals("V")) {
      return null;
    }
    Value transparent = transparent(call, values);
    if (transparent != null) {
      return slot(transparent, type);
    }
    Accessors.Access access = accessors.of(call);
    if (access != null && access.isRead()) {
      Value receiver = access.isStatic() ? null : values.get(0);
      FieldInsnNode field = access.field();
      Value read =
          receiver == null
              ? new Value.FieldRead(new FieldRef(field.owner, field.name), null, field.desc)
              : read(field, receiver);
      return slot(read, type);
    }
    Slot known = fixed.get(insn);
    if (known == null) {
      known = slot(new Value.Result(position(insn), type), type);
      fixed.put(insn, known);
    }
    return known;
  }

  /** The operand that a boxing call or null check passes on, or null for other calls. */
  static Value transparent(MethodInsnNode call, List<Value> values) {
    if (isNullCheck(call)) {
      return values.get(0);
    }
    if (isBoxing(call)) {
      String type = Type.getReturnType(call.desc).getDescriptor();
      return convert(values.get(0), type);
    }
    return null;
  }

  static boolean isNullCheck(MethodInsnNode call) {
    return call.owner.equals("java/util/Objects")
        && call.name.startsWith("requireNonNull")
        && !call.name.endsWith("Else")
        && !call.name.endsWith("ElseGet");
  }

  static boolean isBoxing(MethodInsnNode call) {
    String primitive =
        switch (call.owner) {
          case "java/lang/Integer" -> "I";
          case "java/lang/Long" -> "J";
          case "java/lang/Boolean" -> "Z";
          case "java/lang/Character" -> "C";
          case "java/lang/Short" -> "S";
          case "java/lang/Byte" -> "B";
          case "java/lang/Float" -> "F";
          case "java/lang/Double" -> "D";
          default -> null;
        };
    if (primitive == null) {
      return false;
    }
    return (call.name.equals("valueOf")
            && call.desc.equals("(" + primitive + ")L" + call.owner + ";"))
        || (call.getOpcode() == INVOKEVIRTUAL
            && call.name.endsWith("Value")
            && call.desc.startsWith("()"));
  }

  private Slot dynamic(InvokeDynamicInsnNode insn, List<Value> values) {
    String type = Type.getReturnType(insn.desc).getDescriptor();
    String factory = insn.bsm.getOwner();
    if (factory.equals("java/lang/invoke/LambdaMetafactory")
        && insn.bsmArgs[1] instanceof Handle handle) {
      boolean reference =
          !(handle.getName().startsWith("lambda$") && handle.getOwner().equals(shape.owner()));
      List<Value> captured = new ArrayList<>();
      for (Value value : values) {
        captured.add(depth(value) >= DEEPEST ? new Value.Unknown(value.type()) : value);
      }
      return slot(
          new Value.Lambda(
              type,
              insn.name,
              new MethodRef(handle.getOwner(), handle.getName(), handle.getDesc()),
              captured,
              reference,
              handle.getTag() == H_INVOKESTATIC),
          OBJECT);
    }
    if (factory.equals("java/lang/invoke/StringConcatFactory")) {
      return slot(concat(insn, values), OBJECT);
    }
    return unknown(type);
  }

  private static Value concat(InvokeDynamicInsnNode insn, List<Value> values) {
    List<Value> parts = new ArrayList<>();
    if (insn.name.equals("makeConcat")) {
      parts.addAll(values);
    } else {
      String recipe = (String) insn.bsmArgs[0];
      int constant = 1;
      int argument = 0;
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < recipe.length(); i++) {
        char c = recipe.charAt(i);
        if (c == '\1' || c == '\2') {
          if (c == '\2') {
            text.append(insn.bsmArgs[constant++]);
            continue;
          }
          flush(text, parts);
          parts.add(values.get(argument++));
        } else {
          text.append(c);
        }
      }
      flush(text, parts);
    }
    for (Value part : parts) {
      if (depth(part) >= 3) {
        return new Value.Unknown("Ljava/lang/String;");
      }
    }
    return new Value.Computed("concat", parts, "Ljava/lang/String;");
  }

  private static void flush(StringBuilder text, List<Value> parts) {
    if (text.length() > 0) {
      parts.add(new Value.Const(text.toString(), "Ljava/lang/String;"));
      text.setLength(0);
    }
  }

  @Override
  public void returnOperation(AbstractInsnNode insn, Slot value, Slot expected) {
    // returns are events; nothing to compute
  }

  @Override
  public Slot merge(Slot one, Slot two) {
    if (one.equals(two)) {
      return one;
    }
    if (one.size() != two.size()) {
      return NOTHING;
    }
    if (one.value() instanceof Value.Unknown && one.value().type().equals(two.value().type())) {
      return one;
    }
    Value merged = union(one.value(), two.value());
    return merged.equals(one.value()) ? one : new Slot(merged, one.size());
  }

  private static Value union(Value one, Value two) {
    String type = one.type().equals(two.type()) ? one.type() : common(one, two);
    if (one instanceof Value.Unknown) {
      return one.type().equals(type) ? one : new Value.Unknown(type);
    }
    List<Value> all = new ArrayList<>(members(one));
    for (Value member : members(two)) {
      if (!all.contains(member)) {
        all.add(member);
      }
    }
    if (all.size() == members(one).size() && type.equals(one.type())) {
      return one;
    }
    for (Value member : all) {
      if (member instanceof Value.Unknown || depth(member) >= DEEPEST) {
        return new Value.Unknown(type);
      }
    }
    return all.size() > WIDEST_UNION ? new Value.Unknown(type) : new Value.Union(all, type);
  }

  private static String common(Value one, Value two) {
    if (isNull(one)) {
      return two.type();
    }
    if (isNull(two)) {
      return one.type();
    }
    return one.type().length() == 1 ? one.type() : OBJECT;
  }

  private static boolean isNull(Value value) {
    return value instanceof Value.Const constant && constant.value() == null;
  }

  private static List<Value> members(Value value) {
    return value instanceof Value.Union union ? union.values() : List.of(value);
  }

  static int depth(Value value) {
    if (value instanceof Value.FieldRead v) {
      return v.receiver() == null ? 1 : 1 + depth(v.receiver());
    }
    if (value instanceof Value.ArrayElement v) {
      return 1 + depth(v.array());
    }
    if (value instanceof Value.Convert v) {
      return 1 + depth(v.operand());
    }
    if (value instanceof Value.InstanceOf v) {
      return 1 + depth(v.operand());
    }
    int deepest = 0;
    List<Value> inner =
        value instanceof Value.Computed v
            ? v.operands()
            : value instanceof Value.Union v
                ? v.values()
                : value instanceof Value.Lambda v ? v.captured() : List.of();
    for (Value each : inner) {
      deepest = Math.max(deepest, depth(each));
    }
    return inner.isEmpty() ? 0 : deepest + 1;
  }

  /** Runs the analysis. */
  Frame<Slot>[] run() throws org.objectweb.asm.tree.analysis.AnalyzerException {
    return new Analyzer<>(this).analyze(shape.owner(), shape.method());
  }
}
