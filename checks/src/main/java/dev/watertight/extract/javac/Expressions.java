package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCArrayAccess;
import com.sun.tools.javac.tree.JCTree.JCAssign;
import com.sun.tools.javac.tree.JCTree.JCAssignOp;
import com.sun.tools.javac.tree.JCTree.JCBinary;
import com.sun.tools.javac.tree.JCTree.JCConditional;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCInstanceOf;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.JCTree.JCNewArray;
import com.sun.tools.javac.tree.JCTree.JCNewClass;
import com.sun.tools.javac.tree.JCTree.JCSwitchExpression;
import com.sun.tools.javac.tree.JCTree.JCTypeCast;
import com.sun.tools.javac.tree.JCTree.JCUnary;
import com.sun.tools.javac.tree.JCTree.Tag;
import com.sun.tools.javac.tree.TreeInfo;
import dev.watertight.extract.javac.Conditions.Ways;
import dev.watertight.model.Bounds;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Where the values of expressions come from, and the events on the way. */
final class Expressions {
  private static final Value NULL = new Value.Const(null, Symbols.OBJECT);

  private final BodyBuilder builder;
  private final Graph graph;
  private final Values values;
  private final Symbols symbols;
  private final Conversions conversions;

  Expressions(BodyBuilder builder) {
    this.builder = builder;
    this.graph = builder.graph;
    this.values = builder.values;
    this.symbols = builder.symbols;
    this.conversions = new Conversions(builder);
  }

  private Value unknown(JCTree tree) {
    return Values.unknown(tree.type == null ? Symbols.OBJECT : builder.descriptor(tree.type));
  }

  /** The value converted to a type. */
  Value value(JCExpression tree, Type target) {
    return coerce(value(tree), tree.type, target, tree);
  }

  /** Evaluates an expression whose value is thrown away. */
  void effect(JCExpression tree) {
    JCExpression plain = TreeInfo.skipParens(tree);
    if (plain instanceof JCMethodInvocation call) {
      builder.calls.call(call, false);
    } else {
      value(plain);
    }
  }

  Value value(JCExpression tree) {
    if (!graph.isReachable()) {
      return unknown(tree);
    }
    if (tree.type != null && tree.type.constValue() != null) {
      return Conversions.constant(tree.type.constValue(), tree.type);
    }
    switch (tree.getTag()) {
      case PARENS:
        return value(TreeInfo.skipParens(tree));
      case LITERAL:
        return NULL;
      case IDENT:
        return ident((JCIdent) tree);
      case SELECT:
        return select((JCFieldAccess) tree);
      case APPLY:
        return builder.calls.call((JCMethodInvocation) tree, true);
      case NEWCLASS:
        return builder.calls.create((JCNewClass) tree);
      case LAMBDA:
        return builder.calls.lambda((JCLambda) tree);
      case REFERENCE:
        return builder.calls.reference((JCMemberReference) tree);
      case NEWARRAY:
        return newArray((JCNewArray) tree);
      case INDEXED:
        return element((JCArrayAccess) tree);
      case ASSIGN:
        return assign((JCAssign) tree);
      case TYPECAST:
        return cast((JCTypeCast) tree);
      case TYPETEST:
        JCInstanceOf test = (JCInstanceOf) tree;
        if (Patterns.isPattern(test.pattern)) {
          return decided(tree);
        }
        return new Value.InstanceOf(value(test.expr), builder.descriptor(test.pattern.type), "Z");
      case CONDEXPR:
        return conditional((JCConditional) tree);
      case SWITCH_EXPRESSION:
        return builder.statements.switches.value((JCSwitchExpression) tree);
      case AND, OR, NOT, EQ, NE, LT, GT, LE, GE:
        return decided(tree);
      case PREINC, PREDEC, POSTINC, POSTDEC:
        return step((JCUnary) tree);
      case NEG, POS, COMPL:
        return unary((JCUnary) tree);
      default:
        break;
    }
    if (tree instanceof JCAssignOp operation) {
      return assign(operation);
    }
    if (tree instanceof JCBinary operation) {
      return binary(operation);
    }
    graph.losePaths(); // a kind of expression that this version does not know
    return unknown(tree);
  }

  /** Boxing, unboxing and primitive conversions. */
  Value coerce(Value value, Type from, Type to, JCTree at) {
    return conversions.coerce(value, from, to, at);
  }

  private Value ident(JCIdent tree) {
    if (!(tree.sym instanceof VarSymbol variable)) {
      return unknown(tree);
    }
    if (Sites.isThis(variable, symbols.names)) {
      return builder.thisValue();
    }
    if (Symbols.isLocal(variable)) {
      Object constant = variable.getConstValue();
      return constant != null
          ? Conversions.constant(constant, variable.type)
          : builder.read(variable);
    }
    return fieldRead(tree, variable, receiver(tree, variable));
  }

  private Value fieldRead(JCExpression tree, VarSymbol field, Value receiver) {
    return Bounds.fieldRead(
        builder.sites.field(tree, field), receiver, builder.descriptor(tree.type));
  }

