package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.util.Names;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodRef;

/** How a member that the source names is named in a class file, seen from one class. */
final class Sites {
  private final Symbols symbols;
  private final ClassSymbol current;

  Sites(Symbols symbols, ClassSymbol current) {
    this.symbols = symbols;
    this.current = current;
  }

  /** The class among this and the enclosing ones that has the member; null for an import. */
  ClassSymbol home(Symbol member) {
    for (ClassSymbol type = current; type != null; type = enclosing(type)) {
      if (member.owner == type || member.isMemberOf(type, symbols.types)) {
        return type;
      }
    }
    return null;
  }

  static ClassSymbol enclosing(ClassSymbol type) {
    return type.owner == null ? null : type.owner.enclClass();
  }

  /** The nearest class outwards that captures the local; null where none does. */
  ClassSymbol capturer(VarSymbol local) {
    for (ClassSymbol type = current; type != null; type = enclosing(type)) {
      if (symbols.captures(type).contains(local)) {
        return type;
      }
    }
    return null;
  }

  /** A method called by that expression. */
  MethodRef method(JCExpression name, MethodSymbol method) {
    return method.isConstructor()
        ? symbols.method(method)
        : symbols.method(site(name, method), method);
  }

  /** The method that a reference refers to. */
  MethodRef method(JCMemberReference tree, MethodSymbol method) {
    return method.isConstructor() ? symbols.method(method) : symbols.method(tree.expr.type, method);
  }

  /** A field accessed by that expression. */
  FieldRef field(JCExpression name, VarSymbol field) {
    return symbols.field(site(name, field), field);
  }

  private Type site(JCExpression name, Symbol member) {
    if (name instanceof JCFieldAccess select) {
      return select.selected.type;
    }
    if (member.owner == current) {
      return current.type;
    }
    ClassSymbol home = home(member);
    // Static members of enclosing classes are named by the class that declares them
    return home == null || (member.isStatic() && home != current) ? member.owner.type : home.type;
  }

  /** Whether a qualifier is a type or package, so that evaluating it does nothing. */
  static boolean isTypeName(JCTree qualifier) {
    Symbol symbol = TreeInfo.symbol(qualifier);
    if (symbol == null) {
      return false;
    }
    return switch (symbol.kind) {
      case TYP, PCK -> true;
      default -> false;
    };
  }

  static boolean isThis(Symbol symbol, Names names) {
    return symbol.name == names._this || symbol.name == names._super;
  }
}
