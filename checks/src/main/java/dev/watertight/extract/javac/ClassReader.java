package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCAnnotation;
import com.sun.tools.javac.tree.JCTree.JCAssert;
import com.sun.tools.javac.tree.JCTree.JCAssign;
import com.sun.tools.javac.tree.JCTree.JCAssignOp;
import com.sun.tools.javac.tree.JCTree.JCBlock;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCEnhancedForLoop;
import com.sun.tools.javac.tree.JCTree.JCErroneous;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.JCTree.JCModifiers;
import com.sun.tools.javac.tree.JCTree.JCNewArray;
import com.sun.tools.javac.tree.JCTree.JCNewClass;
import com.sun.tools.javac.tree.JCTree.JCTry;
import com.sun.tools.javac.tree.JCTree.JCTypeCast;
import com.sun.tools.javac.tree.JCTree.JCUnary;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.JCTree.Tag;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeScanner;
import dev.watertight.model.MethodRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * One pass over the classes of a compilation unit that notes what each member mentions. Bodies are
 * left for later.
 */
final class ClassReader extends TreeScanner {
  static final MethodRef ITERATOR_HAS_NEXT = new MethodRef("java/util/Iterator", "hasNext", "()Z");
  static final MethodRef ITERATOR_NEXT =
      new MethodRef("java/util/Iterator", "next", "()Ljava/lang/Object;");

  private final Symbols symbols;
  private final JCCompilationUnit unit;
  private final ClassMaker maker;
  private final BiConsumer<String, Throwable> skipped;
  private Draft type;
  private Sites sites;
  private MethodRef member;
  private boolean inInitialiser;
  private Draft.Code code;
  private List<Draft.Lambda> lambdas = List.of();
  private Map<VarSymbol, Integer> depths = Map.of();

  /**
   * @param maker is given every class once it was read, inner ones before outer ones
   * @param skipped is given what was left out, and why ({@code null}: an error in it)
   */
  ClassReader(
      Symbols symbols,
      JCCompilationUnit unit,
      ClassMaker maker,
      BiConsumer<String, Throwable> skipped) {
    this.symbols = symbols;
    this.unit = unit;
    this.maker = maker;
    this.skipped = skipped;
  }

  void read() {
    for (JCTree definition : unit.defs) {
      if (definition instanceof JCClassDecl declaration) {
        visitClassDef(declaration);
      }
    }
  }

  @Override
  public void visitClassDef(JCClassDecl tree) {
    if (tree.sym == null || tree.sym.kind != Kind.TYP || tree.sym.type.isErroneous()) {
      if (tree.sym != null) {
        skipped.accept(tree.sym.toString(), null);
      }
      return;
    }
    boolean local = Symbols.isLocalClass(tree.sym);
    List<VarSymbol> captured = local ? FreeLocals.of(tree, symbols) : List.of();
    symbols.captures(tree.sym, captured);
    // As in EnclosingMethod attributes, code of initialisers has no method of its own
    MethodRef enclosing = local && !inInitialiser ? member : null;

    State outer = new State(type, sites, member, inInitialiser, code, lambdas, depths);
    type = new Draft(unit, tree, captured, enclosing);
    sites = new Sites(symbols, tree.sym);
    lambdas = List.of();
    depths = Map.of();
    readMembers(tree);
    restore(outer);
  }

  /** Where the pass is, to come back to after a class or after a fault. */
  private record State(
      Draft type,
      Sites sites,
      MethodRef member,
      boolean inInitialiser,
      Draft.Code code,
      List<Draft.Lambda> lambdas,
      Map<VarSymbol, Integer> depths) {}

  private void restore(State state) {
    type = state.type;
    sites = state.sites;
    member = state.member;
    inInitialiser = state.inInitialiser;
    code = state.code;
    lambdas = state.lambdas;
    depths = state.depths;
  }

  /** Reads the code of one member; a fault of ours costs that member only. */
  private void read(JCTree tree) {
    State here = new State(type, sites, member, inInitialiser, code, lambdas, depths);
    Guard.orNull(
        () -> {
          scan(tree);
          return null;
        },
        fault -> {
          restore(here);
          code.erroneous = true;
          skipped.accept(String.valueOf(member), fault);
        });
  }

