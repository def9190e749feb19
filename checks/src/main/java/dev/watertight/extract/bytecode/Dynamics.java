package dev.watertight.extract.bytecode;

import dev.watertight.model.Bounds;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** What {@code invokedynamic} stands for: lambdas, method references, concatenated strings. */
final class Dynamics {
  private static final String STRING = "Ljava/lang/String;";

  private Dynamics() {}

  /**
   * What the instruction yields.
   *
   * @param values its operands
   * @param owner internal name of the class that the instruction is in, whose lambdas' bodies are
   *     its own methods
   */
  static Value of(InvokeDynamicInsnNode insn, List<Value> values, String owner) {
    String type = Type.getReturnType(insn.desc).getDescriptor();
    String factory = insn.bsm.getOwner();
    if (factory.equals("java/lang/invoke/LambdaMetafactory")
        && insn.bsmArgs[1] instanceof Handle handle) {
      boolean reference =
          !(handle.getName().startsWith("lambda$") && handle.getOwner().equals(owner));
      List<Value> captured = new ArrayList<>(values.size());
      for (Value value : values) {
        captured.add(Bounds.limited(value));
      }
      return new Value.Lambda(
          type,
          insn.name,
          new MethodRef(handle.getOwner(), handle.getName(), handle.getDesc()),
          captured,
          reference,
          handle.getTag() == Opcodes.H_INVOKESTATIC);
    }
    if (factory.equals("java/lang/invoke/StringConcatFactory")) {
      return concat(insn, values);
    }
    return new Value.Unknown(type);
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
    return Bounds.computed("concat", parts, STRING);
  }

  private static void flush(StringBuilder text, List<Value> parts) {
    if (text.length() > 0) {
      parts.add(new Value.Const(text.toString(), STRING));
      text.setLength(0);
    }
  }
}