  /** The object through which an unqualified or qualified name reaches a member; null if static. */
  Value receiver(JCExpression name, Symbol member) {
    if (name instanceof JCFieldAccess select) {
      if (Sites.isTypeName(select.selected)) {
        return null;
      }
      if (member.isStatic()) {
        effect(select.selected);
        return null;
      }
      return value(select.selected);
    }
    if (member.isStatic()) {
      return null;
    }
    var home = builder.sites.home(member);
    return home == null || home == builder.type.symbol
        ? builder.thisValue()
        : new Value.Outer(builder.descriptor(home.type));
  }

  private Value select(JCFieldAccess tree) {
    if (tree.name == symbols.names._class) {
      return new Value.ClassConst(builder.descriptor(tree.selected.type), "Ljava/lang/Class;");
    }
    if (tree.name == symbols.names._this || tree.name == symbols.names._super) {
      boolean own =
          tree.selected.type.tsym == builder.type.symbol || tree.selected.type.isInterface();
      return own ? builder.thisValue() : new Value.Outer(builder.descriptor(tree.selected.type));
    }
    if (!(tree.sym instanceof VarSymbol field)) {
      return unknown(tree);
    }
    if (field == symbols.syms.lengthVar) {
      return Bounds.computed("length", List.of(value(tree.selected)), "I");
    }
    return fieldRead(tree, field, receiver(tree, field));
  }

  private Value element(JCArrayAccess tree) {
    Value array = value(tree.indexed);
    value(tree.index);
    return Bounds.arrayElement(array, builder.descriptor(tree.type));
  }

  private Value newArray(JCNewArray tree) {
    for (JCExpression dimension : tree.dims) {
      value(dimension);
    }
    Value array = new Value.NewArray(builder.descriptor(tree.type));
    if (tree.elems != null) {
      store(array, tree.elems, symbols.types.elemtype(tree.type));
    }
    return array;
  }

  /** Fills an array that was just created. */
  void store(Value array, Iterable<JCExpression> elements, Type elementType) {
    int index = 0;
    for (JCExpression element : elements) {
      Value value = value(element, elementType);
      store(array, new Value.Const(index++, "I"), value);
    }
  }

  private void store(Value array, Value index, Value value) {
    if (graph.isReachable()) {
      graph.add(new Event.ArrayStore(graph.next(), builder.line(), array, index, value));
    }
  }

  private Value cast(JCTypeCast tree) {
    Type target = tree.clazz.type;
    Type source = tree.expr.type;
    Value value = value(tree.expr, target);
    if (target.isPrimitive() || source.isPrimitive()) {
      return value;
    }
    boolean widens =
        !source.hasTag(TypeTag.BOT)
            && symbols.types.isSubtype(
                symbols.types.erasure(source), symbols.types.erasure(target));
    return widens ? value : values.refine(value, builder.descriptor(target));
  }

  private Value conditional(JCConditional tree) {
    int local = graph.local(builder.descriptor(tree.type));
    builder.mark(tree.cond.pos);
    Ways ways = builder.conditions.decide(tree.cond);
    graph.flow = ways.yes();
    builder.mark(tree.truepart.pos);
    graph.set(local, value(tree.truepart, tree.type));
    Flow first = graph.flow;
    graph.flow = ways.no();
    builder.mark(tree.falsepart.pos);
    graph.set(local, value(tree.falsepart, tree.type));
    graph.flow = graph.join(first, graph.flow);
    return graph.get(local);
  }

  /** The value of an expression that is made by jumping. */
  private Value decided(JCExpression tree) {
    int local = graph.local("Z");
    Ways ways = builder.conditions.decide(tree);
    graph.flow = ways.yes();
    graph.set(local, new Value.Const(1, "I"));
    Flow first = graph.flow;
    graph.flow = ways.no();
    graph.set(local, new Value.Const(0, "I"));
    graph.flow = graph.join(first, graph.flow);
    return graph.get(local);
  }

  private Value unary(JCUnary tree) {
    Value operand = value(tree.arg, tree.type);
    return switch (tree.getTag()) {
      case POS -> operand;
      case COMPL ->
          values.arithmetic("^", operand, new Value.Const(-1, "I"), builder.descriptor(tree.type));
      default -> unknown(tree);
    };
  }

  private Value binary(JCBinary tree) {
    String type = builder.descriptor(tree.type);
    if (type.equals(Symbols.STRING)) {
      List<Value> parts = new ArrayList<>();
      concat(tree, parts);
      return Bounds.computed("concat", joined(parts), type);
    }
    Value one = value(tree.lhs, parameter(tree.operator, 0));
    Value two = value(tree.rhs, parameter(tree.operator, 1));
    return values.arithmetic(tree.operator.name.toString(), one, two, type);
  }

  static Type parameter(Symbol operator, int index) {
    var parameters = operator.type.getParameterTypes();
    return index == 0 ? parameters.head : parameters.tail.head;
  }

