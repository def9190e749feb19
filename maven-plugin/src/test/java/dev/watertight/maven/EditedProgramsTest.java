package dev.watertight.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.BaselineComparison.State;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.SourceFile;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.maven.source.Sources;
import dev.watertight.model.World;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Settings;
import java.io.File;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs with a known leak, edited as people edit: what was known stays known, and what is added
 * beside it is new.
 */
final class EditedProgramsTest {
  private static final String MODULE = "shop:web";
  private static final LocalDate TODAY = LocalDate.of(2030, 6, 1);
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static Inspector inspector;

  /** Fixtures with one leak each, of three families. */
  private enum Program {
    STATIC_MAP(
        "UnboundedStaticCollection/PermissionCacheLeak",
        "PERMISSIONS",
        "of",
        "Map<String, byte[]>"),
    STATIC_SET("UnboundedStaticCollection/SeenMessagesLeak", "SEEN", "handleOnce", "Object"),
    SESSION_MAP("MissingRemovalOnSessionEnd/OnlineUsersLeak", "ONLINE", "login", "Object"),
    IMMORTAL_SESSION("ImmortalSession/LoginServletLeak", null, "doPost", null);

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings
    private final SourceFile source;

    private final String field;
    private final String method;
    private final String otherType;

    Program(String name, String field, String method, String otherType) {
      this.source = Loaded.FIXTURES.ofCase(name).sources().get(0);
      this.field = field;
      this.method = method;
      this.otherType = otherType;
    }
  }

  private static final class Loaded {
    static final Fixtures FIXTURES = Fixtures.load();
  }

  /** What is done to a program, and what then shows the leak to be the known one. */
  private enum Edit {
    LINE_SHIFT((unit, program) -> Edits.shiftLines(unit)),
    REFORMATTED((unit, program) -> Edits.reformat(unit)),
    EDITED_NEARBY((unit, program) -> Edits.editNearby(unit)),
    RENAMED_FIELD(
        (unit, program) -> Edits.renameField(unit, program.field, "renamed"), "members", "members"),
    RENAMED_METHOD((unit, program) -> Edits.renameMethod(unit, program.method, "renamed")),
    RENAMED_CLASS((unit, program) -> Edits.renameClass(unit, "Renamed"), "holder", "holder"),
    RENAMED_FILE((unit, program) -> Edits.hideClass(unit)),
    MOVED_PACKAGE((unit, program) -> Edits.movePackage(unit, "elsewhere"), "holder", "holder"),
    MOVED_MODULE((unit, program) -> {}),
    EXTRACTED_METHOD(
        (unit, program) -> Edits.extractMethod(unit, program.method, "extracted"), "key", "shape"),
    RENAMED_CLASS_AND_FIELD(
        (unit, program) -> {
          Edits.renameClass(unit, "Renamed");
          Edits.renameField(unit, program.field, "renamed");
        },
        "body",
        "body"),
    ALL_LAYOUT(
        (unit, program) -> {
          Edits.shiftLines(unit);
          Edits.editNearby(unit);
          Edits.reformat(unit);
        });

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final BiConsumer<CompilationUnit, Program> apply;

    private final String byForContainer;
    private final String byForMethod;

    Edit(BiConsumer<CompilationUnit, Program> apply) {
      this(apply, BaselineComparison.BY_KEY, BaselineComparison.BY_KEY);
    }

    Edit(BiConsumer<CompilationUnit, Program> apply, String byForContainer, String byForMethod) {
      this.apply = apply;
      this.byForContainer = byForContainer;
      this.byForMethod = byForMethod;
    }

    boolean suits(Program program) {
      boolean ofField = this == RENAMED_FIELD || this == RENAMED_CLASS_AND_FIELD;
      // doPost overrides, so it cannot be renamed, and a servlet stays public
      boolean notForServlet = ofField || this == RENAMED_METHOD || this == RENAMED_FILE;
      // a listener that is not public is nobody's
      boolean hidden = this == RENAMED_FILE && program == Program.SESSION_MAP;
      return !(program == Program.IMMORTAL_SESSION && notForServlet) && !hidden;
    }

