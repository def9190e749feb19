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
    // Most methods mention few things: a set is made when it has something to hold
    private Set<MethodRef> calls;
    private Set<FieldRef> reads;
    private Set<FieldRef> writes;
    private Set<String> created;
    boolean erroneous;

    final void call(MethodRef method) {
      calls = with(calls, method);
    }

    final void read(FieldRef field) {
      reads = with(reads, field);
    }

    final void write(FieldRef field) {
      writes = with(writes, field);
    }

    final void create(String type) {
      created = with(created, type);
    }

    final void addAll(Code other) {
      list(other.calls).forEach(this::call);
      list(other.reads).forEach(this::read);
      list(other.writes).forEach(this::write);
      list(other.created).forEach(this::create);
      erroneous |= other.erroneous;
    }

    final Index index() {
      return calls == null && reads == null && writes == null && created == null
          ? Index.EMPTY
          : new Index(list(calls), list(reads), list(writes), list(created));
    }

    private static <T> Set<T> with(Set<T> set, T element) {
      Set<T> result = set == null ? new LinkedHashSet<>() : set;
      result.add(element);
      return result;
    }

    private static <T> List<T> list(Set<T> set) {
      return set == null ? List.of() : List.copyOf(set);
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
