package dev.watertight.extract.bytecode;

import dev.watertight.model.Value;
import java.lang.reflect.Modifier;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * How a method's locals are numbered in the model: constructors lose the leading parameters that
 * the compiler adds (enclosing instance; name and ordinal of enum constants).
 *
 * @param owner internal name
 * @param method its text
 * @param hidden leading parameters that the source does not have
 * @param outer type of the enclosing instance, null where there is none
 */
record MethodShape(String owner, MethodNode method, int hidden, String outer) {
  Value parameter(boolean isInstance, int local, Type type) {
    if (isInstance && local == 0) {
      return new Value.This("L" + owner + ";");
    }
    int position = 0;
    int next = Modifier.isStatic(method.access) ? 0 : 1;
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      if (next == local) {
        break;
      }
      next += parameter.getSize();
      position++;
    }
    if (position < hidden) {
      return outer != null && position == 0
          ? new Value.Outer("L" + outer + ";")
          : new Value.Unknown(type.getDescriptor());
    }
    return new Value.Param(position - hidden, type.getDescriptor());
  }
}
