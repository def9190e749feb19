package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCAssign;
import com.sun.tools.javac.tree.JCTree.JCAssignOp;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import com.sun.tools.javac.tree.JCTree.JCUnary;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.LinkedHashSet;
import java.util.Set;

/** The locals that a piece of code assigns, in order. */
final class AssignedLocals extends TreeScanner {
  private final Set<VarSymbol> found = new LinkedHashSet<>();

  private AssignedLocals() {}

  static Set<VarSymbol> in(JCTree tree) {
    AssignedLocals scanner = new AssignedLocals();
    scanner.scan(tree);
    return scanner.found;
  }

  private void add(JCTree target) {
    if (TreeInfo.symbol(TreeInfo.skipParens(target)) instanceof VarSymbol variable
        && Symbols.isLocal(variable)) {
      found.add(variable);
    }
  }

  @Override
  public void visitAssign(JCAssign tree) {
    add(tree.lhs);
    super.visitAssign(tree);
  }

  @Override
  public void visitAssignop(JCAssignOp tree) {
    add(tree.lhs);
    super.visitAssignop(tree);
  }

  @Override
  public void visitUnary(JCUnary tree) {
    switch (tree.getTag()) {
      case PREINC, PREDEC, POSTINC, POSTDEC -> add(tree.arg);
      default -> {
        // assigns nothing
      }
    }
    super.visitUnary(tree);
  }

  @Override
  public void visitLambda(JCLambda tree) {
    // its locals are another method's
  }

  @Override
  public void visitClassDef(JCClassDecl tree) {
    // its locals are another method's
  }
}