  private void readMembers(JCClassDecl tree) {
    Draft.Code instance = new Draft.Code();
    Draft.Code statics = new Draft.Code();
    MethodRef constructor = firstConstructor(tree);
    MethodRef initialiser = new MethodRef(symbols.internalName(tree.sym), "<clinit>", "()V");
    Map<JCMethodDecl, Draft.Code> methods = new HashMap<>();
    for (JCTree definition : tree.defs) {
      if (definition instanceof JCMethodDecl method) {
        if (method.sym == null) {
          continue;
        }
        enter(new Draft.Code(), symbols.method(method.sym), false);
        methods.put(method, code);
        read(method.body);
      } else if (definition instanceof JCVariableDecl field) {
        if (field.sym == null || field.init == null) {
          continue;
        }
        boolean isStatic = field.sym.isStatic();
        if (isStatic && field.sym.getConstValue() != null) {
          continue;
        }
        enter(isStatic ? statics : instance, isStatic ? initialiser : constructor, true);
        (isStatic ? type.staticInitialisers : type.instanceInitialisers).add(field);
        code.write(symbols.field(field.sym));
        read(field.init);
      } else if (definition instanceof JCBlock block) {
        boolean isStatic = (block.flags & Flags.STATIC) != 0;
        enter(isStatic ? statics : instance, isStatic ? initialiser : constructor, true);
        (isStatic ? type.staticInitialisers : type.instanceInitialisers).add(block);
        read(block);
      } else if (definition instanceof JCClassDecl nested) {
        member = null;
        visitClassDef(nested);
      }
    }
    maker.make(type, methods, instance, statics);
  }

  private void enter(Draft.Code into, MethodRef as, boolean initialiser) {
    code = into;
    member = as;
    inInitialiser = initialiser;
  }

  /** The constructor under whose name lambdas of instance initialisers go. */
  private MethodRef firstConstructor(JCClassDecl tree) {
    for (JCTree definition : tree.defs) {
      if (definition instanceof JCMethodDecl method
          && method.sym != null
          && method.sym.isConstructor()
          && Constructors.callsSuper(method, symbols.names)) {
        return symbols.method(method.sym);
      }
    }
    return new MethodRef(symbols.internalName(tree.sym), "<init>", "()V");
  }

  @Override
  public void visitLambda(JCLambda tree) {
    Draft.Lambda lambda = new Draft.Lambda(tree, member);
    Draft.Code outerCode = code;
    List<Draft.Lambda> outerLambdas = lambdas;
    if (lambdas.isEmpty()) {
      depths = new HashMap<>();
    }
    lambdas = new ArrayList<>(outerLambdas);
    lambdas.add(lambda);
    code = lambda;
    for (JCVariableDecl parameter : tree.params) {
      depths.put(parameter.sym, lambdas.size());
    }
    scan(tree.body);
    lambdas = outerLambdas;
    code = outerCode;
    if (tree.target == null || tree.target.isErroneous()) {
      code.erroneous = true;
      return;
    }
    maker.name(type, lambda);
    code.call(lambda.ref);
    for (VarSymbol local : lambda.captured) {
      readLocal(local);
    }
    if (lambda.capturesThis) {
      usesThis();
    }
  }

  private void usesThis() {
    for (Draft.Lambda lambda : lambdas) {
      lambda.capturesThis = true;
    }
  }

  private void readLocal(VarSymbol local) {
    boolean own = local.owner.enclClass() == type.symbol;
    if ((own && lambdas.isEmpty()) || local.getConstValue() != null) {
      return;
    }
    if (own) {
      int declared = depths.getOrDefault(local, 0);
      for (int depth = lambdas.size(); depth > declared; depth--) {
        lambdas.get(depth - 1).captured.add(local);
      }
      return;
    }
    ClassSymbol capturer = sites.capturer(local);
    if (capturer != null) {
      usesThis();
      code.read(symbols.capture(capturer, local));
    }
  }

  private void createdLocally(Symbol created) {
    for (VarSymbol local : symbols.captures(created)) {
      readLocal(local);
    }
    if (created instanceof ClassSymbol inner && Symbols.hasOuter(inner)) {
      usesThis();
    }
  }

  @Override
  public void visitVarDef(JCVariableDecl tree) {
    if (!lambdas.isEmpty() && tree.sym != null) {
      depths.put(tree.sym, lambdas.size());
    }
    scan(tree.init);
  }

  @Override
  public void visitIdent(JCIdent tree) {
    if (tree.sym == null || tree.sym.kind == Kind.ERR) {
      code.erroneous = true;
    } else if (tree.sym instanceof VarSymbol variable) {
      if (Symbols.isLocal(variable)) {
        readLocal(variable);
      } else if (Sites.isThis(variable, symbols.names)) {
        usesThis();
      } else {
        useField(tree, variable, true, false);
      }
    }
  }

  @Override
  public void visitSelect(JCFieldAccess tree) {
    if (tree.sym == null || tree.sym.kind == Kind.ERR) {
      code.erroneous = true;
      return;
    }
    if (tree.sym instanceof VarSymbol variable) {
      if (Sites.isThis(variable, symbols.names)) {
        usesThis();
      } else if (tree.name != symbols.names._class) {
        useField(tree, variable, true, false);
      }
    }
  }

