package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCBlock;
import com.sun.tools.javac.tree.JCTree.JCCatch;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCNewClass;
import com.sun.tools.javac.tree.JCTree.JCTry;
import com.sun.tools.javac.tree.JCTree.JCTypeUnion;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeInfo;
import dev.watertight.extract.javac.Conditions.Ways;
import dev.watertight.extract.javac.Graph.Catcher;
import dev.watertight.extract.javac.Graph.Handlers;
import dev.watertight.model.Event;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Try statements. The code of {@code finally} is repeated on every way out, as javac does. */
final class Tries {
  private static final String THROWABLE = "Ljava/lang/Throwable;";
  private static final MethodRef ADD_SUPPRESSED =
      new MethodRef("java/lang/Throwable", "addSuppressed", "(Ljava/lang/Throwable;)V");

  private final BodyBuilder builder;
  private final Statements statements;
  private final Graph graph;

  Tries(BodyBuilder builder, Statements statements) {
    this.builder = builder;
    this.statements = statements;
    this.graph = builder.graph;
  }

  void statement(JCTry tree) {
    // Even an empty finally block has its handler, if there is any other
    boolean hasFinally =
        tree.finalizer != null && !(tree.finalizer.stats.isEmpty() && tree.catchers.isEmpty());
    if (tree.resources.isEmpty() && tree.body.stats.isEmpty()) {
      if (hasFinally) {
        statements.statement(tree.finalizer);
      }
      return;
    }
    if (!hasFinally) {
      caught(tree, end -> {});
      return;
    }
    Handlers outside = graph.handlers;
    Catcher any = new Catcher(List.of());
    Statements.Scope scope = statements.enter(tree, () -> statements.statement(tree.finalizer));
    Handlers own = new Handlers(outside, List.of(any), graph.flow.locals.clone());
    graph.handlers = own;
    // The body and every catch block have a copy of their own, outside of what is guarded
    caught(
        tree,
        end -> {
          graph.handlers = outside;
          Statements.Scope inner = statements.suspend(scope);
          builder.mark(end);
          statements.statement(tree.finalizer);
          statements.resume(inner);
          graph.handlers = own;
        });
    graph.handlers = outside;
    statements.leave(scope);
    Flow normal = graph.flow;
    if (any.reached) {
      handle(any, own);
      Value caught = new Value.Caught(any.event, THROWABLE);
      statements.statement(tree.finalizer);
      if (graph.isReachable()) {
        builder.mark(TreeInfo.endPos(tree.finalizer));
        graph.addThrow(new Event.Throw(graph.next(), builder.line(), caught), null);
      }
    }
    graph.flow = normal;
  }

  /** Starts the handler of a {@code finally}. */
  private void handle(Catcher any, Handlers handlers) {
    graph.flow = Flow.at(handlers.locals.clone());
    any.event = graph.next();
    graph.add(new Event.Catch(any.event, builder.line(), List.of()));
  }

  /**
   * The body and its catch blocks.
   *
   * @param afterEach what follows the normal end of any of them, given its position
   */
  private void caught(JCTry tree, IntConsumer afterEach) {
    if (tree.catchers.isEmpty()) {
      resources(tree, tree.resources);
      afterEach.accept(TreeInfo.endPos(tree.body));
      return;
    }
    Handlers outside = graph.handlers;
    List<Catcher> catchers = new ArrayList<>();
    for (JCCatch each : tree.catchers) {
      catchers.add(new Catcher(types(each)));
    }
    Handlers own = new Handlers(outside, catchers, graph.flow.locals.clone());
    graph.handlers = own;
    resources(tree, tree.resources);
    graph.handlers = outside;
    afterEach.accept(TreeInfo.endPos(tree.body));
    Flow normal = graph.flow;
    int i = 0;
    for (JCCatch each : tree.catchers) {
      handler(each, catchers.get(i++), own);
      afterEach.accept(TreeInfo.endPos(each.body));
      normal = graph.join(normal, graph.flow);
    }
    graph.flow = normal;
  }

  private void handler(JCCatch tree, Catcher catcher, Handlers handlers) {
    if (!catcher.reached) {
      graph.flow = null;
      return;
    }
    graph.flow = Flow.at(handlers.locals.clone());
    builder.mark(tree.pos);
    catcher.event = graph.next();
    List<String> names = new ArrayList<>();
    for (Type type : catcher.types) {
      names.add(builder.symbols.internalName(type));
    }
    graph.add(new Event.Catch(catcher.event, builder.line(), names));
    builder.declare(
        tree.param.sym, new Value.Caught(catcher.event, builder.descriptor(tree.param.sym.type)));
    statements.statement(tree.body);
  }

