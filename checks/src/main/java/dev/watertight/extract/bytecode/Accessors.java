package dev.watertight.extract.bytecode;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Sees through the {@code access$000} methods that compilers made before nest mates (JEP 181). */
final class Accessors {
  /** What an accessor stands for; exactly one of the two is not null. */
  record Access(FieldInsnNode field, MethodInsnNode call) {
    boolean isRead() {
      return field != null
          && (field.getOpcode() == Opcodes.GETFIELD || field.getOpcode() == Opcodes.GETSTATIC);
    }

    boolean isWrite() {
      return field != null && !isRead();
    }

    boolean isStatic() {
      return field != null
          ? field.getOpcode() == Opcodes.GETSTATIC || field.getOpcode() == Opcodes.PUTSTATIC
          : call.getOpcode() == Opcodes.INVOKESTATIC;
    }
  }

  private static final Access NONE = new Access(null, null);

  private final Function<String, ClassNode> classes;
  private final Map<String, Access> known = new HashMap<>();

  Accessors(Function<String, ClassNode> classes) {
    this.classes = classes;
  }

  static boolean isAccessor(String name) {
    return name.startsWith("access$");
  }

  /** What the call stands for, or null where it is an ordinary call. */
  synchronized Access of(MethodInsnNode call) {
    if (call.getOpcode() != Opcodes.INVOKESTATIC || !isAccessor(call.name)) {
      return null;
    }
    String key = call.owner + "." + call.name + call.desc;
    Access access = known.get(key);
    if (access == null) {
      access = find(call);
      known.put(key, access);
    }
    return access == NONE ? null : access;
  }

  private Access find(MethodInsnNode call) {
    ClassNode owner = classes.apply(call.owner);
    if (owner == null) {
      return NONE;
    }
    for (MethodNode method : owner.methods) {
      if (method.name.equals(call.name) && method.desc.equals(call.desc)) {
        return read(method);
      }
    }
    return NONE;
  }

  private static Access read(MethodNode method) {
    Access found = NONE;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FieldInsnNode field) {
        if (found != NONE) {
          return NONE; // reads and writes, as ++ does
        }
        found = new Access(field, null);
      } else if (insn instanceof MethodInsnNode call) {
        if (found != NONE) {
          return NONE;
        }
        found = new Access(null, call);
      }
    }
    return found;
  }
}
