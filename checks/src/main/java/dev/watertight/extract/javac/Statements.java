package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCBlock;
import com.sun.tools.javac.tree.JCTree.JCBreak;
import com.sun.tools.javac.tree.JCTree.JCContinue;
import com.sun.tools.javac.tree.JCTree.JCDoWhileLoop;
import com.sun.tools.javac.tree.JCTree.JCEnhancedForLoop;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCForLoop;
import com.sun.tools.javac.tree.JCTree.JCIf;
import com.sun.tools.javac.tree.JCTree.JCLabeledStatement;
import com.sun.tools.javac.tree.JCTree.JCReturn;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCSwitch;
import com.sun.tools.javac.tree.JCTree.JCSynchronized;
import com.sun.tools.javac.tree.JCTree.JCThrow;
import com.sun.tools.javac.tree.JCTree.JCTry;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.JCTree.JCWhileLoop;
import com.sun.tools.javac.tree.JCTree.JCYield;
import com.sun.tools.javac.tree.TreeInfo;
import dev.watertight.extract.javac.Conditions.Ways;
import dev.watertight.model.Bounds;
import dev.watertight.model.Event;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Statements, and the jumps between them. */
final class Statements {
  /** What a jump may aim at or has to pass. */
  static final class Scope {
    private final Scope outer;
    private final JCTree tree;
    private final Graph.Handlers handlers;
    private final Runnable onLeaving;
    private Flow broken;
    private Flow continued;
    int result = -1;

    private Scope(Scope outer, JCTree tree, Graph.Handlers handlers, Runnable onLeaving) {
      this.outer = outer;
      this.tree = tree;
      this.handlers = handlers;
      this.onLeaving = onLeaving;
    }
  }

  private final BodyBuilder builder;
  private final Graph graph;
  private final Symbols symbols;
  private final Tries tries;
  final Switches switches;
  private Scope scopes;

  Statements(BodyBuilder builder) {
    this.builder = builder;
    this.graph = builder.graph;
    this.symbols = builder.symbols;
    this.tries = new Tries(builder, this);
    this.switches = new Switches(builder, this);
  }

  void all(Iterable<? extends JCStatement> trees) {
    for (JCStatement tree : trees) {
      statement(tree);
    }
  }

  void statement(JCStatement tree) {
    if (tree == null || !graph.isReachable()) {
      return;
    }
    builder.mark(tree.pos);
    switch (tree.getTag()) {
      case BLOCK -> all(((JCBlock) tree).stats);
      case EXEC -> builder.expressions.effect(((JCExpressionStatement) tree).expr);
      case VARDEF -> variable((JCVariableDecl) tree);
      case IF -> decision((JCIf) tree);
      case WHILELOOP -> {
        JCWhileLoop loop = (JCWhileLoop) tree;
        loop(loop, loop.cond, loop.body, List.of(), true);
      }
      case DOLOOP -> {
        JCDoWhileLoop loop = (JCDoWhileLoop) tree;
        loop(loop, loop.cond, loop.body, List.of(), false);
      }
      case FORLOOP -> {
        JCForLoop loop = (JCForLoop) tree;
        all(loop.init);
        loop(loop, loop.cond, loop.body, loop.step, true);
      }
      case FOREACHLOOP -> forEach((JCEnhancedForLoop) tree);
      case LABELLED -> {
        JCLabeledStatement labelled = (JCLabeledStatement) tree;
        Scope scope = enter(labelled, null);
        statement(labelled.body);
        leave(scope);
      }
      case SWITCH -> switches.statement((JCSwitch) tree);
      case SYNCHRONIZED -> {
        JCSynchronized block = (JCSynchronized) tree;
        builder.expressions.value(block.lock);
        statement(block.body);
      }
      case TRY -> tries.statement((JCTry) tree);
      case RETURN -> exit((JCReturn) tree);
      case THROW -> raise((JCThrow) tree);
      case BREAK -> jump(((JCBreak) tree).target, false);
      case CONTINUE -> jump(((JCContinue) tree).target, true);
      case YIELD -> give((JCYield) tree);
      case SKIP, CLASSDEF, ASSERT -> {
        // nothing happens; assertions are off where it matters
      }
      default -> graph.losePaths();
    }
  }

