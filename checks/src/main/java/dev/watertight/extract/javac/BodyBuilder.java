package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCBlock;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.util.Name;
import dev.watertight.model.Body;
import dev.watertight.model.Bounds;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the event graph of one method from its tree, in the order and with the lines of the code
 * that javac would generate. One builder, one body.
 */
final class BodyBuilder {
  final Symbols symbols;
  final Draft type;
  final Sites sites;
  final Graph graph;
  final Values values;
  final Expressions expressions;
  final Calls calls;
  final Conditions conditions;
  final Statements statements;
  private final Map<VarSymbol, Integer> locals = new HashMap<>();
  private int position;

  /** Initialisers read captured locals from their fields, constructors from their parameters. */
  private boolean initialising;

  /** What a return statement's operand is converted to; null in void methods. */
  Type result;

  BodyBuilder(Symbols symbols, Draft type) {
    this.symbols = symbols;
    this.type = type;
    this.sites = new Sites(symbols, type.symbol);
    this.graph = new Graph(symbols.types, symbols.syms.throwableType);
    this.values = graph.values;
    this.expressions = new Expressions(this);
    this.calls = new Calls(this);
    this.conditions = new Conditions(this);
    this.statements = new Statements(this);
  }

  /** Following code is generated for that place, as javac's {@code Code.statBegin} has it. */
  void mark(int newPosition) {
    if (newPosition >= 0) {
      position = newPosition;
    }
  }

  int line() {
    return type.line(position);
  }

  String descriptor(Type javaType) {
    return symbols.descriptor(javaType);
  }

  Value thisValue() {
    return new Value.This(descriptor(type.symbol.type));
  }

  Body method(JCMethodDecl tree) {
    MethodSymbol method = tree.sym;
    boolean isConstructor = method.isConstructor();
    mark(FirstCode.of(tree, type));
    enter();
    Type returned = method.type.getReturnType();
    result = isConstructor || returned.hasTag(TypeTag.VOID) ? null : returned;
    int index = 0;
    for (JCVariableDecl parameter : tree.params) {
      declare(parameter.sym, new Value.Param(index++, descriptor(parameter.sym.type)));
    }
    if (isConstructor) {
      boolean initialises = Constructors.callsSuper(tree, symbols.names);
      for (VarSymbol captured : type.captured) {
        Value value = new Value.Param(index++, descriptor(captured.type));
        declare(captured, value);
        if (initialises) {
          mark(tree.body.pos);
          put(symbols.capture(type.symbol, captured), thisValue(), value);
        }
      }
      constructor(tree, initialises);
    } else {
      statements.all(tree.body.stats);
    }
    mark(TreeInfo.endPos(tree.body));
    return leave();
  }

  private void constructor(JCMethodDecl tree, boolean initialises) {
    boolean pending = initialises;
    for (JCStatement statement : tree.body.stats) {
      statements.statement(statement);
      Name called = Constructors.calledConstructor(statement, symbols.names);
      if (pending && called != null) {
        pending = false;
        initialising = true;
        initialise(type.instanceInitialisers);
        initialising = false;
      }
    }
    if (pending) {
      initialise(type.instanceInitialisers);
    }
    boolean leavesFieldsToCompiler =
        (tree.sym.flags_field & (Flags.COMPACT_RECORD_CONSTRUCTOR | Flags.GENERATEDCONSTR)) != 0;
    if (leavesFieldsToCompiler && type.symbol.isRecord()) {
      mark(tree.pos);
      for (JCVariableDecl field : TreeInfo.recordFields(type.tree)) {
        for (JCVariableDecl parameter : tree.params) {
          if (parameter.name == field.name && graph.isReachable()) {
            put(symbols.field(field.sym), thisValue(), read(parameter.sym));
          }
        }
      }
    }
  }

  Body classInitialiser() {
    mark(FirstCode.ofStatic(type));
    enter();
    initialise(type.staticInitialisers);
    return leave();
  }

  private void initialise(Iterable<JCTree> initialisers) {
    for (JCTree each : initialisers) {
      if (!graph.isReachable()) {
        return;
      }
      if (each instanceof JCBlock block) {
        statements.all(block.stats);
        continue;
      }
      VarSymbol field = ((JCVariableDecl) each).sym;
      JCExpression initial = ((JCVariableDecl) each).init;
      mark(TreeInfo.getStartPos(each));
      Value value = expressions.value(initial, field.type);
      put(symbols.field(field), field.isStatic() ? null : thisValue(), value);
    }
  }

  Body lambda(Draft.Lambda lambda) {
    mark(FirstCode.of(lambda.tree));
    enter();
    int index = 0;
    for (VarSymbol captured : lambda.captured) {
      declare(captured, new Value.Param(index++, descriptor(captured.type)));
    }
    for (JCVariableDecl parameter : lambda.tree.params) {
      declare(parameter.sym, new Value.Param(index++, descriptor(parameter.sym.type)));
    }
    Type returned = lambda.tree.getDescriptorType(symbols.types).getReturnType();
    result = returned.hasTag(TypeTag.VOID) ? null : returned;
    if (lambda.tree.body instanceof JCExpression expression) {
      mark(TreeInfo.getStartPos(expression));
      if (result == null) {
        expressions.effect(expression);
      } else {
        Value value = expressions.value(expression, result);
        if (graph.isReachable()) {
          graph.addExit(new Event.Return(graph.next(), line(), value));
        }
      }
    } else {
      statements.statement((JCStatement) lambda.tree.body);
      mark(TreeInfo.endPos(lambda.tree.body));
    }
    return leave();
  }

  /** The accessor that a record does not write. */
  Body accessor(VarSymbol field) {
    mark(type.tree.pos);
    enter();
    Value value =
        field == null
            ? null
            : Bounds.fieldRead(symbols.field(field), thisValue(), descriptor(field.type));
    graph.addExit(new Event.Return(graph.next(), line(), value));
    return leave();
  }

  private void enter() {
    graph.add(new Event.Entry(0, line()));
  }

  private Body leave() {
    if (graph.isReachable()) {
      graph.addExit(new Event.Return(graph.next(), line(), null));
    }
    return graph.finish();
  }

  void put(FieldRef field, Value receiver, Value value) {
    if (graph.isReachable()) {
      graph.add(new Event.Put(graph.next(), line(), field, receiver, value));
    }
  }

  void declare(VarSymbol local, Value value) {
    Integer slot = locals.get(local);
    if (slot == null) {
      slot = graph.local(descriptor(local.type));
      locals.put(local, slot);
    }
    graph.set(slot, value);
  }

  /** The slot of a local of this method; -1 for one that is captured from outside. */
  int slot(VarSymbol local) {
    return locals.getOrDefault(local, -1);
  }

  /** What a local holds, captured ones included. */
  Value read(VarSymbol local) {
    int slot = slot(local);
    if (slot >= 0 && !(initialising && type.captured.contains(local))) {
      return graph.get(slot);
    }
    var capturer = sites.capturer(local);
    if (capturer == null) {
      return Values.unknown(descriptor(local.type));
    }
    Value holder =
        capturer == type.symbol ? thisValue() : new Value.Outer(descriptor(capturer.type));
    return Bounds.fieldRead(symbols.capture(capturer, local), holder, descriptor(local.type));
  }
}
