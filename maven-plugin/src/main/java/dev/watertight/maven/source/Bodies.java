package dev.watertight.maven.source;

import com.github.javaparser.JavaToken;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What the text of methods tells of a leak whose names have changed. Layout, comments and the names
 * concerned do not count.
 */
public final class Bodies {
  private static final int HEX_DIGITS = 8;

  private final Sources sources;

  /** Looks into these sources. */
  public Bodies(Sources sources) {
    this.sources = sources;
  }

  /** A hash over the members that add to what is kept; empty unless all of them can be read. */
  public Optional<String> acquiring(Finding finding) {
    List<String> hashes = new ArrayList<>();
    for (String qualified : finding.acquiringMembers()) {
      int dot = qualified.lastIndexOf('.');
      String className = qualified.substring(0, dot).replace('.', '/');
      String text = text(className, qualified.substring(dot + 1), finding);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      hashes.add(hash(text));
    }
    hashes.sort(Comparator.naturalOrder());
    return hashes.isEmpty() ? Optional.empty() : Optional.of(hash(String.join(" ", hashes)));
  }

  private String text(String className, String member, Finding finding) {
    StringBuilder text = new StringBuilder();
    for (CallableDeclaration<?> each : callables(className, member, finding)) {
      each.getParameters().forEach(parameter -> append(parameter, finding, text));
      body(each).ifPresent(body -> append(body, finding, text));
    }
    return text.toString();
  }

  /** A hash over the smallest statement at the finding's place. */
  public Optional<String> statement(Finding finding) {
    Place place = finding.place();
    return tree(place.file())
        .flatMap(
            tree ->
                tree
                    .findAll(
                        Statement.class,
                        each -> !(each instanceof BlockStmt) && contains(each, place.line()))
                    .stream()
                    .min(Comparator.comparingInt(Bodies::height)))
        .map(
            statement -> {
              StringBuilder text = new StringBuilder();
              append(statement, finding, text);
              return hash(text.toString());
            });
  }

  /** Whether a member of the finding's holder calls the method that the finding is about. */
  public boolean calls(String member, Finding finding) {
    return callables(finding.holder(), member, finding).stream()
        .flatMap(each -> each.findAll(MethodCallExpr.class).stream())
        .anyMatch(call -> call.getNameAsString().equals(finding.subject()));
  }

  private List<CallableDeclaration<?>> callables(String className, String member, Finding finding) {
    List<CallableDeclaration<?>> found = new ArrayList<>();
    tree(fileOf(className, finding))
        .ifPresent(
            tree -> {
              for (BodyDeclaration<?> each : Declarations.members(tree, className, member)) {
                if (each instanceof CallableDeclaration<?> callable) {
                  found.add(callable);
                }
              }
            });
    return found;
  }

  /** The class name tells, unless the class shares another's file. */
  private String fileOf(String className, Finding finding) {
    String byName = Declarations.fileOf(className);
    if (sources.find(byName).isPresent()) {
      return byName;
    }
    return finding.chain().stream()
        .map(Step::place)
        .filter(place -> place != null && place.file() != null)
        .filter(place -> place.className().equals(className))
        .map(Place::file)
        .findFirst()
        .orElse(byName);
  }

  private Optional<CompilationUnit> tree(String file) {
    return sources.find(file).flatMap(SourceFile::tree);
  }

  private static Optional<BlockStmt> body(CallableDeclaration<?> callable) {
    if (callable instanceof MethodDeclaration method) {
      return method.getBody();
    }
    return callable instanceof ConstructorDeclaration constructor
        ? Optional.of(constructor.getBody())
        : Optional.empty();
  }

  private static boolean contains(Node node, int line) {
    return node.getRange().map(r -> r.begin.line <= line && line <= r.end.line).orElse(false);
  }

  private static int height(Node node) {
    return node.getRange().map(r -> r.end.line - r.begin.line).orElse(Integer.MAX_VALUE);
  }

  private static void append(Node node, Finding finding, StringBuilder text) {
    String holder = finding.holder();
    String simple =
        holder.substring(Math.max(holder.lastIndexOf('/'), holder.lastIndexOf('$')) + 1);
    Optional<TokenRange> tokens = node.getTokenRange();
    if (tokens.isEmpty()) {
      return;
    }
    for (JavaToken token : tokens.get()) {
      if (!token.getCategory().isWhitespaceOrComment()) {
        String word = token.getText();
        boolean own = word.equals(finding.subject()) || word.equals(simple);
        text.append(own ? "#" : word).append(' ');
      }
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
