package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What selects an entry: its shape, its type, and whether there can only be few of it. */
final class Keys {
  /**
   * The way a key is made, comparable between methods.
   *
   * @param how param, const, field, accessor, call, new, computed, element, unknown
   * @param name of the accessor, method or field, or the constant
   * @param base descriptor of the type that the accessor is called on, or null
   * @param type descriptor of the key
   */
  record Shape(String how, String name, String base, String type) {
    boolean isAccessor() {
      return how.equals("accessor");
    }

    @Override
    public String toString() {
      return switch (how) {
        case "accessor" -> Types.simpleName(strip(base)) + "." + name;
        case "param" -> "parameter of type " + Types.simpleName(strip(type));
        case "const" -> "constant " + name;
        case "new" -> "new " + Types.simpleName(strip(type));
        default -> name == null ? how : name;
      };
    }

    private static String strip(String descriptor) {
      String internal = Types.internalName(descriptor);
      return internal == null ? String.valueOf(descriptor) : internal;
    }
  }

  private static final Set<String> LEAVES =
      new TreeSet<>(
          List.of(
              "java/lang/String",
              "java/lang/Integer",
              "java/lang/Long",
              "java/lang/Short",
              "java/lang/Byte",
              "java/lang/Character",
              "java/lang/Boolean",
              "java/lang/Double",
              "java/lang/Float",
              "java/util/UUID",
              "java/lang/Class"));

  private final Hierarchy hierarchy;
  private final Lookup lookup;

