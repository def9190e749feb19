package dev.watertight.extract.javac;

import com.sun.source.tree.CaseTree;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCBindingPattern;
import com.sun.tools.javac.tree.JCTree.JCCase;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCSwitch;
import com.sun.tools.javac.tree.JCTree.JCSwitchExpression;
import dev.watertight.extract.javac.Conditions.Ways;
import dev.watertight.model.Event;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Switches of all kinds: old and arrow, statements and expressions, constants and patterns. */
final class Switches {
  private final BodyBuilder builder;
  private final Statements statements;
  private final Graph graph;

  Switches(BodyBuilder builder, Statements statements) {
    this.builder = builder;
    this.statements = statements;
    this.graph = builder.graph;
  }

  void statement(JCSwitch tree) {
    Value selector = builder.expressions.value(tree.selector);
    boolean exhaustive = tree.patternSwitch;
    cases(tree, tree.selector.type, selector, tree.cases, exhaustive, -1);
  }

  Value value(JCSwitchExpression tree) {
    Value selector = builder.expressions.value(tree.selector);
    int local = graph.local(builder.descriptor(tree.type));
    cases(tree, tree.selector.type, selector, tree.cases, true, local);
    return graph.get(local);
  }

  private void cases(
      JCTree tree,
      Type selectorType,
      Value selector,
      List<JCCase> cases,
      boolean exhaustive,
      int result) {
    if (!graph.isReachable()) {
      return;
    }
    boolean needsExit = !exhaustive && cases.stream().noneMatch(Switches::isDefault);
    int outcomes = cases.size() + (needsExit ? 1 : 0);
    if (outcomes == 0) {
      return;
    }
    Flow[] ways =
        graph.addBranch(new Event.Branch(graph.next(), builder.line(), selector), outcomes);
    Statements.Scope scope = statements.enter(tree, null);
    scope.result = result;
    Flow fallen = null;
    Flow refused = null;
    int i = 0;
    for (JCCase each : cases) {
      graph.flow = graph.join(ways[i++], isDefault(each) ? refused : null);
      if (isDefault(each)) {
        refused = null;
      }
      refused = graph.join(refused, match(each, selector, selectorType));
      graph.flow = graph.join(graph.flow, fallen);
      body(tree, each);
      fallen = graph.flow;
    }
    graph.flow = fallen;
    if (needsExit) {
      graph.flow = graph.join(graph.flow, ways[i]);
    }
    graph.flow = graph.join(graph.flow, refused);
    statements.leave(scope);
  }

  /** Binds what the labels name and tests the guard; returns the way where it does not hold. */
  private Flow match(JCCase tree, Value selector, Type selectorType) {
    Flow refused = null;
    for (JCTree label : labels(tree)) {
      if (label instanceof JCBindingPattern binding) {
        String type = builder.descriptor(binding.var.sym.type);
        builder.declare(binding.var.sym, builder.values.refine(selector, type));
      } else if (Patterns.isPattern(label)) {
        builder.mark(label.pos);
        Ways ways = new Patterns(builder).match(label, selector, selectorType);
        graph.flow = ways.yes();
        refused = graph.join(refused, ways.no());
      }
    }
    JCExpression guard = Newer.expression(tree, "guard");
    if (guard != null && graph.isReachable()) {
      Ways ways = builder.conditions.decide(guard);
      graph.flow = ways.yes();
      refused = graph.join(refused, ways.no());
    }
    return refused;
  }

  private void body(JCTree tree, JCCase each) {
    if (each.stats != null) {
      statements.all(each.stats);
    }
    if (each.getCaseKind() == CaseTree.CaseKind.RULE && graph.isReachable()) {
      statements.jump(tree, false);
    }
  }

  /** Patterns and constants; newer compilers wrap either in a label. */
  private static List<JCTree> labels(JCCase tree) {
    List<JCTree> result = new ArrayList<>(1);
    for (JCTree label : tree.labels) {
      JCTree pattern = Newer.tree(label, "pat");
      result.add(pattern == null ? label : pattern);
    }
    return result;
  }

  private static boolean isDefault(JCCase tree) {
    for (JCTree label : tree.labels) {
      if (label.getKind().name().equals("DEFAULT_CASE_LABEL")) {
        return true;
      }
    }
    return tree.labels.isEmpty();
  }
}
