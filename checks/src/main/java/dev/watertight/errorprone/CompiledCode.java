package dev.watertight.errorprone;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCBindingPattern;
import com.sun.tools.javac.tree.JCTree.JCBlock;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCForLoop;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCSwitchExpression;
import com.sun.tools.javac.tree.JCTree.JCTry;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeScanner;
import dev.watertight.fixes.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * A file that is being compiled as the writer of fixes sees it: what stands in the text, without
 * what javac and annotation processors have added to its tree.
 */
final class CompiledCode implements Code {
  private final String text;
  private final JCCompilationUnit unit;
  private final VisitorState state;

  CompiledCode(String text, JCCompilationUnit unit, VisitorState state) {
    this.text = text;
    this.unit = unit;
    this.state = state;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public List<Call> calls(int line) {
    CallFinder finder = new CallFinder(line);
    finder.scan(unit);
    finder.found.sort(Comparator.comparingInt((Call call) -> call.span().start()));
    return List.copyOf(finder.found);
  }

  /** Null for what does not stand in the text. */
  private Span span(JCTree tree) {
    int start = ASTHelpers.getStartPosition(tree);
    int end = state.getEndPosition(tree);
    return start < 0 || end <= start || end > text.length() ? null : new Span(start, end);
  }

  private final class CallFinder extends TreeScanner {
    private final int line;
    private final List<Call> found = new ArrayList<>();

    /** From the tree at hand outwards. */
    private final Deque<JCTree> around = new ArrayDeque<>();

    CallFinder(int line) {
      this.line = line;
    }

    @Override
    public void scan(JCTree tree) {
      if (tree == null) {
        return;
      }
      around.push(tree);
      super.scan(tree);
      around.pop();
    }

    @Override
    public void visitApply(JCMethodInvocation tree) {
      Call call = call(tree);
      if (call != null
          && unit.lineMap.getLineNumber(call.span().start()) <= line
          && line <= unit.lineMap.getLineNumber(call.span().end() - 1)) {
        found.add(call);
      }
      super.visitApply(tree);
    }

    private Call call(JCMethodInvocation tree) {
      String name = String.valueOf(TreeInfo.name(tree.meth));
      Span span = span(tree);
      Span method = span(tree.meth);
      boolean written =
          span != null
              && method != null
              && text.startsWith(name, method.end() - name.length())
              && !name.equals("this")
              && !name.equals("super");
      if (!written) {
        return null;
      }
      Span receiver = tree.meth instanceof JCFieldAccess select ? span(select.selected) : null;
      List<Span> arguments = new ArrayList<>();
      for (JCExpression argument : tree.args) {
        Span each = span(argument);
        if (each == null) {
          return null;
        }
        arguments.add(each);
      }
      return new Call(name, span, receiver, arguments, statement());
    }

    /** The statement that runs what is at hand; null where a lambda, a switch or a field does. */
    private Host statement() {
      Iterator<JCTree> outwards = around.iterator();
      JCTree tree = outwards.next();
      while (outwards.hasNext()) {
        JCTree parent = outwards.next();
        if (tree instanceof JCStatement statement && !isPart(tree, parent)) {
          return parent instanceof JCClassDecl ? null : host(statement, parent);
        }
        if (parent instanceof JCLambda || parent instanceof JCSwitchExpression) {
          return null;
        }
        tree = parent;
      }
      return null;
    }

    /** Whether what javac calls a statement is a part of one in the text. */
    private static boolean isPart(JCTree tree, JCTree parent) {
      return (parent instanceof JCForLoop loop && tree != loop.body)
          || (parent instanceof JCTry && tree instanceof JCVariableDecl);
    }

    private Host host(JCStatement statement, JCTree parent) {
      Span whole = span(statement);
      if (whole == null) {
        return null;
      }
      Span alone =
          statement instanceof JCExpressionStatement expression ? span(expression.expr) : null;
      if (!(parent instanceof JCBlock block)) {
        return new Host(whole, alone, List.of(), 0);
      }
      List<Sibling> siblings = new ArrayList<>();
      int index = 0;
      for (JCStatement each : block.stats) {
        Span span = span(each);
        if (span == null) {
          continue;
        }
        int last = siblings.size() - 1;
        Set<String> declared = declared(each);
        // One declaration of several variables is as many statements, all of which begin with it
        if (last >= 0 && siblings.get(last).span().start() == span.start()) {
          declared.addAll(siblings.get(last).declares());
          siblings.remove(last);
        }
        siblings.add(new Sibling(span, declared));
        index = each == statement ? siblings.size() - 1 : index;
      }
      return new Host(siblings.get(index).span(), alone, siblings, index);
    }

    private static Set<String> declared(JCStatement statement) {
      Set<String> names = new HashSet<>();
      if (statement instanceof JCVariableDecl variable) {
        names.add(variable.name.toString());
      } else if (statement instanceof JCClassDecl type) {
        names.add(type.name.toString());
      }
      new TreeScanner() {
        @Override
        public void visitBindingPattern(JCBindingPattern pattern) {
          names.add(pattern.var.name.toString());
        }
      }.scan(statement);
      return names;
    }
  }
}
