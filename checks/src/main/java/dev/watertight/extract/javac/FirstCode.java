package dev.watertight.extract.javac;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCArrayAccess;
import com.sun.tools.javac.tree.JCTree.JCAssign;
import com.sun.tools.javac.tree.JCTree.JCBinary;
import com.sun.tools.javac.tree.JCTree.JCBlock;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCConditional;
import com.sun.tools.javac.tree.JCTree.JCDoWhileLoop;
import com.sun.tools.javac.tree.JCTree.JCEnhancedForLoop;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCForLoop;
import com.sun.tools.javac.tree.JCTree.JCIf;
import com.sun.tools.javac.tree.JCTree.JCInstanceOf;
import com.sun.tools.javac.tree.JCTree.JCLabeledStatement;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.JCTree.JCReturn;
import com.sun.tools.javac.tree.JCTree.JCSkip;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCSwitch;
import com.sun.tools.javac.tree.JCTree.JCSynchronized;
import com.sun.tools.javac.tree.JCTree.JCThrow;
import com.sun.tools.javac.tree.JCTree.JCTry;
import com.sun.tools.javac.tree.JCTree.JCTypeCast;
import com.sun.tools.javac.tree.JCTree.JCUnary;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.JCTree.JCWhileLoop;
import com.sun.tools.javac.tree.TreeInfo;

/** The position that the first instruction of a piece of code is generated for. */
final class FirstCode {
  private static final int NOWHERE = -1;

  private FirstCode() {}

  /** Of a method, field initialisers of a constructor left aside. */
  static int of(JCMethodDecl method, Draft type) {
    boolean keepsCaptured =
        method.sym.isConstructor() && (Symbols.hasOuter(type.symbol) || !type.captured.isEmpty());
    return keepsCaptured && !type.symbol.name.isEmpty() ? method.body.pos : of(method.body);
  }

  /** Of a lambda. */
  static int of(JCLambda lambda) {
    return lambda.body instanceof JCBlock block
        ? of(block)
        : of((JCExpression) lambda.body, TreeInfo.getStartPos(lambda.body));
  }

  /** Of the class initialiser. */
  static int ofStatic(Draft type) {
    JCTree first = type.staticInitialisers.get(0);
    return first instanceof JCVariableDecl field
        ? of(field.init, TreeInfo.getStartPos(field))
        : of((JCBlock) first);
  }

  private static int of(JCBlock body) {
    int found = among(body.stats);
    return found == NOWHERE ? TreeInfo.endPos(body) : found;
  }

  private static int among(Iterable<? extends JCStatement> statements) {
    for (JCStatement statement : statements) {
      int found = of(statement);
      if (found != NOWHERE) {
        return found;
      }
    }
    return NOWHERE;
  }

  private static int of(JCStatement tree) {
    if (tree instanceof JCBlock block) {
      return among(block.stats);
    }
    if (tree instanceof JCSkip || tree instanceof JCClassDecl) {
      return NOWHERE;
    }
    if (tree instanceof JCVariableDecl variable) {
      return variable.init == null ? NOWHERE : of(variable.init, variable.pos);
    }
    if (tree instanceof JCExpressionStatement statement) {
      return of(statement.expr, statement.pos);
    }
    if (tree instanceof JCIf decision) {
      return of(decision.cond, decision.pos);
    }
    if (tree instanceof JCReturn exit) {
      return exit.expr == null ? exit.pos : of(exit.expr, exit.pos);
    }
    if (tree instanceof JCThrow exit) {
      return of(exit.expr, exit.pos);
    }
    if (tree instanceof JCTry attempt && attempt.resources.isEmpty()) {
      return of(attempt.body);
    }
    if (tree instanceof JCEnhancedForLoop loop) {
      return of(loop.expr, TreeInfo.getStartPos(loop.expr));
    }
    if (tree instanceof JCWhileLoop loop) {
      return round(loop.cond, loop.body);
    }
    if (tree instanceof JCDoWhileLoop loop) {
      return of(loop.body);
    }
    if (tree instanceof JCForLoop loop) {
      int found = among(loop.init);
      if (found != NOWHERE) {
        return found;
      }
      return round(loop.cond, loop.body);
    }
    if (tree instanceof JCLabeledStatement labelled) {
      return of(labelled.body);
    }
    if (tree instanceof JCSwitch decision) {
      return of(decision.selector, decision.pos);
    }
    return tree instanceof JCSynchronized block ? of(block.lock, block.pos) : tree.pos;
  }

  /** Of a loop that tests first; a test that always holds is not generated. */
  private static int round(JCExpression condition, JCStatement body) {
    JCExpression plain = condition == null ? null : TreeInfo.skipParens(condition);
    return plain == null || plain.type.constValue() != null ? of(body) : of(plain, condition.pos);
  }

  /**
   * Of an expression.
   *
   * @param from the position that holds unless the expression sets another
   */
  static int of(JCExpression tree, int from) {
    JCExpression plain = TreeInfo.skipParens(tree);
    if (plain.type != null && plain.type.constValue() != null) {
      return from;
    }
    if (plain instanceof JCMethodInvocation call) {
      var symbol = TreeInfo.symbol(call.meth);
      if (call.meth instanceof JCFieldAccess select && !Sites.isTypeName(select.selected)) {
        return of(select.selected, from);
      }
      if (symbol != null && !symbol.isStatic()) {
        return from;
      }
      return call.args.isEmpty() ? call.pos : of(call.args.head, from);
    }
    if (plain instanceof JCFieldAccess select && !Sites.isTypeName(select.selected)) {
      return of(select.selected, from);
    }
    if (plain instanceof JCConditional decision) {
      return of(decision.cond, decision.cond.pos);
    }
    if (plain instanceof JCBinary operation) {
      return of(operation.lhs, from);
    }
    if (plain instanceof JCUnary operation) {
      return of(operation.arg, from);
    }
    if (plain instanceof JCTypeCast cast) {
      return of(cast.expr, from);
    }
    if (plain instanceof JCInstanceOf test) {
      return of(test.expr, from);
    }
    if (plain instanceof JCArrayAccess access) {
      return of(access.indexed, from);
    }
    if (plain instanceof JCAssign assignment) {
      JCTree target = TreeInfo.skipParens(assignment.lhs);
      var symbol = TreeInfo.symbol(target);
      boolean valueFirst = symbol != null && (symbol.isStatic() || Symbols.isLocal(symbol));
      return of(valueFirst ? assignment.rhs : assignment.lhs, from);
    }
    return from;
  }
}