  private static List<Type> types(JCCatch tree) {
    if (tree.param.vartype instanceof JCTypeUnion union) {
      List<Type> result = new ArrayList<>();
      for (JCExpression alternative : union.alternatives) {
        result.add(alternative.type);
      }
      return result;
    }
    return List.of(tree.param.sym.type);
  }

  /** The body inside the resources that are left to open. */
  private void resources(JCTry tree, com.sun.tools.javac.util.List<JCTree> left) {
    if (left.isEmpty()) {
      block(tree.body);
      return;
    }
    JCTree resource = left.head;
    builder.mark(resource.pos);
    Type type;
    Value value;
    boolean neverNull = false;
    if (resource instanceof JCVariableDecl variable) {
      type = variable.sym.type;
      value = builder.expressions.value(variable.init, type);
      builder.declare(variable.sym, value);
      neverNull = TreeInfo.skipParens(variable.init) instanceof JCNewClass;
    } else {
      type = resource.type;
      value = builder.expressions.value((JCExpression) resource);
    }
    if (!graph.isReachable()) {
      return;
    }
    Handlers outside = graph.handlers;
    MethodRef close = new MethodRef(builder.symbols.internalName(type), "close", "()V");
    int end = TreeInfo.endPos(tree.body);
    boolean tested = !neverNull;
    Value opened = value;
    Catcher throwable = new Catcher(List.of(builder.symbols.syms.throwableType));
    Handlers own = new Handlers(outside, List.of(throwable), graph.flow.locals.clone());
    Statements.Scope scope =
        statements.enter(
            left.head,
            () -> {
              builder.mark(end);
              close(close, opened, tested);
            });
    graph.handlers = own;
    resources(tree, left.tail);
    graph.handlers = outside;
    statements.leave(scope);
    if (graph.isReachable()) {
      builder.mark(end);
      close(close, opened, tested);
    }
    Flow normal = graph.flow;
    if (throwable.reached) {
      closeAndThrow(throwable, own, close, opened, tested, tree.pos);
    }
    graph.flow = normal;
  }

  private void block(JCBlock body) {
    statements.statement(body);
  }

  private void close(MethodRef close, Value resource, boolean tested) {
    Flow skipped = null;
    if (tested) {
      Ways ways = builder.conditions.isNull(resource);
      skipped = ways.yes();
      graph.flow = ways.no();
    }
    invoke(close, resource, List.of());
    graph.flow = graph.join(graph.flow, skipped);
  }

  private void invoke(MethodRef method, Value receiver, List<Value> arguments) {
    builder.calls.invoke(Event.Dispatch.VIRTUAL, method, receiver, arguments, false, "V");
  }

  /** What happens to a resource on an exception: closed, and what that throws is kept beside. */
  private void closeAndThrow(
      Catcher throwable,
      Handlers handlers,
      MethodRef close,
      Value resource,
      boolean tested,
      int position) {
    graph.flow = Flow.at(handlers.locals.clone());
    builder.mark(position);
    throwable.event = graph.next();
    graph.add(new Event.Catch(throwable.event, builder.line(), List.of("java/lang/Throwable")));
    Value first = new Value.Caught(throwable.event, THROWABLE);
    Flow skipped = null;
    if (tested) {
      Ways ways = builder.conditions.isNull(resource);
      skipped = ways.yes();
      graph.flow = ways.no();
    }
    Handlers outside = graph.handlers;
    Catcher inner = new Catcher(List.of(builder.symbols.syms.throwableType));
    Handlers own = new Handlers(outside, List.of(inner), graph.flow.locals.clone());
    graph.handlers = own;
    invoke(close, resource, List.of());
    graph.handlers = outside;
    Flow closed = graph.join(graph.flow, skipped);
    graph.flow = Flow.at(own.locals.clone());
    inner.event = graph.next();
    graph.add(new Event.Catch(inner.event, builder.line(), List.of("java/lang/Throwable")));
    invoke(ADD_SUPPRESSED, first, List.of(new Value.Caught(inner.event, THROWABLE)));
    graph.flow = graph.join(closed, graph.flow);
    graph.addThrow(new Event.Throw(graph.next(), builder.line(), first), null);
  }
}