  private void variable(JCVariableDecl tree) {
    if (tree.init != null) {
      builder.declare(tree.sym, builder.expressions.value(tree.init, tree.sym.type));
    }
  }

  private void decision(JCIf tree) {
    Ways ways = builder.conditions.decide(tree.cond);
    graph.flow = ways.yes();
    statement(tree.thenpart);
    Flow then = graph.flow;
    graph.flow = ways.no();
    statement(tree.elsepart);
    graph.flow = graph.join(then, graph.flow);
  }

  Scope enter(JCTree tree, Runnable onLeaving) {
    scopes = new Scope(scopes, tree, graph.handlers, onLeaving);
    return scopes;
  }

  /** Goes outside a scope for a while; returns what {@link #resume} wants. */
  Scope suspend(Scope scope) {
    Scope inner = scopes;
    scopes = scope.outer;
    return inner;
  }

  void resume(Scope inner) {
    scopes = inner;
  }

  /** Ends a scope; what broke out of it goes on here. */
  void leave(Scope scope) {
    scopes = scope.outer;
    graph.flow = graph.join(graph.flow, scope.broken);
  }

  /** Goes to the end (or on to the next round) of an enclosing statement. */
  void jump(JCTree target, boolean goesOn) {
    Scope scope = unwind(target);
    if (scope == null) {
      graph.losePaths();
      graph.flow = null;
      return;
    }
    if (goesOn) {
      scope.continued = graph.join(scope.continued, graph.flow);
    } else {
      scope.broken = graph.join(scope.broken, graph.flow);
    }
    graph.flow = null;
  }

  /** Runs what has to run on the way out to that statement; all the way out for null. */
  private Scope unwind(JCTree target) {
    Scope from = scopes;
    Graph.Handlers handlers = graph.handlers;
    Scope scope = from;
    for (; scope != null && (target == null || scope.tree != target); scope = scope.outer) {
      if (scope.onLeaving != null && graph.isReachable()) {
        scopes = scope.outer;
        graph.handlers = scope.handlers;
        scope.onLeaving.run();
      }
    }
    scopes = from;
    graph.handlers = handlers;
    return scope;
  }

  private void exit(JCReturn tree) {
    Value value = tree.expr == null ? null : builder.expressions.value(tree.expr, builder.result);
    unwind(null);
    if (graph.isReachable()) {
      builder.mark(tree.pos);
      graph.addExit(new Event.Return(graph.next(), builder.line(), value));
    }
  }

  private void raise(JCThrow tree) {
    Value value = builder.expressions.value(tree.expr);
    if (graph.isReachable()) {
      builder.mark(tree.pos);
      Type exact = value instanceof Value.New ? tree.expr.type : null;
      graph.addThrow(new Event.Throw(graph.next(), builder.line(), value), exact);
    }
  }

  private void give(JCYield tree) {
    for (Scope scope = scopes; scope != null; scope = scope.outer) {
      if (scope.tree == tree.target) {
        Value value = builder.expressions.value(tree.value, tree.target.type);
        graph.set(scope.result, value);
        jump(tree.target, false);
        return;
      }
    }
    graph.losePaths();
    graph.flow = null;
  }

  private record Pending(int local, Values.Phi phi) {}

  /** Makes everything that the loop assigns open until it is known. */
  private List<Pending> open(JCTree loop) {
    List<Pending> result = new ArrayList<>();
    for (VarSymbol assigned : AssignedLocals.in(loop)) {
      int local = builder.slot(assigned);
      if (local >= 0 && graph.has(local)) {
        Values.Phi phi = builder.values.phi(graph.type(local));
        phi.add(graph.get(local));
        graph.set(local, phi.placeholder());
        result.add(new Pending(local, phi));
      }
    }
    return result;
  }

