package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.RecordComponent;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import dev.watertight.extract.javac.Draft.Code;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.Index;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Makes class models of drafts; bodies are built when asked for. */
final class ClassMaker {
  private static final int SYNTHETIC = 0x1000;

  private final Symbols symbols;
  private final Signatures signatures;
  private final Annotations annotations;
  private final BiConsumer<Draft, ClassModel> done;
  private final BiConsumer<String, Throwable> skipped;

  /**
   * @param done is given every class
   * @param skipped is given the member that was left out, and why ({@code null}: an error in it)
   */
  ClassMaker(
      Symbols symbols, BiConsumer<Draft, ClassModel> done, BiConsumer<String, Throwable> skipped) {
    this.symbols = symbols;
    this.signatures = new Signatures(symbols);
    this.annotations = new Annotations(symbols);
    this.done = done;
    this.skipped = skipped;
  }

  /** Gives a lambda the method that it becomes, once it is known what it captures. */
  void name(Draft type, Draft.Lambda lambda) {
    StringBuilder descriptor = new StringBuilder("(");
    for (VarSymbol local : lambda.captured) {
      descriptor.append(symbols.descriptor(local.type));
    }
    for (JCVariableDecl parameter : lambda.tree.params) {
      descriptor.append(symbols.descriptor(parameter.sym.type));
    }
    Type result = lambda.tree.getDescriptorType(symbols.types).getReturnType();
    descriptor.append(')').append(symbols.descriptor(result));
    String in =
        switch (lambda.enclosing.name()) {
          case "<init>" -> "new";
          case "<clinit>" -> "static";
          default -> lambda.enclosing.name();
        };
    lambda.ref =
        new MethodRef(
            symbols.internalName(type.symbol),
            "lambda$" + in + "$" + type.lambdasInOrder.size(),
            descriptor.toString());
    type.lambdas.put(lambda.tree, lambda);
    type.lambdasInOrder.add(lambda);
  }

  /**
   * Makes the model.
   *
   * @param methods what the methods and constructors mention
   * @param instance what the instance initialisers mention
   * @param statics what the static initialisers mention
   */
  void make(Draft type, Map<JCMethodDecl, Code> methods, Code instance, Code statics) {
    List<MethodModel> models = new ArrayList<>();
    List<FieldModel> fields = new ArrayList<>();
    for (JCTree definition : type.tree.defs) {
      if (definition instanceof JCVariableDecl field && field.sym != null) {
        fields.add(field(field.sym));
      } else if (definition instanceof JCMethodDecl method) {
        Code code = methods.get(method);
        if (code != null) {
          models.add(method(type, method, code, instance));
        }
      }
    }
    for (VarSymbol local : type.captured) {
      fields.add(
          new FieldModel(
              symbols.capture(type.symbol, local),
              SYNTHETIC | Modifier.FINAL,
              symbols.descriptor(local.type),
              signatures.of(local.type),
              List.of()));
    }
    for (RecordComponent component : type.symbol.getRecordComponents()) {
      MethodSymbol accessor = component.accessor;
      if (accessor != null && !isWritten(type, accessor)) {
        models.add(accessor(type, accessor));
      }
    }
    if (!type.staticInitialisers.isEmpty()) {
      models.add(classInitialiser(type, statics));
    }
    for (Draft.Lambda lambda : type.lambdasInOrder) {
      models.add(lambda(type, lambda));
    }
    ClassModel.Head head = head(type.symbol, sourceFile(type), type.enclosingMethod);
    done.accept(type, new ClassModel(head, fields, models));
  }

  private static boolean isWritten(Draft type, MethodSymbol accessor) {
    for (JCTree definition : type.tree.defs) {
      if (definition instanceof JCMethodDecl method && method.sym == accessor) {
        return true;
      }
    }
    return false;
  }

  /**
   * The head of any class.
   *
   * @param sourceFile null where it is not compiled now, and so is the method that encloses it
   */
  ClassModel.Head head(ClassSymbol symbol, String sourceFile, MethodRef enclosing) {
    ClassSymbol outer = Sites.enclosing(symbol);
    return new ClassModel.Head(
        symbols.internalName(symbol),
        Symbols.access(symbol),
        superName(symbol),
        interfaces(symbol),
        sourceFile,
        outer == null ? null : symbols.internalName(outer),
        enclosing,
        symbol.name.isEmpty(),
        annotations.of(symbol));
  }

