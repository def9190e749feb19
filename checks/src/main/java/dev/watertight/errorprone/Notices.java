package dev.watertight.errorprone;

import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Options;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;

/** What the plugin has to say of itself, each thing once a compilation. */
final class Notices {
  private static final Context.Key<Notices> KEY = new Context.Key<>();

  private static final Pattern RULE = Pattern.compile("[A-Z]\\w+");

  private final Context context;
  private final Set<String> said = new HashSet<>();

  private Notices(Context context) {
    this.context = context;
    context.put(KEY, this);
  }

  static Notices of(Context context) {
    Notices known = context.get(KEY);
    return known == null ? new Notices(context) : known;
  }

  /** The user's mistake: the compilation fails. */
  void mistake(String message, JCCompilationUnit unit) {
    say(Diagnostic.Kind.ERROR, "Watertight: " + message, unit);
  }

  void note(String message, JCCompilationUnit unit) {
    say(Diagnostic.Kind.NOTE, "Watertight: " + message, unit);
  }

  /**
   * A fault of ours, the first of this compilation. A mere note where warnings fail the build.
   *
   * @param part the check, rule or step that failed
   */
  void fault(String part, JCCompilationUnit unit, Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    fault(part, unit, fault + (trace.length == 0 ? "" : " at " + trace[0]));
  }

  void fault(String part, JCCompilationUnit unit, String what) {
    if (!said.add("fault")) {
      return;
    }
    boolean strict = Options.instance(context).isSet("-Werror");
    String remedy =
        RULE.matcher(part).matches()
            ? "-Xep:" + part + ":OFF switches it off"
            : "leave the plugin off the processor path to do without it";
    print(
        strict ? Diagnostic.Kind.NOTE : Diagnostic.Kind.WARNING,
        "Watertight "
            + version()
            + " failed in "
            + part
            + ": "
            + what
            + "; the compilation goes on without its findings there. Please report this; "
            + remedy,
        unit);
  }

  private void say(Diagnostic.Kind kind, String message, JCCompilationUnit unit) {
    if (said.add(message)) {
      print(kind, message, unit);
    }
  }

  private void print(Diagnostic.Kind kind, String message, JCCompilationUnit unit) {
    JavacTrees.instance(context).printMessage(kind, message, unit, unit);
  }

  private static String version() {
    String version = Notices.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }
}