  private void repeat(Flow.Label label, List<Pending> open) {
    if (graph.isReachable()) {
      for (Pending pending : open) {
        pending.phi.add(graph.get(pending.local));
      }
      graph.jump(label);
    }
  }

  private void loop(
      JCTree tree,
      JCExpression condition,
      JCStatement body,
      Iterable<? extends JCStatement> step,
      boolean testFirst) {
    Flow.Label label = new Flow.Label();
    List<Pending> open = open(tree);
    graph.flow.place(label);
    Scope scope = enter(tree, null);
    Flow done = null;
    if (testFirst && condition != null) {
      done = test(condition);
    }
    statement(body);
    graph.flow = graph.join(graph.flow, scope.continued);
    all(step);
    if (!testFirst) {
      done = test(condition);
    }
    repeat(label, open);
    graph.flow = done;
    leave(scope);
  }

  /** Goes on where the condition holds; returns the other way. */
  private Flow test(JCExpression condition) {
    builder.mark(condition.pos);
    Ways ways = builder.conditions.decide(condition);
    graph.flow = ways.yes();
    return ways.no();
  }

  private void forEach(JCEnhancedForLoop tree) {
    Type element = symbols.types.elemtype(tree.expr.type);
    int start = TreeInfo.getStartPos(tree.expr);
    builder.mark(start);
    Value source = builder.expressions.value(tree.expr);
    Value iterator = null;
    if (element == null) {
      builder.mark(start);
      String owner = symbols.internalName(tree.expr.type);
      iterator =
          builder.calls.invoke(
              Event.Dispatch.VIRTUAL,
              new dev.watertight.model.MethodRef(owner, "iterator", "()Ljava/util/Iterator;"),
              source,
              List.of(),
              true,
              "Ljava/util/Iterator;");
    }
    if (!graph.isReachable()) {
      return;
    }
    Flow.Label label = new Flow.Label();
    List<Pending> open = open(tree);
    graph.flow.place(label);
    Scope scope = enter(tree, null);
    builder.mark(start);
    Ways ways = builder.conditions.branch(more(iterator, source));
    graph.flow = ways.yes();
    Value next;
    Type nextType = element;
    if (element != null) {
      next = Bounds.arrayElement(source, builder.descriptor(element));
    } else {
      nextType = iterated(tree.expr.type);
      next =
          builder.calls.invoke(
              Event.Dispatch.VIRTUAL,
              ClassReader.ITERATOR_NEXT,
              iterator,
              List.of(),
              true,
              builder.descriptor(nextType));
    }
    if (tree.var.sym != null) {
      builder.declare(
          tree.var.sym, builder.expressions.coerce(next, nextType, tree.var.sym.type, tree.expr));
    } else {
      graph.losePaths();
    }
    statement(tree.body);
    graph.flow = graph.join(graph.flow, scope.continued);
    repeat(label, open);
    graph.flow = ways.no();
    leave(scope);
  }

  private Value more(Value iterator, Value array) {
    if (iterator == null) {
      return Bounds.computed(
          "<", List.of(Values.unknown("I"), Bounds.computed("length", List.of(array), "I")), "Z");
    }
    return builder.calls.invoke(
        Event.Dispatch.VIRTUAL, ClassReader.ITERATOR_HAS_NEXT, iterator, List.of(), true, "Z");
  }

  /** What the iterator of that type yields. */
  private Type iterated(Type type) {
    Type upper = symbols.types.cvarUpperBound(type);
    Type iterable = symbols.types.asSuper(upper, symbols.syms.iterableType.tsym);
    if (iterable == null || iterable.getTypeArguments().isEmpty()) {
      return symbols.syms.objectType;
    }
    return symbols.types.wildUpperBound(iterable.getTypeArguments().head);
  }
}
