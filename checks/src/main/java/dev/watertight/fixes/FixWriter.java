package dev.watertight.fixes;

import dev.watertight.findings.Fix;
import dev.watertight.findings.Place;
import dev.watertight.fixes.Code.Call;
import dev.watertight.fixes.Code.Host;
import dev.watertight.fixes.Code.Sibling;
import dev.watertight.fixes.Code.Span;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a fix as edits of one file. It declines where the text is not what the fix expects: a
 * wrong edit is worse than none.
 */
public final class FixWriter {
  /** Names, fields and properties: may be written a second time and elsewhere. */
  private static final Pattern PURE =
      Pattern.compile("(?:this\\.)?[\\p{L}_$][\\w$]*(?:\\.[\\p{L}_$][\\w$]*(?:\\(\\))?)*");

  private static final Pattern LAST_PROPERTY =
      Pattern.compile("\\.\\s*[\\p{L}_$][\\w$]*(?:\\(\\s*\\))?$");

  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\w$]*");

  private final Code code;
  private final String text;

  private FixWriter(Code code) {
    this.code = code;
    this.text = code.text();
  }

  /** The edits, of which there is at least one; empty where the text does not allow the fix. */
  public static Optional<List<Edit>> edits(Fix fix, Code code) {
    List<Edit> edits = new FixWriter(code).write(fix);
    return edits == null || edits.isEmpty() ? Optional.empty() : Optional.of(edits);
  }

  private List<Edit> write(Fix fix) {
    if (fix instanceof Fix.KeyByAccessor key) {
      return keyByAccessor(key);
    }
    if (fix instanceof Fix.CleanBeside beside) {
      return cleanBeside(beside);
    }
    if (fix instanceof Fix.RemoveInsteadOfSet instead) {
      Call set = on(instead.field(), instead.at(), "set");
      return set == null || set.arguments().size() != 1
          ? null
          : List.of(new Edit(set.span().start(), set.span().end(), removal(set)));
    }
    if (fix instanceof Fix.ReleaseInFinally release) {
      return releaseInFinally(release);
    }
    if (fix instanceof Fix.RemoveAfterwards afterwards) {
      return removeAfterwards(afterwards);
    }
    return fix instanceof Fix.DropCall drop ? dropCall(drop) : null;
  }

  private List<Edit> keyByAccessor(Fix.KeyByAccessor fix) {
    Call call = on(fix.container(), fix.at(), fix.call());
    if (call == null || call.arguments().isEmpty()) {
      return null;
    }
    Span key = call.arguments().get(0);
    String written = key.of(text);
    if (!PURE.matcher(written).matches()) {
      return null;
    }
    String asked = "." + fix.accessor();
    String right =
        fix.instead() ? LAST_PROPERTY.matcher(written).replaceFirst("") + asked : written + asked;
    boolean nothingToAsk = fix.instead() && !LAST_PROPERTY.matcher(written).find();
    return nothingToAsk ? null : List.of(new Edit(key.start(), key.end(), right));
  }

  private List<Edit> cleanBeside(Fix.CleanBeside fix) {
    Call call = on(fix.sibling(), fix.at(), fix.call());
    boolean inBlock = call != null && inBlock(call);
    if (!inBlock || call.arguments().size() > 1) {
      return null;
    }
    String receiver = call.receiver().of(text);
    String holder = receiver.substring(0, receiver.length() - fix.sibling().length());
    String arguments = call.arguments().isEmpty() ? "" : call.arguments().get(0).of(text);
    boolean pure = arguments.isEmpty() || PURE.matcher(arguments).matches();
    if (!pure
        || mentions(arguments, Set.of(fix.sibling()))
        || (!holder.isEmpty() && !PURE.matcher(holder + "x").matches())) {
      return null;
    }
    Host statement = call.statement();
    String added = holder + fix.container() + "." + fix.call() + "(" + arguments + ");";
    boolean standsAlone = call.span().equals(statement.alone());
    return List.of(
        standsAlone
            ? new Edit(statement.span().end(), statement.span().end(), newLine(statement) + added)
            : new Edit(
                statement.span().start(), statement.span().start(), added + newLine(statement)));
  }

  private List<Edit> releaseInFinally(Fix.ReleaseInFinally fix) {
    Call from = on(fix.field(), fix.at(), null);
    Call to = on(fix.field(), fix.release(), null);
    if (from == null || to == null || !inBlock(from) || !inBlock(to)) {
      return null;
    }
    Host first = from.statement();
    Host last = to.statement();
    boolean sameBlock = first.block().equals(last.block()) && first.index() + 1 < last.index();
    if (!sameBlock || !to.span().equals(last.alone())) {
      return null;
    }
    List<Sibling> between = last.block().subList(first.index() + 1, last.index());
    List<Sibling> after = last.block().subList(last.index() + 1, last.block().size());
    Set<String> declared = new HashSet<>();
    between.forEach(each -> declared.addAll(each.declares()));
    String release = last.span().of(text);
    if (mentions(release, declared)) {
      return null;
    }
    boolean usedAfter = after.stream().anyMatch(each -> mentions(each.span().of(text), declared));
    List<Sibling> whole = last.block();
    int start = between.get(0).span().start();
    int end = usedAfter ? whole.get(whole.size() - 1).span().end() : last.span().start();
    String body =
        usedAfter
            ? text.substring(start, lineStart(last.span().start()))
                + text.substring(lineEnd(last.span().end()), end)
            : text.substring(start, lineStart(last.span().start()));
    return tryFinally(first, start, usedAfter ? end : last.span().end(), body, release);
  }

  private List<Edit> removeAfterwards(Fix.RemoveAfterwards fix) {
    Call set = on(fix.field(), fix.at(), "set");
    if (set == null || !inBlock(set) || !set.span().equals(set.statement().alone())) {
      return null;
    }
    Host statement = set.statement();
    List<Sibling> block = statement.block();
    if (statement.index() + 1 >= block.size()) {
      return null;
    }
    int start = block.get(statement.index() + 1).span().start();
    int end = block.get(block.size() - 1).span().end();
    return tryFinally(statement, start, end, text.substring(start, end), removal(set) + ";");
  }

  /** Text from start to end becomes a try block with that body, and a finally block. */
  private List<Edit> tryFinally(Host acquired, int start, int end, String body, String release) {
    String indent = indent(acquired.span().start());
    boolean ownLines =
        text.substring(lineStart(start), start).isBlank() && indent(start).equals(indent);
    if (!ownLines || body.contains("\"\"\"")) {
      return null;
    }
    String step = step();
    String newLine = newLine(acquired);
    String eol = newLine.substring(0, newLine.length() - indent.length());
    StringBuilder block = new StringBuilder("try {");
    for (String line : body.stripTrailing().split("\r\n|\r|\n", -1)) {
      String inside = line.startsWith(indent) ? line.substring(indent.length()) : line.strip();
      block.append(eol);
      block.append(line.isBlank() ? "" : indent + step + inside);
    }
    block
        .append(newLine)
        .append("} finally {")
        .append(newLine)
        .append(step)
        .append(release)
        .append(newLine)
        .append('}');
    return List.of(new Edit(start, end, block.toString()));
  }

  private List<Edit> dropCall(Fix.DropCall fix) {
    List<Call> calls =
        code.calls(fix.at().line()).stream()
            .filter(call -> call.name().equals(fix.call()))
            .toList();
    if (calls.size() != 1 || !inBlock(calls.get(0))) {
      return null;
    }
    Call call = calls.get(0);
    Host statement = call.statement();
    boolean pure = call.receiver() == null || NAME.matcher(call.receiver().of(text)).matches();
    if (!call.span().equals(statement.alone()) || !pure) {
      return null;
    }
    int start = lineStart(statement.span().start());
    int end = lineEnd(statement.span().end());
    String rest = text.substring(statement.span().end(), end);
    boolean ownLine =
        text.substring(start, statement.span().start()).isBlank()
            && (rest.isBlank() || rest.strip().startsWith("//"));
    return List.of(
        ownLine
            ? new Edit(start, end, "")
            : new Edit(statement.span().start(), statement.span().end(), ""));
  }

  /** The one call on a field at a line, or null; of a method of that name, or of any for null. */
  private Call on(String field, Place at, String name) {
    List<Call> found =
        code.calls(at.line()).stream()
            .filter(call -> name == null || call.name().equals(name))
            .filter(call -> call.receiver() != null && names(call.receiver().of(text), field))
            .toList();
    return found.size() == 1 ? found.get(0) : null;
  }

  private static boolean names(String receiver, String field) {
    return receiver.equals(field) || receiver.endsWith("." + field);
  }

  private static boolean inBlock(Call call) {
    return call.statement() != null && !call.statement().block().isEmpty();
  }

  private String removal(Call set) {
    return set.receiver().of(text) + ".remove()";
  }

  private static boolean mentions(String where, Set<String> names) {
    return NAME.matcher(where).results().anyMatch(result -> names.contains(result.group()));
  }

  private String newLine(Host statement) {
    String eol = text.contains("\r\n") ? "\r\n" : "\n";
    return eol + indent(statement.span().start());
  }

  private String indent(int offset) {
    int start = lineStart(offset);
    int end = start;
    while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }

  /** By how much the file indents: the smallest indentation there is. */
  private String step() {
    return text.lines()
        .filter(line -> line.startsWith(" ") || line.startsWith("\t"))
        .filter(line -> !line.isBlank() && !line.strip().startsWith("*"))
        .map(line -> line.substring(0, line.length() - line.stripLeading().length()))
        .min(Comparator.comparingInt(String::length))
        .orElse("  ");
  }

  private int lineStart(int offset) {
    int start = offset;
    while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
      start--;
    }
    return start;
  }

  /** Behind the end of the line. */
  private int lineEnd(int offset) {
    int end = offset;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    if (end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n') {
      return end + 2;
    }
    return Math.min(end + 1, text.length());
  }
}
