package dev.watertight.spotbugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import edu.umd.cs.findbugs.BugInstance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class files of Java 8 and newer, of both compilers, and with members that Lombok makes. */
class ShapesTest {
  @TempDir Path folder;

  private static String program(String name) {
    return String.join(
        "\n",
        "package shop;",
        "import java.util.*;",
        "public class " + name + " {",
        "  private static final Map<String, Object> TRAIL = new HashMap<>();",
        "  static class Recorder {",
        "    private void record(String user, Object what) {",
        "      new ArrayList<>(List.of(user)).forEach(each -> TRAIL.put(each, what));",
        "    }",
        "  }",
        "  public static void record(String user) { new Recorder().record(user, user); }",
        "  public static Object last(String user) { return TRAIL.get(user); }",
        "}");
  }

  private void add(JavaCompiler compiler, String name, String text, String... options) {
    new Sources(folder).compile(compiler, Map.of("shop/" + name + ".java", text), options);
  }

  private static String told(BugInstance bug) {
    return bug.getPrimaryClass().getClassName()
        + "."
        + bug.getPrimaryField().getFieldName()
        + ":"
        + bug.getPrimarySourceLineAnnotation().getStartLine();
  }

  @Test
  void areReadAlike() {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    JavaCompiler ecj = new EclipseCompiler();
    // Lists of Java 8 know no List.of
    add(javac, "Javac8", program("Javac8").replace("List.of", "Arrays.asList"), "--release", "8");
    add(ecj, "Ecj8", program("Ecj8").replace("List.of", "Arrays.asList"), "--release", "8");
    add(javac, "Javac", program("Javac"));
    add(ecj, "Ecj", program("Ecj"), "--release", "17");
    add(
        javac,
        "Lombok",
        """
        package shop;
        import java.util.*;
        @lombok.experimental.UtilityClass
        public class Lombok {
          private final Map<String, Object> trail = new HashMap<>();
          public void record(String user) {
            trail.put(user, user);
          }
          public Object last(String user) { return trail.get(user); }
        }\
        """,
        "-processor",
        "lombok.launch.AnnotationProcessorHider$AnnotationProcessor");
    List<String> told =
        SpotBugs.bugs(folder.resolve("classes"), SpotBugs.OURS).stream()
            .map(ShapesTest::told)
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "shop.Ecj.TRAIL:7",
            "shop.Ecj8.TRAIL:7",
            "shop.Javac.TRAIL:7",
            "shop.Javac8.TRAIL:7",
            "shop.Lombok.trail:7"),
        told);
  }
}
