package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import dev.watertight.model.FieldRef;
import dev.watertight.model.Index;
import dev.watertight.model.MethodRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A class of the compilation while its trees are read, and what its bodies need later. */
final class Draft {
  /** What a piece of code mentions. */
  static class Code {
    final Set<MethodRef> calls = new LinkedHashSet<>();
    final Set<FieldRef> reads = new LinkedHashSet<>();
    final Set<FieldRef> writes = new LinkedHashSet<>();
    final Set<String> created = new LinkedHashSet<>();
    boolean erroneous;

    final void addAll(Code other) {
      calls.addAll(other.calls);
      reads.addAll(other.reads);
      writes.addAll(other.writes);
      created.addAll(other.created);
      erroneous |= other.erroneous;
    }

    final boolean isEmpty() {
      return calls.isEmpty() && reads.isEmpty() && writes.isEmpty() && created.isEmpty();
    }

    final Index index() {
      return isEmpty() ? Index.EMPTY : new Index(List.copyOf(calls), reads, writes, created);
    }
  }

  /** A lambda expression: what it captures, and the method that it becomes. */
  static final class Lambda extends Code {
    final JCLambda tree;
    final MethodRef enclosing;
    final Set<VarSymbol> captured = new LinkedHashSet<>();
    boolean capturesThis;
    MethodRef ref;

    Lambda(JCLambda tree, MethodRef enclosing) {
      this.tree = tree;
      this.enclosing = enclosing;
    }
  }

  final JCCompilationUnit unit;
  final JCClassDecl tree;
  final ClassSymbol symbol;
  final List<VarSymbol> captured;
  final MethodRef enclosingMethod;
  final List<JCTree> instanceInitialisers = new ArrayList<>();
  final List<JCTree> staticInitialisers = new ArrayList<>();
  final Map<JCLambda, Lambda> lambdas = new HashMap<>();
  final List<Lambda> lambdasInOrder = new ArrayList<>();

  Draft(
      JCCompilationUnit unit,
      JCClassDecl tree,
      List<VarSymbol> captured,
      MethodRef enclosingMethod) {
    this.unit = unit;
    this.tree = tree;
    this.symbol = tree.sym;
    this.captured = captured;
    this.enclosingMethod = enclosingMethod;
  }

  int line(int position) {
    return position < 0 || unit.lineMap == null ? 0 : unit.lineMap.getLineNumber(position);
  }
}
