package dev.watertight.maven;

import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Modifier.Keyword;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;

/** What people do to sources, done to the tree of one. */
final class Edits {
  private Edits() {}

  static CompilationUnit parse(String source) {
    StaticJavaParser.getParserConfiguration()
        .setLanguageLevel(com.github.javaparser.ParserConfiguration.LanguageLevel.JAVA_17);
    return StaticJavaParser.parse(source);
  }

  static TypeDeclaration<?> type(CompilationUnit unit) {
    return unit.getType(0);
  }

  /** Thirty lines above everything. */
  static void shiftLines(CompilationUnit unit) {
    unit.getPackageDeclaration().orElseThrow().setBlockComment("\n".repeat(30) + "far below");
  }

  /** No comment, no blank line, other breaks: the printer's layout instead of the author's. */
  static void reformat(CompilationUnit unit) {
    unit.getAllComments().forEach(comment -> comment.remove());
  }

  /** A statement more in every method, and a method more. */
  static void editNearby(CompilationUnit unit) {
    for (MethodDeclaration method : unit.findAll(MethodDeclaration.class)) {
      method.getBody().ifPresent(body -> body.addStatement(0, parseStatement("Thread.yield();")));
    }
    type(unit)
        .addMember(StaticJavaParser.parseBodyDeclaration("static int nearby() { return 42; }"));
  }

  private static Statement parseStatement(String text) {
    return StaticJavaParser.parseStatement(text);
  }

  /** The variable and every mention of it. */
  static void renameField(CompilationUnit unit, String from, String to) {
    unit.findAll(VariableDeclarator.class).stream()
        .filter(variable -> variable.getNameAsString().equals(from))
        .forEach(variable -> variable.setName(to));
    unit.findAll(NameExpr.class).stream()
        .filter(name -> name.getNameAsString().equals(from))
        .forEach(name -> name.setName(to));
  }

  /** The method and every call of it. */
  static void renameMethod(CompilationUnit unit, String from, String to) {
    method(unit, from).setName(to);
    unit.findAll(MethodCallExpr.class).stream()
        .filter(call -> call.getScope().isEmpty() && call.getNameAsString().equals(from))
        .forEach(call -> call.setName(to));
  }

  /** The class, its constructors and every mention of it. */
  static void renameClass(CompilationUnit unit, String to) {
    String from = type(unit).getNameAsString();
    unit.findAll(SimpleName.class).stream()
        .filter(name -> name.getIdentifier().equals(from))
        .forEach(name -> name.setIdentifier(to));
    type(unit).setName(to);
    unit.findAll(ConstructorDeclaration.class).stream()
        .filter(constructor -> constructor.getNameAsString().equals(from))
        .forEach(constructor -> constructor.setName(to));
  }

  /** Not public any more, so that its file may be called anything. */
  static void hideClass(CompilationUnit unit) {
    type(unit).setModifiers(Keyword.FINAL);
  }

  /** A public class that calls a method of one that is not public any more. */
  static CompilationUnit caller(CompilationUnit unit, String method) {
    CompilationUnit caller = new CompilationUnit();
    caller.setPackageDeclaration(unit.getPackageDeclaration().orElseThrow().getNameAsString());
    caller.setImports(unit.getImports());
    MethodDeclaration called = method(unit, method);
    MethodDeclaration calling = called.clone();
    calling.setModifiers(Keyword.PUBLIC);
    String name = type(unit).getNameAsString();
    String scope = called.isStatic() ? name : "new " + name + "()";
    calling.setBody(new BlockStmt(new NodeList<>(forward(called, scope, method))));
    caller.addClass("Caller").addMember(calling);
    return caller;
  }

  private static Statement forward(MethodDeclaration method, String scope, String to) {
    NodeList<Expression> arguments = new NodeList<>();
    for (Parameter parameter : method.getParameters()) {
      arguments.add(new NameExpr(parameter.getNameAsString()));
    }
    Expression receiver = scope == null ? null : StaticJavaParser.parseExpression(scope);
    MethodCallExpr call = new MethodCallExpr(receiver, to, arguments);
    return method.getType().isVoidType() ? new ExpressionStmt(call) : new ReturnStmt(call);
  }

  static void movePackage(CompilationUnit unit, String to) {
    unit.setPackageDeclaration(to);
  }

  /** The whole body of a method becomes another's, which it calls. */
  static void extractMethod(CompilationUnit unit, String from, String to) {
    MethodDeclaration method = method(unit, from);
    MethodDeclaration extracted = method.clone();
    extracted.setName(to);
    extracted.setAnnotations(new NodeList<>());
    extracted.removeModifier(Keyword.PUBLIC, Keyword.PROTECTED).addModifier(Keyword.PRIVATE);
    method.setBody(new BlockStmt(new NodeList<>(forward(method, null, to))));
    type(unit).addMember(extracted);
  }

  /** A second way in: the same method again under another name. */
  static void copyMethod(CompilationUnit unit, String from, String to) {
    MethodDeclaration copy = method(unit, from).clone();
    copy.setName(to);
    copy.setAnnotations(new NodeList<>());
    type(unit).addMember(copy);
  }

  /** A leak that was not there before, in the same package. */
  static CompilationUnit fresh(CompilationUnit unit) {
    return parse(
        """
        package %s;

        public final class Fresh {
          private static final java.util.Map<String, Object> MORE =
              new java.util.concurrent.ConcurrentHashMap<>();

          private Fresh() {}

          public static void more(String key, Object value) {
            MORE.put(key, value);
          }

          public static Object less(String key) {
            return MORE.get(key);
          }
        }
        """
            .formatted(unit.getPackageDeclaration().orElseThrow().getNameAsString()));
  }

  /** A field that is there and does nothing, like one whose leak was fixed. */
  static void addField(CompilationUnit unit, String name, String typeText) {
    type(unit)
        .addMember(
            StaticJavaParser.parseBodyDeclaration(
                "private static final " + typeText + " " + name + " = null;"));
  }

  private static MethodDeclaration method(CompilationUnit unit, String name) {
    return unit.findAll(MethodDeclaration.class).stream()
        .filter(method -> method.getNameAsString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
