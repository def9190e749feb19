package dev.watertight.maven.source;

import com.github.javaparser.Position;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.watertight.fixes.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A parsed source file as the writer of fixes sees it. */
final class ParsedCode implements Code {
  private final String text;
  private final CompilationUnit tree;
  private final int[] lineStarts;

  ParsedCode(String text, CompilationUnit tree) {
    this.text = text;
    this.tree = tree;
    this.lineStarts = lineStarts(text);
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public List<Call> calls(int line) {
    return tree
        .findAll(
            MethodCallExpr.class,
            call ->
                call.getRange()
                    .filter(range -> range.begin.line <= line && line <= range.end.line)
                    .isPresent())
        .stream()
        .map(this::call)
        .sorted(Comparator.comparingInt((Call call) -> call.span().start()))
        .toList();
  }

  private Call call(MethodCallExpr call) {
    return new Call(
        call.getNameAsString(),
        span(call),
        call.getScope().map(this::span).orElse(null),
        call.getArguments().stream().map(this::span).toList(),
        statement(call));
  }

  private Host statement(Node from) {
    Node node = from;
    while (node != null && !(node instanceof Statement)) {
      boolean runBySomethingElse =
          node instanceof LambdaExpr
              || node instanceof SwitchExpr
              || node instanceof BodyDeclaration<?>;
      if (runBySomethingElse) {
        return null;
      }
      node = node.getParentNode().orElse(null);
    }
    if (node == null || node.getParentNode().filter(ParsedCode::isExpressionOfLambda).isPresent()) {
      return null;
    }
    Span alone =
        node instanceof ExpressionStmt expression ? span(expression.getExpression()) : null;
    List<Sibling> block = new ArrayList<>();
    int index = 0;
    if (node.getParentNode().orElse(null) instanceof BlockStmt parent) {
      for (Statement each : parent.getStatements()) {
        index = each == node ? block.size() : index;
        block.add(new Sibling(span(each), declared(each)));
      }
    }
    return new Host(span(node), alone, block, index);
  }

  /** The parser wraps the body of {@code x -> f(x)} into a statement that is not in the text. */
  private static boolean isExpressionOfLambda(Node parent) {
    return parent instanceof LambdaExpr lambda && lambda.getExpressionBody().isPresent();
  }

  private static Set<String> declared(Statement statement) {
    Set<String> names = new HashSet<>();
    if (statement instanceof ExpressionStmt expression
        && expression.getExpression() instanceof VariableDeclarationExpr declaration) {
      for (VariableDeclarator variable : declaration.getVariables()) {
        names.add(variable.getNameAsString());
      }
    } else if (statement instanceof LocalClassDeclarationStmt local) {
      names.add(local.getClassDeclaration().getNameAsString());
    } else if (statement instanceof LocalRecordDeclarationStmt local) {
      names.add(local.getRecordDeclaration().getNameAsString());
    }
    statement.findAll(TypePatternExpr.class).forEach(each -> names.add(each.getNameAsString()));
    return names;
  }

  private Span span(Node node) {
    return node.getRange()
        .map(range -> new Span(offset(range.begin), offset(range.end) + 1))
        .orElseThrow();
  }

  private int offset(Position position) {
    return lineStarts[position.line - 1] + position.column - 1;
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean carriesOn = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !carriesOn)) {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