    String matchedBy(Program program) {
      return program.field == null ? byForMethod : byForContainer;
    }
  }

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    inspector =
        new Inspector(
            Knowledge.builtIn(),
            Settings.DEFAULT,
            CATALOGUE,
            new ProgressLines(line -> {}, () -> 0));
  }

  private static Stream<Arguments> editsOfPrograms() {
    return Arrays.stream(Program.values())
        .flatMap(
            program ->
                Arrays.stream(Edit.values())
                    .filter(edit -> edit.suits(program))
                    .map(edit -> Arguments.of(program, edit)));
  }

  @ParameterizedTest
  @MethodSource("editsOfPrograms")
  void oldStaysOld(Program program, Edit edit) {
    Baseline known = known(program);
    CompilationUnit unit = Edits.parse(program.source.text());
    edit.apply.accept(unit, program);

    BaselineComparison comparison = compare(known, edit, sources(program, edit, unit));

    Judged only = only(comparison.findings());
    assertEquals(State.KNOWN, only.state(), () -> only.finding() + "\n" + known.text());
    assertEquals(edit.matchedBy(program), only.matchedBy());
    assertEquals(List.of(), comparison.fixed());
  }

  @ParameterizedTest
  @MethodSource("editsOfPrograms")
  void whatIsAddedBesideIsNew(Program program, Edit edit) {
    CompilationUnit unit = Edits.parse(program.source.text());
    edit.apply.accept(unit, program);
    CompilationUnit fresh = Edits.fresh(unit);
    Map<String, String> sources = new LinkedHashMap<>(sources(program, edit, unit));
    sources.put(file(fresh), fresh.toString());

    List<Judged> findings = compare(known(program), edit, sources).findings();

    assertEquals(2, findings.size());
    for (Judged judged : findings) {
      boolean added = judged.finding().subject().equals("MORE");
      assertEquals(added ? State.NEW : State.KNOWN, judged.state(), judged.toString());
    }
  }

  private static Stream<Program> containers() {
    return Arrays.stream(Program.values()).filter(program -> program.field != null);
  }

  @ParameterizedTest
  @MethodSource("containers")
  void anotherContainerInPlaceOfAFixedOneIsNew(Program program) {
    CompilationUnit unit = Edits.parse(program.source.text());
    Edits.renameField(unit, program.field, "other");
    Edits.addField(unit, program.field, program.otherType);

    BaselineComparison comparison = compare(known(program), null, sources(program, null, unit));

    assertEquals(State.NEW, only(comparison.findings()).state());
    assertEquals(1, comparison.fixed().size());
  }

  @ParameterizedTest
  @MethodSource("containers")
  void anotherMemberThatAddsIsANewSource(Program program) {
    CompilationUnit unit = Edits.parse(program.source.text());
    Edits.copyMethod(unit, program.method, "other");

    Judged only = only(compare(known(program), null, sources(program, null, unit)).findings());

    assertEquals(State.NEW_SOURCE, only.state());
    assertEquals(1, only.newSources().size());
    assertTrue(only.newSources().get(0).endsWith(".other"), only::toString);
  }

  @ParameterizedTest
  @MethodSource("containers")
  void copyOfAClassThatStaysIsNew(Program program) {
    CompilationUnit copy = Edits.parse(program.source.text());
    Edits.renameClass(copy, "Renamed");
    Map<String, String> both = new LinkedHashMap<>();
    both.put(program.source.path(), program.source.text());
    both.put(file(copy), copy.toString());

    BaselineComparison comparison = compare(known(program), null, both);

    assertEquals(2, comparison.findings().size());
    for (Judged judged : comparison.findings()) {
      boolean old = !judged.finding().holder().endsWith("Renamed");
      assertEquals(old ? State.KNOWN : State.NEW, judged.state(), judged.toString());
    }
  }

  @Test
  void deletingARemovalElsewhereIsNew() {
    Program program = Program.STATIC_MAP;
    CompilationUnit holder = Edits.parse(program.source.text());
    holder.findAll(FieldDeclaration.class).forEach(field -> field.setModifiers());
    holder.findAll(FieldDeclaration.class).forEach(field -> field.setStatic(true));
    String forget =
        """
        package %s;

        public final class Forget {
          public static void user(String id) {
            PermissionCacheLeak.PERMISSIONS.remove(id);
          }
        }
        """
            .formatted(holder.getPackageDeclaration().orElseThrow().getNameAsString());
    CompilationUnit other = Edits.parse(forget);
    Map<String, String> whole = new LinkedHashMap<>();
    whole.put(program.source.path(), holder.toString());
    whole.put(file(other), other.toString());
    Baseline before = baseline(inspect(whole, "before"));
    other.findAll(MethodDeclaration.class).forEach(method -> method.remove());
    whole.put(file(other), other.toString());

    assertEquals(List.of(), before.entries());
    assertEquals(State.NEW, only(compare(before, null, whole).findings()).state());
  }

  private Baseline known(Program program) {
    Baseline known =
        baseline(inspect(Map.of(program.source.path(), program.source.text()), "known"));
    assertEquals(1, known.entries().size());
    return Baseline.parse(
        "baseline", known.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Baseline baseline(Inspector.Outcome outcome) {
    List<BaselineEntry> entries =
        outcome.open().stream().map(f -> outcome.result(f).entry(MODULE)).toList();
    return Baseline.of(entries);
  }

  private static Map<String, String> sources(Program program, Edit edit, CompilationUnit unit) {
    if (edit != Edit.RENAMED_FILE) {
      return Map.of(file(unit), unit.toString());
    }
    CompilationUnit caller = Edits.caller(unit, program.method);
    return Map.of("elsewhere/Other.java", unit.toString(), file(caller), caller.toString());
  }

  private static String file(CompilationUnit unit) {
    String folder = unit.getPackageDeclaration().orElseThrow().getNameAsString().replace('.', '/');
    return folder + "/" + Edits.type(unit).getNameAsString() + ".java";
  }

  private BaselineComparison compare(Baseline known, Edit edit, Map<String, String> sources) {
    String module = edit == Edit.MOVED_MODULE ? "shop:other" : MODULE;
    return new Ratchet(Settings.DEFAULT, CATALOGUE, TODAY)
        .module(known, module, inspect(sources, "now"));
  }

  private Inspector.Outcome inspect(Map<String, String> sources, String name) {
    Path root = Code.write(folder.resolve(name + "-src"), sources);
    Path[] libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> path.contains("servlet"))
            .map(Path::of)
            .toArray(Path[]::new);
    Path classes = Code.compile(root, folder.resolve(name), libraries);
    List<ClassSource> classPath = Arrays.stream(libraries).map(ClassSource::of).toList();
    return inspector.inspect(
        new Inspector.Job(
            World.Kind.MODULE,
            List.of(ClassSource.folder(classes)),
            classPath,
            new Sources(List.of(root))));
  }

  private static Judged only(List<Judged> findings) {
    assertEquals(1, findings.size(), findings::toString);
    return findings.get(0);
  }
}