  private void concat(JCExpression tree, List<Value> parts) {
    JCExpression plain = TreeInfo.skipParens(tree);
    if (plain instanceof JCBinary operation
        && plain.hasTag(Tag.PLUS)
        && plain.type.constValue() == null
        && builder.descriptor(plain.type).equals(Symbols.STRING)) {
      concat(operation.lhs, parts);
      concat(operation.rhs, parts);
    } else {
      String text =
          plain.type.constValue() != null
              ? plain.type.stringValue()
              : plain.type.hasTag(TypeTag.BOT) ? "null" : null;
      parts.add(text == null ? value(plain) : new Value.Const(text, Symbols.STRING));
    }
  }

  /** Neighbouring constants become one, as in the recipe of a class file. */
  static List<Value> joined(List<Value> parts) {
    List<Value> result = new ArrayList<>(parts.size());
    for (Value part : parts) {
      if (part instanceof Value.Const empty && "".equals(empty.value())) {
        continue;
      }
      int last = result.size() - 1;
      if (part instanceof Value.Const constant
          && constant.value() != null
          && last >= 0
          && result.get(last) instanceof Value.Const before
          && before.type().equals(Symbols.STRING)) {
        result.set(last, new Value.Const(before.value() + text(constant), Symbols.STRING));
      } else {
        result.add(
            part instanceof Value.Const constant && constant.value() != null
                ? new Value.Const(text(constant), Symbols.STRING)
                : part);
      }
    }
    return result;
  }

  private static String text(Value.Const constant) {
    return String.valueOf(constant.value());
  }

  private Value assign(JCAssign tree) {
    Place place = place(tree.lhs);
    return place.assign(value(tree.rhs, tree.lhs.type));
  }

  private Value assign(JCAssignOp tree) {
    Place place = place(tree.lhs);
    Value old = place.value;
    String type = builder.descriptor(tree.lhs.type);
    if (type.equals(Symbols.STRING)) {
      List<Value> parts = new ArrayList<>(List.of(old));
      concat(tree.rhs, parts);
      return place.assign(Bounds.computed("concat", joined(parts), type));
    }
    Value one = coerce(old, tree.lhs.type, parameter(tree.operator, 0), tree.lhs);
    Value two = value(tree.rhs, parameter(tree.operator, 1));
    Type computed = tree.operator.type.getReturnType();
    Value value =
        values.arithmetic(tree.operator.name.toString(), one, two, builder.descriptor(computed));
    return place.assign(coerce(value, computed, tree.lhs.type, tree));
  }

  private Value step(JCUnary tree) {
    Place place = place(tree.arg);
    Value old = place.value;
    Type type = tree.arg.type;
    Value changed;
    if (place.isIntLocal(type)) {
      changed = Values.unknown("I");
    } else {
      Type operand = parameter(tree.operator, 0);
      boolean up = tree.hasTag(Tag.PREINC) || tree.hasTag(Tag.POSTINC);
      Value one = conversions.widen(new Value.Const(1, "I"), symbols.syms.intType, operand, true);
      Value computed =
          values.arithmetic(
              up ? "+" : "-",
              coerce(old, type, operand, tree.arg),
              one,
              builder.descriptor(operand));
      changed = coerce(computed, operand, type, tree);
    }
    place.assign(changed);
    return tree.hasTag(Tag.PREINC) || tree.hasTag(Tag.PREDEC) ? changed : old;
  }

  /** Where an assignment goes, its operands evaluated. */
  private final class Place {
    private VarSymbol local;
    private FieldRef field;
    private Value receiver;
    private Value array;
    private Value index;
    private Value value;

    boolean isIntLocal(Type type) {
      return local != null && type.hasTag(TypeTag.INT);
    }

    Value assign(Value assigned) {
      if (local != null) {
        int slot = builder.slot(local);
        if (slot >= 0) {
          graph.set(slot, assigned);
        } else {
          builder.declare(local, assigned);
        }
      } else if (field != null) {
        builder.put(field, receiver, assigned);
      } else if (array != null) {
        store(array, index, assigned);
      }
      return assigned;
    }
  }

  private Place place(JCExpression target) {
    JCExpression plain = TreeInfo.skipParens(target);
    Place place = new Place();
    if (plain instanceof JCArrayAccess access) {
      place.array = value(access.indexed);
      place.index = value(access.index, symbols.syms.intType);
      place.value = Bounds.arrayElement(place.array, builder.descriptor(access.type));
    } else if (TreeInfo.symbol(plain) instanceof VarSymbol variable) {
      if (Symbols.isLocal(variable)) {
        place.local = variable;
        place.value = builder.read(variable);
      } else {
        place.receiver = receiver(plain, variable);
        place.field = builder.sites.field(plain, variable);
        place.value = fieldRead(plain, variable, place.receiver);
      }
    } else {
      graph.losePaths();
      place.value = unknown(plain);
    }
    return place;
  }
}