  Keys(Hierarchy hierarchy, Lookup lookup) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
  }

  /** All shapes that the operand may have; empty where there is no operand. */
  List<Shape> shapes(Operand operand) {
    List<Shape> result = new ArrayList<>(1);
    if (operand != null) {
      shapes(operand.method(), operand.value(), result, 0);
    }
    return result;
  }

  /**
   * What a key is put together of, in order, where all its parts are properties of something: the
   * operands of a concatenation, the arguments of a helper. Empty for other keys.
   */
  List<Shape> parts(Operand operand) {
    if (operand == null) {
      return List.of();
    }
    List<Value> values = List.of();
    Event.Invoke call = operand.call();
    if (operand.value() instanceof Value.Computed computed
        && computed.operation().equals("concat")) {
      values = computed.operands();
    } else if (call != null) {
      values = call.arguments();
    }
    List<Shape> result = new ArrayList<>();
    for (Value value : values) {
      Shape shape = shape(operand.method(), value);
      if (shape.isAccessor()) {
        result.add(shape);
      } else if (!(value instanceof Value.Const)) {
        return List.of();
      }
    }
    return result;
  }

  private void shapes(MethodModel method, Value value, List<Shape> out, int depth) {
    if (value instanceof Value.Union union && depth < 3) {
      for (Value member : union.values()) {
        shapes(method, member, out, depth + 1);
      }
      return;
    }
    Shape shape = shape(method, value);
    if (!out.contains(shape)) {
      out.add(shape);
    }
  }

  private Shape shape(MethodModel method, Value value) {
    String type = value.type();
    if (value instanceof Value.Param) {
      return new Shape("param", null, null, type);
    }
    if (value instanceof Value.Const constant) {
      return new Shape("const", String.valueOf(constant.value()), null, type);
    }
    if (value instanceof Value.ClassConst literal) {
      return new Shape("const", literal.named(), null, type);
    }
    if (value instanceof Value.Convert convert) {
      Shape inner = shape(method, convert.operand());
      return new Shape(inner.how(), inner.name(), inner.base(), type);
    }
    if (value instanceof Value.FieldRead read) {
      if (read.receiver() == null) {
        return new Shape("static", read.field().name(), null, type);
      }
      boolean own = read.receiver() instanceof Value.This || read.receiver() instanceof Value.Outer;
      if (read.field().name().startsWith("val$")) {
        return new Shape("param", null, null, type);
      }
      return own
          ? new Shape("field", read.field().name(), null, type)
          : new Shape("accessor", property(read.field().name()), read.receiver().type(), type);
    }
    if (value instanceof Value.Result) {
      Event.Invoke call = method.body() == null ? null : method.body().invoke(value);
      if (call != null) {
        if (call.receiver() != null && call.arguments().isEmpty()) {
          Entry entry = lookup.first("method", call.method());
          if (entry != null && !entry.has("size")) {
            return new Shape("element", call.method().name(), call.receiver().type(), type);
          }
          return new Shape(
              "accessor", property(call.method().name()), "L" + call.method().owner() + ";", type);
        }
        return new Shape("call", call.method().name(), null, type);
      }
    }
    if (value instanceof Value.New) {
      return new Shape("new", null, null, type);
    }
    if (value instanceof Value.This || value instanceof Value.Outer) {
      return new Shape("this", "this", null, type);
    }
    return new Shape(value instanceof Value.Computed ? "computed" : "unknown", null, null, type);
  }

  /**
   * How the source asks for a key that is the property of an object: {@code getId()} or {@code id};
   * null where others may not ask, or where it is no property.
   */
  String accessor(Operand operand) {
    Value value = operand.value();
    while (value instanceof Value.Convert convert) {
      value = convert.operand();
    }
    if (value instanceof Value.FieldRead read && read.receiver() != null) {
      FieldModel field = hierarchy.field(read.field());
      return field == null || field.isPrivate() ? null : read.field().name();
    }
    Body body = operand.method().body();
    Event.Invoke call = value instanceof Value.Result && body != null ? body.invoke(value) : null;
    if (call == null || call.receiver() == null || !call.arguments().isEmpty()) {
      return null;
    }
    MethodModel target = hierarchy.resolve(call.method());
    boolean hidden = target != null && java.lang.reflect.Modifier.isPrivate(target.access());
    return hidden ? null : call.method().name() + "()";
  }

  /** {@code id} of {@code getId}, {@code isId} and {@code id}. */
  static String property(String name) {
    for (String prefix : List.of("get", "is")) {
      int cut = prefix.length();
      if (name.startsWith(prefix)
          && name.length() > cut
          && Character.isUpperCase(name.charAt(cut))) {
        return Character.toLowerCase(name.charAt(cut)) + name.substring(cut + 1);
      }
    }
    return name;
  }

  /** Whether only finitely many such keys exist: constants, enums, classes. */
  boolean isClosed(Operand operand, String declaredType) {
    if (operand == null) {
      return isClosedType(declaredType);
    }
    return isClosed(operand.method(), operand.value(), 0) || isClosedType(declaredType);
  }

  private boolean isClosed(MethodModel method, Value value, int depth) {
    if (value instanceof Value.Union union && depth < 3) {
      for (Value member : union.values()) {
        if (!isClosed(method, member, depth + 1)) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof Value.Const || value instanceof Value.ClassConst) {
      return true;
    }
    if (value instanceof Value.Convert convert) {
      return isClosed(method, convert.operand(), depth + 1);
    }
    if (value instanceof Value.FieldRead read && read.receiver() == null) {
      FieldModel field = hierarchy.field(read.field());
      return field != null && java.lang.reflect.Modifier.isFinal(field.access());
    }
    if (value instanceof Value.Result) {
      Event.Invoke call = method.body() == null ? null : method.body().invoke(value);
      if (call != null && ofClass(call)) {
        return true;
      }
    }
    if (value instanceof Value.Computed computed && computed.operation().equals("concat")) {
      for (Value part : computed.operands()) {
        if (!isClosed(method, part, depth + 1)) {
          return false;
        }
      }
      return !computed.operands().isEmpty();
    }
    return isClosedType(value.type());
  }

  /**
   * Whether the key is a small object made of numbers and of what there is a handful of, such as a
   * style and a locale; numbers alone may be anything.
   */
  boolean isOfFormats(Operand operand) {
    Body body = operand.method().body();
    Event.Invoke made =
        operand.value() instanceof Value.New && body != null ? body.invoke(operand.value()) : null;
    if (made == null) {
      return false;
    }
    boolean few = false;
    for (Value part : parts(body, made)) {
      if (isClosed(operand.method(), part, 0)) {
        few |= !(part instanceof Value.Const);
      } else if (!isNumber(part)) {
        return false;
      }
    }
    return few;
  }

  /** What a constructor is given, the elements of a variable argument list one by one. */
  private static List<Value> parts(Body body, Event.Invoke made) {
    List<Value> result = new ArrayList<>();
    for (Value argument : made.arguments()) {
      if (!(argument instanceof Value.NewArray)) {
        result.add(argument);
        continue;
      }
      for (Event event : body.events()) {
        if (event instanceof Event.ArrayStore store && store.array().equals(argument)) {
          result.add(store.value());
        }
      }
    }
    return result;
  }

  private static boolean isNumber(Value value) {
    return switch (value.type()) {
      case "I", "S", "C", "Ljava/lang/Integer;", "Ljava/lang/Short;", "Ljava/lang/Character;" ->
          true;
      default -> value instanceof Value.Convert convert && isNumber(convert.operand());
    };
  }

  /** Class.getName() and kin: as many as there are classes. */
  private static boolean ofClass(Event.Invoke call) {
    String owner = call.method().owner();
    return call.arguments().isEmpty()
        && (owner.equals("java/lang/Class")
            || owner.startsWith("java/lang/reflect/")
            || owner.equals("java/lang/invoke/SerializedLambda"));
  }

  /** Whether only finitely many objects of that type exist. */
  boolean isClosedType(String descriptor) {
    String name = Types.internalName(descriptor);
    if (name == null) {
      return descriptor != null && (descriptor.equals("Z") || descriptor.equals("B"));
    }
    if (lookup.first("closed-keys", name) != null) {
      return true;
    }
    ClassModel type = hierarchy.find(name);
    return type != null && (type.isEnum() || "java/lang/Enum".equals(type.superName()));
  }

  /** Whether an object of one type can never equal one of the other. */
  boolean incompatible(String one, String other) {
    String a = name(one);
    String b = name(other);
    if (a == null || b == null || a.equals(b)) {
      return false;
    }
    if (LEAVES.contains(a) && LEAVES.contains(b)) {
      return true;
    }
    if (LEAVES.contains(a) || LEAVES.contains(b)) {
      String leaf = LEAVES.contains(a) ? a : b;
      String rest = leaf.equals(a) ? b : a;
      ClassModel model = hierarchy.find(rest);
      return model != null
          && hierarchy.find(leaf) != null
          && !rest.equals("java/lang/Object")
          && !rest.equals("java/lang/Number")
          && !hierarchy.isSubtype(leaf, rest);
    }
    return false;
  }

  private static String name(String descriptor) {
    return Types.isPrimitive(descriptor) ? Types.box(descriptor) : Types.internalName(descriptor);
  }

  /** Whether the type has a field or no-argument method of that property name. */
  boolean offers(String descriptor, String property) {
    String name = Types.internalName(descriptor);
    if (name == null) {
      return false;
    }
    for (String ancestor : hierarchy.supertypes(name)) {
      ClassModel model = hierarchy.find(ancestor);
      if (model == null) {
        continue;
      }
      for (MethodModel method : model.methods()) {
        if (property(method.name()).equals(property)
            && Types.arity(method.ref().descriptor()) == 0) {
          return true;
        }
      }
      if (model.field(property) != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether the two operands are made the same way. */
  boolean sameShape(Operand one, Operand other) {
    for (Shape a : shapes(one)) {
      for (Shape b : shapes(other)) {
        if (a.equals(b)) {
          return true;
        }
      }
    }
    return false;
  }

  FieldRef readField(Operand operand) {
    return operand != null && operand.value() instanceof Value.FieldRead read
        ? hierarchy.resolve(read.field())
        : null;
  }
}
