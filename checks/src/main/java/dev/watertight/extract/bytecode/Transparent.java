package dev.watertight.extract.bytecode;

import dev.watertight.model.Bounds;
import dev.watertight.model.Value;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** Calls that give back what they are given: null checks and boxing. They are no events. */
final class Transparent {
  private Transparent() {}

  /** The operand that a boxing call or null check passes on, or null for other calls. */
  static Value of(MethodInsnNode call, List<Value> values) {
    if (isNullCheck(call)) {
      return values.get(0);
    }
    if (isBoxing(call)) {
      String type = Type.getReturnType(call.desc).getDescriptor();
      return Bounds.convert(values.get(0), type);
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
        || (call.getOpcode() == Opcodes.INVOKEVIRTUAL
            && call.name.endsWith("Value")
            && call.desc.startsWith("()"));
  }
}
