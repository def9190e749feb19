package dev.watertight.analysis;

import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.World;
import java.util.HashMap;
import java.util.Map;

/**
 * Which judged classes belong to one program: those that mention each other, directly or through
 * others. A module may hold several programs that have nothing to do with one another.
 */
final class Programs {
  private final Map<String, String> representatives = new HashMap<>();
  private final World world;

  Programs(World world) {
    this.world = world;
    for (ClassModel type : world.classes()) {
      String name = type.name();
      join(name, type.superName());
      type.interfaces().forEach(each -> join(name, each));
      for (FieldModel field : type.fields()) {
        join(name, Types.internalName(field.descriptor()));
      }
      for (MethodModel method : type.methods()) {
        join(name, method);
      }
    }
  }

  private void join(String name, MethodModel method) {
    for (String parameter : Types.parameters(method.ref().descriptor())) {
      join(name, Types.internalName(parameter));
    }
    join(name, Types.internalName(Types.returnType(method.ref().descriptor())));
    for (MethodRef call : method.index().calls()) {
      join(name, call.owner());
    }
    for (FieldRef read : method.index().reads()) {
      join(name, read.owner());
    }
    for (FieldRef written : method.index().writes()) {
      join(name, written.owner());
    }
    method.index().instantiated().forEach(each -> join(name, each));
  }

  private void join(String one, String other) {
    if (other != null && world.judges(other)) {
      representatives.put(find(Types.outermost(one)), find(Types.outermost(other)));
    }
  }

  private String find(String name) {
    String current = name;
    String parent = representatives.getOrDefault(current, current);
    while (!parent.equals(current)) {
      String grandparent = representatives.getOrDefault(parent, parent);
      representatives.put(current, grandparent);
      current = parent;
      parent = grandparent;
    }
    return current;
  }

  boolean areOne(String one, String other) {
    return find(Types.outermost(one)).equals(find(Types.outermost(other)));
  }
}
