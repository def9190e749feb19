package dev.watertight.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuditMojoTest {
  private static final String LEAKING = "SEEN";

  @TempDir Path folder;
  private Path sources;
  private Path classes;

  @BeforeEach
  void compile() {
    sources = Code.write(folder.resolve("src"), Map.of("shop/Visits.java", Code.LEAK));
    classes = Code.compile(sources, folder.resolve("classes"));
  }

  @Test
  void tellsAndWritesWhatItFindsAndSucceeds() throws Exception {
    RecordingLog log = audit(classes).with("sources", sources.toString()).run();

    assertTrue(log.of("WARN").get(0).startsWith("src/shop/Visits.java:10: warning: ["), log::text);
    assertTrue(log.of("INFO").get(0).contains("1 leak in 1 classes; report: "), log::text);
    JsonObject result = results().getObject(0);
    JsonObject location = result.getArray("locations").getObject(0);
    assertEquals(
        "src/shop/Visits.java",
        location.getObject("physicalLocation").getObject("artifactLocation").getString("uri"));
    assertEquals(
        "shop.Visits.SEEN",
        location.getArray("logicalLocations").getObject(0).getString("fullyQualifiedName"));
  }

  @Test
  void failsOnFindingsOnlyIfAsked() {
    assertTrue(audit(classes).with("failOnFindings", true).violation().contains("1 leak"));
  }

  @Test
  void listsWhatAnAnnotationInTheClassFileSilences() throws Exception {
    Code.write(
        sources,
        Map.of(
            "own/SuppressFBWarnings.java",
            "package own; public @interface SuppressFBWarnings { String justification(); }",
            "shop/Visits.java",
            Code.LEAK.replace(
                "  private static",
                "  @own.SuppressFBWarnings(justification = \"few\")\n  private static")));
    Code.compile(sources, classes);

    RecordingLog log = audit(classes).with("sources", sources.toString()).run();

    assertTrue(log.text().contains("0 leaks, 1 suppressed in 2 classes"), log::text);
    assertEquals(List.of(), log.of("WARN"));
    JsonObject suppression = results().getObject(0).getArray("suppressions").getObject(0);
    assertEquals("inSource", suppression.getString("kind"));
    assertEquals("few", suppression.getString("justification"));
    String page = Files.readString(sarif().resolveSibling("watertight.html"));
    assertTrue(page.contains("Suppressed in <code>shop/Visits.java:7</code>: <q>few</q>"), page);

    audit(classes).run();
    page = Files.readString(sarif().resolveSibling("watertight.html"));
    assertTrue(page.contains("Suppressed in <code>shop/Visits.java</code>: <q>few</q>"), page);
  }

  @Test
  void fixedProgramIsSilent() throws Exception {
    Code.write(sources, Map.of("shop/Visits.java", Code.FIXED));
    Code.compile(sources, classes);

    RecordingLog log = audit(classes).with("failOnFindings", true).run();

    assertEquals(List.of(), log.of("WARN"));
    assertEquals(0, results().size());
  }

  @Test
  void leavesOutWhatIsNoClassFileAndSaysSo() throws Exception {
    byte[] whole = Files.readAllBytes(classes.resolve("shop/Visits.class"));
    Files.write(classes.resolve("shop/Cut.class"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(classes.resolve("shop/Head.class"), Arrays.copyOf(whole, 9));
    Files.writeString(classes.resolve("shop/Text.class"), "not a class file at all");
    Files.write(classes.resolve("shop/Empty.class"), new byte[0]);
    Files.write(classes.resolve("Elsewhere.class"), whole);
    byte[] newer = whole.clone();
    newer[7] = 99;
    Files.write(classes.resolve("shop/Newer.class"), newer);

    RecordingLog log = audit(classes).run();

    for (String left : List.of("shop/Cut", "shop/Head", "shop/Text", "shop/Empty", "Elsewhere")) {
      assertTrue(
          log.of("WARN").stream().anyMatch(w -> w.contains(left + ".class") && w.contains(";")),
          left + "\n" + log.text());
    }
    assertTrue(log.text().contains("class file version 99 (Java 55) cannot be read"), log::text);
    assertTrue(log.text().contains(LEAKING), log::text);
    JsonObject invocation = run().getArray("invocations").getObject(0);
    assertEquals(6, invocation.getArray("toolExecutionNotifications").size());
    assertFalse(Files.readString(sarif()).contains(folder.toString()), "no path of the machine");
  }

  @Test
  void nothingReadableIsAFault() throws IOException {
    Files.writeString(classes.resolve("shop/Visits.class"), "nothing");

    assertTrue(audit(classes).fault().contains("none of its class files can be read"));
  }

  @Test
  void springBootJarIsAnApplicationWithItsLibraries() {
    Path library = folder.resolve("lib.jar");
    Code.jar(library, Map.of("", library("lib")));
    Path use = Code.write(folder.resolve("use"), Map.of("app/Main.java", user()));
    Path main = Code.compile(use, folder.resolve("main"), folder.resolve("lib"));
    Path boot = folder.resolve("app.jar");
    Code.jar(
        boot, Map.of("BOOT-INF/classes/", main, "BOOT-INF/lib/", folder(library), "org/", classes));

    RecordingLog log = audit(boot).run();

    assertTrue(log.text().contains("in 1 classes;"), log::text);
    assertFalse(log.text().contains("missing"), log::text);
    assertFalse(log.text().contains(LEAKING), "the loader's classes are not judged");
  }

  @Test
  void warIsAnApplicationWithItsLibraries() {
    Path library = folder.resolve("lib.jar");
    Code.jar(library, Map.of("", library("lib")));
    Path use = Code.write(folder.resolve("use"), Map.of("app/Main.java", user()));
    Code.compile(use, classes, folder.resolve("lib"));
    Path war = folder.resolve("app.war");
    Code.jar(war, Map.of("WEB-INF/classes/", classes, "WEB-INF/lib/", folder(library)));

    RecordingLog log = audit(war).run();

    assertTrue(log.text().contains("in 2 classes;"), log::text);
    assertFalse(log.text().contains(LEAKING), "nobody in the application calls it");
    assertTrue(audit(war).with("world", "library").run().text().contains(LEAKING));
  }

  @Test
  void jarOfJarsSaysWhatToName() {
    Path inner = Code.jar(folder.resolve("inner.jar"), Map.of("", classes));
    Path outer = Code.jar(folder.resolve("outer.jar"), Map.of("lib/", folder(inner)));

    String message = audit(outer).fault();

    assertTrue(message.contains("outer.jar: it holds archives and no class file"), message);
    assertTrue(message.contains("unpack it"), message);
  }

  @Test
  void multiReleaseJarIsReadAtItsHighestLayer() throws IOException {
    Path fixed = Code.write(folder.resolve("fixed"), Map.of("shop/Visits.java", Code.FIXED));
    Path newer = Code.compile(fixed, folder.resolve("newer"));
    Path manifest = folder.resolve("manifest");
    Files.createDirectories(manifest);
    Files.writeString(
        manifest.resolve("MANIFEST.MF"), "Manifest-Version: 1.0\nMulti-Release: true\n\n");
    Path good = folder.resolve("good.jar");
    Code.jar(good, Map.of("META-INF/", manifest, "", classes, "META-INF/versions/11/", newer));
    Path bad = folder.resolve("bad.jar");
    Code.jar(bad, Map.of("META-INF/", manifest, "", newer, "META-INF/versions/11/", classes));
    Path future = folder.resolve("future.jar");
    Code.jar(future, Map.of("META-INF/", manifest, "", classes, "META-INF/versions/999/", newer));

    assertFalse(audit(good).run().text().contains(LEAKING));
    assertTrue(audit(bad).run().text().contains(LEAKING));
    assertTrue(audit(future).run().text().contains(LEAKING));
  }

  @Test
  void missingTypesAreCountedNotFatal() {
    Path library = library("lib");
    Path use = Code.write(folder.resolve("use"), Map.of("app/Main.java", user()));
    Code.compile(use, classes, library);

    RecordingLog log = audit(classes).run();

    assertTrue(log.text().contains("(1 types missing)"), log::text);
    assertTrue(log.text().contains(LEAKING), log::text);
  }

  @Test
  void brokenLibraryIsToldAndTheRestDone() throws IOException {
    Path broken = folder.resolve("broken.jar");
    Files.writeString(broken, "no jar");

    RecordingLog log = audit(classes).with("classpath", broken.toString()).run();

    assertTrue(log.text().contains("broken.jar: this is not a jar that can be read"), log::text);
    assertTrue(log.text().contains(LEAKING), log::text);
  }

  @Test
  void sourcesWithoutClassesSayHowToGetClasses() {
    assertTrue(audit(sources).fault().contains("compile them and name the folder of the classes"));
    assertTrue(goal().with("sources", sources.toString()).fault().contains("compile them first"));
    Path jar = Code.jar(folder.resolve("v-sources.jar"), Map.of("", sources));
    assertTrue(audit(jar).fault().contains("name the jar of the classes"));
    Path file = sources.resolve("shop/Visits.java");
    assertTrue(audit(file).fault().contains("Visits.java: this is not a jar"));
  }

  @Test
  void singleClassFileSaysWhatToName() {
    String message = audit(classes.resolve("shop/Visits.class")).fault();

    assertTrue(message.contains("Visits.class: this is one class file"), message);
    assertTrue(message.contains("name the folder"), message);
  }

  @Test
  void nothingToAuditSaysHowToName() {
    assertTrue(goal().fault().contains("-Dartifact=group:artifact:version"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rules | UnboundedStaticColection:OFF | did you mean UnboundedStaticCollection?
          rules | UnboundedStaticCollection | should be a pair such as RuleId:OFF
          rules | UnboundedStaticCollection:LOUD | should end in OFF, WARNING or ERROR
          confidence | sure | take proven, likely or possible
          include | shop/web | name packages such as com.example.shop
          world | planet | take library or application
          """)
  void wrongOptionSaysWhatWouldDo(String option, String value, String remedy) {
    String message = audit(classes).with(option, value).fault();

    assertTrue(message.startsWith("Watertight: ") || message.contains(option), message);
    assertTrue(message.contains(value.replaceAll(":.*", "").replaceAll("/.*", "")), message);
    assertTrue(message.contains(remedy), message);
  }

  @Test
  void wrongKnowledgeFileSaysWhere() throws IOException {
    Path file = folder.resolve("own.knowledge");
    Files.writeString(file, "this is not knowledge\n");

    String message = audit(classes).with("knowledge", List.of(file.toFile())).fault();

    assertTrue(message.contains("own.knowledge:1"), message);
  }

  @Test
  void wrongPathsSayWhich() {
    assertTrue(audit(folder.resolve("none")).fault().contains("none: there is no such file"));
    assertTrue(
        audit(classes).with("classpath", "gone.jar").fault().contains("gone.jar: there is no"));
    assertTrue(audit(classes).with("sources", "gone").fault().contains("gone: there is no such"));
  }

  @Test
  void explainsAMember() {
    String text = audit(classes).with("explain", "Visits.SEEN").run().text();

    assertTrue(text.contains("shop.Visits.SEEN"), text);
    assertTrue(text.contains("enter"), text);
    assertFalse(Files.exists(sarif()), "explaining instead of reporting");
    assertTrue(
        audit(classes).with("explain", "Visits.none").run().text().contains("no container field"));
  }

  @Test
  void artifactThatCannotBeHadFailsAfterTheOthersAreDone() throws Exception {
    Path jar = Code.jar(folder.resolve("visits-1.jar"), Map.of("", classes));
    Goal goal =
        goal()
            .with("repositorySystem", repository(Map.of("shop:visits:jar:1", jar)))
            .with("remoteRepositories", List.of())
            .with("artifact", "shop:gone:1, shop:visits:1, nonsense");

    String message = goal.fault();

    assertTrue(message.contains("2 of 3 audits could not be done"), message);
    assertTrue(message.contains("shop:gone:1: it cannot be fetched"), message);
    assertTrue(message.contains("\"nonsense\" does not name an artifact"), message);
    assertTrue(goal.log().text().contains(LEAKING), goal.log()::text);
    assertTrue(Files.exists(folder.resolve("target/watertight/visits-1/watertight.sarif")));
  }

  @Test
  void everyResultOfTheFixturesHasPlaceFlowAndName() throws Exception {
    Path fixtures =
        Path.of(
            dev.watertight.fixtures.kit.Fixtures.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    audit(fixtures).run();

    JsonArray results = results();
    assertTrue(results.size() > 20, () -> results.size() + " findings");
    for (int i = 0; i < results.size(); i++) {
      JsonObject result = results.getObject(i);
      String text = result.toString();
      JsonObject location = result.getArray("locations").getObject(0);
      JsonObject physical = location.getObject("physicalLocation");
      assertTrue(physical.getObject("artifactLocation").getString("uri").endsWith(".java"), text);
      assertTrue(physical.getObject("region").getInt("startLine") > 0, text);
      String name =
          location.getArray("logicalLocations").getObject(0).getString("fullyQualifiedName");
      assertTrue(name.matches("([a-z]\\w*\\.)+\\w+(\\$\\w+)*\\.(\\w+|<init>|<clinit>)"), name);
      JsonArray flow =
          result
              .getArray("codeFlows")
              .getObject(0)
              .getArray("threadFlows")
              .getObject(0)
              .getArray("locations");
      assertFalse(flow.isEmpty(), text);
    }
  }

  private Path library(String name) {
    Path text =
        Code.write(
            folder.resolve(name + "-src"),
            Map.of("lib/Tool.java", "package lib; public class Tool {}"));
    return Code.compile(text, folder.resolve(name));
  }

  private static String user() {
    return """
    package app;

    public final class Main {
      private static final java.util.List<lib.Tool> TOOLS = new java.util.ArrayList<>();

      public static void main(String[] arguments) {
        lib.Tool tool = new lib.Tool();
        tool.hashCode();
        System.out.println(tool);
      }
    }
    """;
  }

  /** A folder that holds just this file. */
  private Path folder(Path file) {
    try {
      Path only = Files.createDirectories(folder.resolve("only-" + file.getFileName()));
      Files.copy(file, only.resolve(file.getFileName()));
      return only;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Goal goal() {
    return Goal.in(folder, new AuditMojo());
  }

  private Goal audit(Path program) {
    return goal().with("classes", program.toString());
  }

  private Path sarif() {
    return folder.resolve("target/watertight/watertight.sarif");
  }

  private JsonObject run() throws IOException, JsonParserException {
    String text = Files.readString(sarif(), StandardCharsets.UTF_8);
    return JsonParser.object().from(text).getArray("runs").getObject(0);
  }

  private JsonArray results() throws IOException, JsonParserException {
    return run().getArray("results");
  }

  /** A repository that holds these artifacts and no descriptor. */
  private static RepositorySystem repository(Map<String, Path> artifacts) {
    return (RepositorySystem)
        Proxy.newProxyInstance(
            RepositorySystem.class.getClassLoader(),
            new Class<?>[] {RepositorySystem.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "resolveArtifact" -> resolve(artifacts, (ArtifactRequest) arguments[1]);
                  case "readArtifactDescriptor" ->
                      throw new ArtifactDescriptorException(
                          new ArtifactDescriptorResult(
                              (org.eclipse.aether.resolution.ArtifactDescriptorRequest)
                                  arguments[1]));
                  case "resolveArtifacts" -> List.of();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static ArtifactResult resolve(Map<String, Path> artifacts, ArtifactRequest request)
      throws ArtifactResolutionException {
    Artifact asked = request.getArtifact();
    Optional<File> file = Optional.ofNullable(artifacts.get(asked.toString())).map(Path::toFile);
    ArtifactResult result = new ArtifactResult(request);
    if (file.isEmpty()) {
      throw new ArtifactResolutionException(List.of(result));
    }
    return result.setArtifact(asked.setFile(file.get()));
  }
}
