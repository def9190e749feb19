package dev.watertight.extract.javac;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCAssign;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.JCTree.JCNewClass;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeScanner;

/** Finds the tree behind a line, so that a report can name a column. */
public final class Places {
  /**
   * Where to report.
   *
   * @param unit the file
   * @param tree what to point at; null where only the line is known
   * @param position offset in the file, on the line asked for
   */
  public record Found(JCCompilationUnit unit, JCTree tree, int position) {}

  private final JavacWorld world;

  public Places(JavacWorld world) {
    this.world = world;
  }

  /**
   * Looks a place up.
   *
   * @param className internal name of a class
   * @param member simple name of the field or method, for places without a line
   * @param line 1-based, or 0
   * @param subject a field; of several calls on the line the one on this field is meant
   * @return null where the class is not being compiled
   */
  public Found find(String className, String member, int line, String subject) {
    Draft draft = world.draft(className);
    if (draft == null) {
      return null;
    }
    if (line <= 0) {
      JCTree declared = declaration(draft.tree, member);
      return new Found(draft.unit, declared, declared.pos);
    }
    Scanner scanner = new Scanner(draft, line, subject);
    scanner.scan(draft.tree);
    if (scanner.best != null) {
      return new Found(draft.unit, scanner.best, scanner.best.pos);
    }
    return new Found(draft.unit, null, draft.unit.lineMap.getStartPosition(line));
  }

  /**
   * The file of a class.
   *
   * @param className internal name
   * @return null where the class is not being compiled
   */
  public JCCompilationUnit unit(String className) {
    Draft draft = world.draft(className);
    return draft == null ? null : draft.unit;
  }

  private static JCTree declaration(JCClassDecl type, String member) {
    for (JCTree each : type.defs) {
      if ((each instanceof JCVariableDecl field && field.name.contentEquals(member))
          || (each instanceof JCMethodDecl method && method.name.contentEquals(member))) {
        return each;
      }
    }
    return type;
  }

  private static final class Scanner extends TreeScanner {
    private static final int NO_MATCH = 7;

    private final Draft draft;
    private final int line;
    private final String subject;
    private JCTree best;
    private int bestRank = NO_MATCH;

    Scanner(Draft draft, int line, String subject) {
      this.draft = draft;
      this.line = line;
      this.subject = subject;
    }

    private void offer(JCTree tree, int rank) {
      if (rank < bestRank && draft.line(tree.pos) == line) {
        best = tree;
        bestRank = rank;
      }
    }

    @Override
    public void scan(JCTree tree) {
      if (tree != null) {
        super.scan(tree);
        offer(tree, 6);
      }
    }

    /** Of calls that are equally good the outermost: the others are its receiver or arguments. */
    @Override
    public void visitApply(JCMethodInvocation tree) {
      JCExpression receiver = tree.meth instanceof JCFieldAccess select ? select.selected : null;
      boolean onSubject = receiver != null && isSubject(receiver);
      boolean near = receiver != null && mentions(receiver);
      boolean given = tree.args.stream().anyMatch(this::isSubject);
      offer(tree, onSubject ? 0 : near || given ? 1 : 3);
      super.visitApply(tree);
    }

    @Override
    public void visitReference(JCMemberReference tree) {
      super.visitReference(tree);
      offer(tree, isSubject(tree.expr) ? 0 : 4);
    }

    @Override
    public void visitAssign(JCAssign tree) {
      super.visitAssign(tree);
      offer(tree, isSubject(tree.lhs) ? 2 : 5);
    }

    @Override
    public void visitNewClass(JCNewClass tree) {
      super.visitNewClass(tree);
      offer(tree, 4);
    }

    private boolean isSubject(JCTree tree) {
      var name = TreeInfo.name(TreeInfo.skipParens(tree));
      return name != null && name.contentEquals(subject);
    }

    private boolean mentions(JCTree tree) {
      boolean[] found = new boolean[1];
      new TreeScanner() {
        @Override
        public void visitIdent(JCIdent ident) {
          found[0] |= isSubject(ident);
        }

        @Override
        public void visitSelect(JCFieldAccess select) {
          found[0] |= isSubject(select);
          super.visitSelect(select);
        }
      }.scan(tree);
      return found[0];
    }
  }
}
