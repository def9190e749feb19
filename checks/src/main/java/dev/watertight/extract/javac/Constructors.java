package dev.watertight.extract.javac;

import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;

/** Which constructor a constructor calls first. */
final class Constructors {
  private Constructors() {}

  /** Whether field initialisers are run by this constructor. */
  static boolean callsSuper(JCMethodDecl constructor, Names names) {
    if (constructor.body == null) {
      return false;
    }
    for (JCStatement statement : constructor.body.stats) {
      Name called = calledConstructor(statement, names);
      if (called != null) {
        return called == names._super;
      }
    }
    return true;
  }

  /** {@code this} or {@code super} where the statement calls a constructor, otherwise null. */
  static Name calledConstructor(JCStatement statement, Names names) {
    if (statement instanceof JCExpressionStatement expression
        && expression.expr instanceof JCMethodInvocation call) {
      Name name = TreeInfo.name(call.meth);
      return name == names._this || name == names._super ? name : null;
    }
    return null;
  }
}
