package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.tree.JCTree.JCNewClass;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The locals of the surrounding method that a local class captures, itself or through the local
 * classes that it creates or extends, in the order of first use. Locals of methods further out are
 * captured by the class that stands in that method.
 */
final class FreeLocals extends TreeScanner {
  private final Symbols symbols;
  private final ClassSymbol home;
  private final Set<VarSymbol> found = new LinkedHashSet<>();

  private FreeLocals(Symbols symbols, ClassSymbol home) {
    this.symbols = symbols;
    this.home = home;
  }

  static List<VarSymbol> of(JCClassDecl type, Symbols symbols) {
    FreeLocals scanner = new FreeLocals(symbols, type.sym.owner.enclClass());
    scanner.visitClassDef(type);
    return List.copyOf(scanner.found);
  }

  @Override
  public void visitClassDef(JCClassDecl tree) {
    if (tree.sym != null) {
      addAll(symbols.types.supertype(tree.sym.type).tsym);
    }
    for (JCTree definition : tree.defs) {
      scan(definition);
    }
  }

  @Override
  public void visitIdent(JCIdent tree) {
    if (tree.sym instanceof VarSymbol local && Symbols.isLocal(local)) {
      add(local);
    }
  }

  @Override
  public void visitNewClass(JCNewClass tree) {
    super.visitNewClass(tree);
    if (tree.constructor != null) {
      addAll(tree.constructor.owner);
    }
  }

  @Override
  public void visitReference(JCMemberReference tree) {
    super.visitReference(tree);
    if (tree.sym != null && tree.sym.isConstructor()) {
      addAll(tree.sym.owner);
    }
  }

  private void addAll(Symbol type) {
    symbols.captures(type).forEach(this::add);
  }

  private void add(VarSymbol local) {
    if (local.owner.enclClass() == home && local.getConstValue() == null) {
      found.add(local);
    }
  }
}
