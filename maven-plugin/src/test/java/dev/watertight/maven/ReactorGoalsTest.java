package dev.watertight.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReactorGoalsTest {
  @TempDir Path folder;
  private MavenProject project;

  @BeforeEach
  void compile() throws IOException {
    Files.createDirectories(folder.resolve(".mvn"));
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Path sources = Code.write(folder.resolve("src"), Map.of("shop/Visits.java", Code.LEAK));
    Path classes = Code.compile(sources, folder.resolve("classes"));
    Model model = new Model();
    model.setGroupId("shop");
    model.setArtifactId("web");
    model.setBuild(new Build());
    model.getBuild().setOutputDirectory(classes.toString());
    project = new MavenProject(model);
    project.setFile(folder.resolve("pom.xml").toFile());
    project.addCompileSourceRoot(sources.toString());
  }

  @Test
  void reportTellsAndFailsNothing() {
    Path out = folder.resolve("site/watertight");

    RecordingLog log = goal(new ReportMojo()).with("reportDirectory", out.toFile()).run();

    assertTrue(Files.exists(out.resolve("watertight.html")));
    assertTrue(log.text().contains("1 new leak in 1 classes"), log::text);
    assertEquals(List.of(), log.of("WARN"), "told by the report, not line by line");
  }

  @Test
  void aggregateFailsOnWhatIsNew() {
    Goal goal = goal(new CheckAggregateMojo()).with("outputDirectory", folder.toFile());

    assertTrue(goal.violation().contains("1 leak; there is no baseline"));
    assertTrue(goal.log().text().contains("module: shop:web"), goal.log()::text);
  }

  @Test
  void acceptsShrinksAndKnowsAgain() throws IOException {
    goal(new BaselineAcceptMojo()).with("id", "shop.Visits.SEEN").with("reason", "few").run();
    Path file = folder.resolve(".watertight/baseline.jsonl");
    String accepted = Files.readString(file);

    goal(new CheckAggregateMojo()).with("outputDirectory", folder.toFile()).run();
    goal(new BaselineShrinkMojo()).run();
    assertEquals(accepted, Files.readString(file));

    Code.write(folder.resolve("src"), Map.of("shop/Visits.java", Code.FIXED));
    Code.compile(folder.resolve("src"), folder.resolve("classes"));
    goal(new BaselineShrinkMojo()).run();
    assertEquals("", Files.readString(file));
  }

  @Test
  void lineToAcceptIsWhatTheGoalsWrite() throws IOException {
    Goal check = goal(new CheckAggregateMojo()).with("outputDirectory", folder.toFile());
    check.violation();
    String told = check.log().text();
    String line =
        told.substring(told.indexOf("{\"key\":"), told.indexOf("}", told.indexOf("{\"key\":")) + 1);
    Path file = folder.resolve(".watertight/baseline.jsonl");

    goal(new BaselineAcceptMojo()).with("id", "shop.Visits.SEEN").with("reason", "reason").run();
    assertEquals(line, Files.readString(file).strip());
    assertTrue(line.contains("\"shape\":\"Map<String,Object>\",\"body\":\""), line);
    assertTrue(
        Files.readString(folder.resolve("watertight.html"))
            .contains(line.replace("<", "&lt;").replace(">", "&gt;")));
  }

  @Test
  void acceptsTheNewSourceOfAKnownLeak() throws IOException {
    goal(new BaselineAcceptMojo()).with("id", "shop.Visits.SEEN").with("reason", "few").run();
    Code.write(
        folder.resolve("src"),
        Map.of(
            "shop/Visits.java",
            Code.LEAK.replace(
                "  public static Object find",
                "  public static void guess(String visitor) {\n"
                    + "    SEEN.put(visitor, visitor);\n  }\n\n  public static Object find")));
    Code.compile(folder.resolve("src"), folder.resolve("classes"));
    Goal check = goal(new CheckAggregateMojo()).with("outputDirectory", folder.toFile());
    assertTrue(check.violation().contains("1 leak"));

    goal(new BaselineAcceptMojo()).with("id", "shop.Visits.SEEN").with("reason", "two").run();
    goal(new CheckAggregateMojo()).with("outputDirectory", folder.toFile()).run();
    String text = Files.readString(folder.resolve(".watertight/baseline.jsonl"));
    assertTrue(text.contains("shop.Visits.guess") && text.contains("\"two\""), text);
  }

  @Test
  void updatesWhatWasRenamedAndKeepsItsReason() throws IOException {
    goal(new BaselineAcceptMojo()).with("id", "shop.Visits.SEEN").with("reason", "few").run();
    Code.write(
        folder.resolve("src"), Map.of("shop/Visits.java", Code.LEAK.replace("SEEN", "GUESTS")));
    Code.compile(folder.resolve("src"), folder.resolve("classes"));

    RecordingLog log = goal(new BaselineUpdateMojo()).run();

    assertTrue(
        log.text().contains("shop.Visits.SEEN is now shop.Visits.GUESTS (matched by members)"),
        log::text);
    String text = Files.readString(folder.resolve(".watertight/baseline.jsonl"));
    assertTrue(text.contains("shop.Visits.GUESTS") && text.contains("\"reason\":\"few\""), text);
    assertFalse(text.contains("SEEN"), text);
  }

  private Goal goal(WatertightMojo mojo) {
    return Goal.in(folder, mojo, List.of(project));
  }
}
