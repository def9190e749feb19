package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.JCTree.JCNewClass;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.util.Name;
import dev.watertight.model.Bounds;
import dev.watertight.model.Event;
import dev.watertight.model.Event.Dispatch;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Calls, creations, lambdas and method references. */
final class Calls {
  private final BodyBuilder builder;
  private final Graph graph;
  private final Symbols symbols;

  Calls(BodyBuilder builder) {
    this.builder = builder;
    this.graph = builder.graph;
    this.symbols = builder.symbols;
  }

  /** A call written in the source. */
  Value call(JCMethodInvocation tree, boolean used) {
    JCExpression name = TreeInfo.skipParens(tree.meth);
    if (!(TreeInfo.symbol(name) instanceof MethodSymbol method)) {
      graph.losePaths();
      return Values.unknown(builder.descriptor(tree.type));
    }
    if (method.isConstructor()) {
      return constructorCall(tree, name, method);
    }
    MethodRef ref = builder.sites.method(name, method);
    Value receiver = builder.expressions.receiver(name, method);
    List<Value> arguments = arguments(tree.args, tree.meth.type, tree.varargsElement);
    builder.mark(tree.pos);
    String type = builder.descriptor(tree.type);
    if (Symbols.isBoxing(ref.owner(), method)) {
      return Bounds.convert(method.isStatic() ? arguments.get(0) : receiver, type);
    }
    if (Symbols.isNullCheck(ref.owner(), method)) {
      return builder.values.refine(arguments.get(0), type);
    }
    Dispatch dispatch =
        method.isStatic()
            ? Dispatch.STATIC
            : name instanceof JCFieldAccess select
                    && TreeInfo.name(select.selected) == symbols.names._super
                ? Dispatch.SPECIAL
                : Dispatch.VIRTUAL;
    return invoke(
        dispatch, ref, receiver, arguments, used && !tree.type.hasTag(TypeTag.VOID), type);
  }

  /** Adds a call that the source implies or states. */
  Value invoke(
      Dispatch dispatch,
      MethodRef ref,
      Value receiver,
      List<Value> arguments,
      boolean used,
      String type) {
    if (!graph.isReachable()) {
      return Values.unknown(type);
    }
    int id = graph.next();
    graph.addThrowing(
        new Event.Invoke(id, builder.line(), dispatch, ref, receiver, arguments, used));
    return new Value.Result(id, type);
  }

  private Value constructorCall(
      JCMethodInvocation tree, JCExpression name, MethodSymbol constructor) {
    if (name instanceof JCFieldAccess select) {
      builder.expressions.value(select.selected);
    }
    List<Value> arguments = arguments(tree.args, constructor.type, tree.varargsElement);
    captured(constructor.owner, arguments);
    builder.mark(tree.pos);
    return invoke(
        Dispatch.SPECIAL, symbols.method(constructor), builder.thisValue(), arguments, false, "V");
  }

  Value create(JCNewClass tree) {
    if (!(tree.constructor instanceof MethodSymbol constructor)) {
      graph.losePaths();
      return Values.unknown(builder.descriptor(tree.type));
    }
    if (tree.encl != null) {
      builder.expressions.value(tree.encl);
    }
    List<Value> arguments = arguments(tree.args, constructor.type, tree.varargsElement);
    captured(constructor.owner, arguments);
    String type = builder.descriptor(constructor.owner.type);
    if (!graph.isReachable()) {
      return Values.unknown(type);
    }
    int id = graph.next();
    Value created = new Value.New(id, type);
    invoke(Dispatch.SPECIAL, symbols.method(constructor), created, arguments, false, type);
    return created;
  }

  private void captured(Symbol created, List<Value> arguments) {
    for (VarSymbol local : symbols.captures(created)) {
      arguments.add(builder.read(local));
    }
  }

  private List<Value> arguments(Iterable<JCExpression> trees, Type method, Type variable) {
    List<Type> parameters = method == null ? List.of() : method.getParameterTypes();
    int fixed = variable == null ? Integer.MAX_VALUE : parameters.size() - 1;
    List<Value> result = new ArrayList<>(4);
    List<JCExpression> rest = new ArrayList<>(0);
    int i = 0;
    for (JCExpression tree : trees) {
      if (i >= fixed) {
        rest.add(tree);
      } else {
        Type target = i < parameters.size() ? parameters.get(i) : tree.type;
        result.add(builder.expressions.value(tree, target));
      }
      i++;
    }
    if (variable != null) {
      Value array = new Value.NewArray("[" + builder.descriptor(variable));
      builder.expressions.store(array, rest, variable);
      result.add(array);
    }
    return result;
  }

  Value lambda(JCLambda tree) {
    Draft.Lambda lambda = builder.type.lambdas.get(tree);
    String type = builder.descriptor(tree.type);
    if (lambda == null) {
      return Values.unknown(type);
    }
    List<Value> captured = new ArrayList<>();
    if (lambda.capturesThis) {
      captured.add(builder.thisValue());
    }
    for (VarSymbol local : lambda.captured) {
      captured.add(builder.read(local));
    }
    return new Value.Lambda(
        type, interfaceMethod(tree), lambda.ref, captured, false, !lambda.capturesThis);
  }

  private String interfaceMethod(JCTree.JCFunctionalExpression tree) {
    Name name = symbols.types.findDescriptorSymbol(tree.target.tsym).name;
    return name.toString();
  }

  Value reference(JCMemberReference tree) {
    String type = builder.descriptor(tree.type);
    boolean evaluates = !Sites.isTypeName(tree.expr);
    Value receiver = evaluates ? builder.expressions.value(tree.expr) : null;
    if (!(tree.sym instanceof MethodSymbol method) || method.owner == symbols.syms.arrayClass) {
      return Values.unknown(type); // int[]::new and the like keep nothing
    }
    List<Value> captured = new ArrayList<>();
    if (receiver != null && !method.isStatic() && !method.isConstructor()) {
      captured.add(receiver);
    }
    if (method.isConstructor()) {
      captured(method.owner, captured);
    }
    return new Value.Lambda(
        type,
        interfaceMethod(tree),
        builder.sites.method(tree, method),
        captured,
        true,
        method.isStatic());
  }
}
