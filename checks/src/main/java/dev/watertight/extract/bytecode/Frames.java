package dev.watertight.extract.bytecode;

import dev.watertight.model.Bounds;
import dev.watertight.model.FieldRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        return slot(Values.read(field, value), field.desc);
      case CHECKCAST:
        String cast = ((TypeInsnNode) insn).desc;
        return new Slot(Bounds.refined(value, cast.startsWith("[") ? cast : "L" + cast + ";"), 1);
      case INSTANCEOF:
        return slot(new Value.InstanceOf(value, "L" + ((TypeInsnNode) insn).desc + ";", "Z"), "I");
      case ARRAYLENGTH:
        return slot(Bounds.computed("length", List.of(value), "I"), "I");
      case NEWARRAY, ANEWARRAY:
        return slot(new Value.NewArray(arrayType(insn)), OBJECT);
      case I2L, F2L, D2L:
        return slot(Bounds.convert(value, "J"), "J");
      case L2I, F2I, D2I, I2B, I2C, I2S:
        return slot(Bounds.convert(value, "I"), "I");
      case I2F, L2F, D2F:
        return slot(Bounds.convert(value, "F"), "F");
      case I2D, L2D, F2D:
        return slot(Bounds.convert(value, "D"), "D");
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
      return slot(Bounds.arrayElement(one.value(), type), type);
    }
    switch (op) {
      case LCMP, FCMPL, FCMPG, DCMPL, DCMPG:
        return slot(Bounds.computed("compare", List.of(one.value(), two.value()), "I"), "I");
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
    if (Bounds.isOpen(one.value()) || Bounds.isOpen(two.value())) {
      return unknown(type);
    }
    String operator = operator(insn.getOpcode());
    return slot(Bounds.computed(operator, List.of(one.value(), two.value()), type), type);
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
      Value value = Dynamics.of(dynamic, values, shape.owner());
      return slot(value, value.type());
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
    Value transparent = Transparent.of(call, values);
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
              : Values.read(field, receiver);
      return slot(read, type);
    }
    Slot known = fixed.get(insn);
    if (known == null) {
      known = slot(new Value.Result(position(insn), type), type);
      fixed.put(insn, known);
    }
    return known;
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
    Value merged = Values.union(one.value(), two.value());
    return merged.equals(one.value()) ? one : new Slot(merged, one.size());
  }

  /** Runs the analysis. */
  Frame<Slot>[] run() throws org.objectweb.asm.tree.analysis.AnalyzerException {
    return new Analyzer<>(this).analyze(shape.owner(), shape.method());
  }
}