  private String superName(ClassSymbol symbol) {
    Type parent = symbols.types.supertype(symbol.type);
    if (parent.hasTag(TypeTag.CLASS)) {
      return symbols.internalName(parent.tsym);
    }
    return symbol == symbols.syms.objectType.tsym ? null : "java/lang/Object";
  }

  private List<String> interfaces(ClassSymbol symbol) {
    List<String> result = new ArrayList<>(2);
    for (Type each : symbols.types.interfaces(symbol.type)) {
      result.add(symbols.internalName(each.tsym));
    }
    return result;
  }

  private static String sourceFile(Draft type) {
    String file = type.unit.sourcefile.getName();
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    String folder = type.unit.packge.fullname.toString().replace('.', '/');
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  FieldModel field(VarSymbol field) {
    return new FieldModel(
        symbols.field(field),
        Symbols.access(field),
        symbols.descriptor(field.type),
        signatures.of(field.type),
        annotations.of(field));
  }

  /** The model of a method whose text is not looked at. */
  MethodModel method(MethodSymbol method) {
    return method(method, () -> 0, Index.EMPTY, () -> null);
  }

  private MethodModel method(
      MethodSymbol method, IntSupplier line, Index index, Supplier<Body> body) {
    List<Type> thrown = method.type.getThrownTypes();
    List<String> exceptions = thrown.isEmpty() ? List.of() : new ArrayList<>(thrown.size());
    for (Type each : thrown) {
      exceptions.add(symbols.internalName(each));
    }
    return new MethodModel(
        symbols.method(method),
        Symbols.access(method),
        exceptions,
        annotations.of(method),
        null,
        line,
        index,
        body);
  }

  private MethodModel method(Draft type, JCMethodDecl tree, Code code, Code instance) {
    boolean initialises = tree.sym.isConstructor() && Constructors.callsSuper(tree, symbols.names);
    if (initialises) {
      code.addAll(instance);
      for (VarSymbol local : type.captured) {
        code.write(symbols.capture(type.symbol, local));
      }
    }
    MethodRef ref = symbols.method(tree.sym);
    return method(
        tree.sym,
        () -> tree.body == null ? 0 : type.line(FirstCode.of(tree, type)),
        code.index(),
        () -> tree.body == null ? null : body(type, ref, code, builder -> builder.method(tree)));
  }

  private MethodModel accessor(Draft type, MethodSymbol accessor) {
    VarSymbol field = null;
    for (JCTree definition : type.tree.defs) {
      if (definition instanceof JCVariableDecl variable && variable.name == accessor.name) {
        field = variable.sym;
      }
    }
    VarSymbol read = field;
    Code code = new Code();
    if (read != null) {
      code.read(symbols.field(read));
    }
    return method(
        accessor,
        () -> type.line(type.tree.pos),
        code.index(),
        () -> body(type, symbols.method(accessor), code, builder -> builder.accessor(read)));
  }

  private MethodModel classInitialiser(Draft type, Code code) {
    MethodRef ref = new MethodRef(symbols.internalName(type.symbol), "<clinit>", "()V");
    return synthetic(
        ref,
        Modifier.STATIC,
        null,
        () -> type.line(FirstCode.ofStatic(type)),
        code,
        () -> body(type, ref, code, BodyBuilder::classInitialiser));
  }

  private MethodModel lambda(Draft type, Draft.Lambda lambda) {
    return synthetic(
        lambda.ref,
        SYNTHETIC | Modifier.PRIVATE | (lambda.capturesThis ? 0 : Modifier.STATIC),
        lambda.enclosing,
        () -> type.line(FirstCode.of(lambda.tree)),
        lambda,
        () -> body(type, lambda.ref, lambda, builder -> builder.lambda(lambda)));
  }

  private static MethodModel synthetic(
      MethodRef ref,
      int access,
      MethodRef enclosing,
      IntSupplier line,
      Code code,
      Supplier<Body> body) {
    return new MethodModel(ref, access, List.of(), List.of(), enclosing, line, code.index(), body);
  }

  private Body body(Draft type, MethodRef ref, Code code, Function<BodyBuilder, Body> how) {
    if (code.erroneous) {
      skipped.accept(ref.toString(), null);
      return null;
    }
    BodyBuilder builder = new BodyBuilder(symbols, type);
    return Guard.orNull(() -> how.apply(builder), e -> skipped.accept(ref.toString(), e));
  }
}
