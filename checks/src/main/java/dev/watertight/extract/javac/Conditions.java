package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCBinary;
import com.sun.tools.javac.tree.JCTree.JCConditional;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCInstanceOf;
import com.sun.tools.javac.tree.JCTree.JCUnary;
import com.sun.tools.javac.tree.TreeInfo;
import dev.watertight.model.Bounds;
import dev.watertight.model.Event;
import dev.watertight.model.Value;
import java.util.List;

/** Decisions: where a condition leads when it holds and when it does not. */
final class Conditions {
  /** The two ways on; null for one that is never taken. */
  record Ways(Flow yes, Flow no) {
    Ways swapped() {
      return new Ways(no, yes);
    }
  }

  private final BodyBuilder builder;
  private final Graph graph;

  Conditions(BodyBuilder builder) {
    this.builder = builder;
    this.graph = builder.graph;
  }

  Ways decide(JCExpression tree) {
    if (!graph.isReachable()) {
      return new Ways(null, null);
    }
    JCExpression plain = TreeInfo.skipParens(tree);
    Object constant = plain.type == null ? null : plain.type.constValue();
    if (constant instanceof Integer known) {
      Flow flow = graph.flow;
      graph.flow = null;
      return known != 0 ? new Ways(flow, null) : new Ways(null, flow);
    }
    switch (plain.getTag()) {
      case NOT:
        return decide(((JCUnary) plain).arg).swapped();
      case AND:
        Ways first = decide(((JCBinary) plain).lhs);
        graph.flow = first.yes();
        Ways second = decide(((JCBinary) plain).rhs);
        return new Ways(second.yes(), graph.join(first.no(), second.no()));
      case OR:
        Ways one = decide(((JCBinary) plain).lhs);
        graph.flow = one.no();
        Ways other = decide(((JCBinary) plain).rhs);
        return new Ways(graph.join(one.yes(), other.yes()), other.no());
      case EQ, NE, LT, GT, LE, GE:
        return compare((JCBinary) plain);
      case TYPETEST:
        JCInstanceOf test = (JCInstanceOf) plain;
        if (Patterns.isPattern(test.pattern)) {
          Value value = builder.expressions.value(test.expr);
          return new Patterns(builder).match(test.pattern, value, test.expr.type);
        }
        break;
      case CONDEXPR:
        return conditional((JCConditional) plain);
      default:
        break;
    }
    Value value = builder.expressions.value(plain, boolType());
    return branch(value);
  }

  private Type boolType() {
    return builder.symbols.syms.booleanType;
  }

  private Ways conditional(JCConditional tree) {
    Ways ways = decide(tree.cond);
    graph.flow = ways.yes();
    builder.mark(tree.truepart.pos);
    Ways first = unboxed(tree.truepart);
    graph.flow = ways.no();
    builder.mark(tree.falsepart.pos);
    Ways second = unboxed(tree.falsepart);
    return new Ways(graph.join(first.yes(), second.yes()), graph.join(first.no(), second.no()));
  }

  private Ways unboxed(JCExpression tree) {
    return tree.type.isPrimitive()
        ? decide(tree)
        : branch(builder.expressions.value(tree, boolType()));
  }

  /** Decides by a value. */
  Ways branch(Value condition) {
    if (!graph.isReachable()) {
      return new Ways(null, null);
    }
    Flow[] flows = graph.addBranch(new Event.Branch(graph.next(), builder.line(), condition), 2);
    return new Ways(flows[0], flows[1]);
  }

  Ways isNull(Value value) {
    return branch(
        new Value.Computed("==", List.of(value, new Value.Const(null, Symbols.OBJECT)), "Z"));
  }

  private Ways compare(JCBinary tree) {
    Value one = builder.expressions.value(tree.lhs, Expressions.parameter(tree.operator, 0));
    Value two = builder.expressions.value(tree.rhs, Expressions.parameter(tree.operator, 1));
    boolean isNull = isNull(tree.lhs) || isNull(tree.rhs);
    if (isNull && tree.hasTag(JCTree.Tag.NE)) {
      return branch(comparison("==", one, two)).swapped();
    }
    return branch(comparison(tree.operator.name.toString(), one, two));
  }

  private static boolean isNull(JCExpression tree) {
    return tree.type != null && tree.type.hasTag(TypeTag.BOT);
  }

  private Value comparison(String operation, Value one, Value two) {
    return Bounds.computed(operation, List.of(one, two), "Z");
  }
}