  private void useField(JCExpression tree, VarSymbol field, boolean read, boolean write) {
    if (tree instanceof JCFieldAccess select && !Sites.isTypeName(select.selected)) {
      scan(select.selected);
    } else if (tree instanceof JCIdent && !field.isStatic()) {
      usesThis();
    }
    if (field == symbols.syms.lengthVar || field.getConstValue() != null) {
      return;
    }
    if (read) {
      code.read(sites.field(tree, field));
    }
    if (write) {
      code.write(sites.field(tree, field));
    }
  }

  @Override
  public void visitAssign(JCAssign tree) {
    assignTo(tree.lhs, false);
    scan(tree.rhs);
  }

  @Override
  public void visitAssignop(JCAssignOp tree) {
    assignTo(tree.lhs, true);
    scan(tree.rhs);
  }

  @Override
  public void visitUnary(JCUnary tree) {
    if (tree.hasTag(Tag.PREINC)
        || tree.hasTag(Tag.PREDEC)
        || tree.hasTag(Tag.POSTINC)
        || tree.hasTag(Tag.POSTDEC)) {
      assignTo(tree.arg, true);
    } else {
      scan(tree.arg);
    }
  }

  private void assignTo(JCExpression target, boolean alsoRead) {
    JCExpression plain = TreeInfo.skipParens(target);
    Symbol symbol = TreeInfo.symbol(plain);
    if (symbol instanceof VarSymbol field
        && (plain instanceof JCIdent || plain instanceof JCFieldAccess)
        && !Symbols.isLocal(field)) {
      useField(plain, field, alsoRead, true);
    } else {
      scan(plain);
    }
  }

  @Override
  public void visitApply(JCMethodInvocation tree) {
    JCExpression name = TreeInfo.skipParens(tree.meth);
    if (!(TreeInfo.symbol(name) instanceof MethodSymbol method)) {
      scan(tree.args);
      code.erroneous = true;
      return;
    }
    // the order in which locals are met is that in which a lambda captures them
    if (name instanceof JCFieldAccess select) {
      if (!Sites.isTypeName(select.selected)) {
        scan(select.selected);
      }
    } else if (!method.isStatic()) {
      usesThis();
    }
    scan(tree.args);
    MethodRef ref = sites.method(name, method);
    if (method.isConstructor()) {
      createdLocally(method.owner);
    } else if (Symbols.isBoxing(ref.owner(), method) || Symbols.isNullCheck(ref.owner(), method)) {
      return;
    }
    code.call(ref);
  }

  @Override
  public void visitNewClass(JCNewClass tree) {
    scan(tree.encl);
    scan(tree.args);
    if (tree.def != null) {
      visitClassDef(tree.def);
    }
    if (!(tree.constructor instanceof MethodSymbol constructor)) {
      code.erroneous = true;
      return;
    }
    createdLocally(constructor.owner);
    MethodRef ref = symbols.method(constructor);
    code.call(ref);
    code.create(ref.owner());
  }

  @Override
  public void visitReference(JCMemberReference tree) {
    if (!Sites.isTypeName(tree.expr)) {
      scan(tree.expr);
    }
    if (!(tree.sym instanceof MethodSymbol method) || tree.target == null) {
      code.erroneous = true;
      return;
    }
    if (method.owner == symbols.syms.arrayClass) {
      return;
    }
    MethodRef ref = sites.method(tree, method);
    code.call(ref);
    if (method.isConstructor()) {
      createdLocally(method.owner);
      code.create(ref.owner());
    }
  }

  @Override
  public void visitForeachLoop(JCEnhancedForLoop tree) {
    super.visitForeachLoop(tree);
    if (tree.expr.type != null && symbols.types.elemtype(tree.expr.type) == null) {
      code.call(
          new MethodRef(
              symbols.internalName(tree.expr.type), "iterator", "()Ljava/util/Iterator;"));
      code.call(ITERATOR_HAS_NEXT);
      code.call(ITERATOR_NEXT);
    }
  }

  @Override
  public void visitTry(JCTry tree) {
    super.visitTry(tree);
    for (JCTree resource : tree.resources) {
      if (resource.type != null) {
        code.call(new MethodRef(symbols.internalName(resource.type), "close", "()V"));
      }
    }
  }

  @Override
  public void visitNewArray(JCNewArray tree) {
    scan(tree.dims);
    scan(tree.elems);
  }

  @Override
  public void visitTypeCast(JCTypeCast tree) {
    scan(tree.expr);
  }

  @Override
  public void visitErroneous(JCErroneous tree) {
    code.erroneous = true;
  }

  @Override
  public void visitAssert(JCAssert tree) {
    // switched off where it matters
  }

  @Override
  public void visitAnnotation(JCAnnotation tree) {
    // no code
  }

  @Override
  public void visitModifiers(JCModifiers tree) {
    // no code
  }
}
