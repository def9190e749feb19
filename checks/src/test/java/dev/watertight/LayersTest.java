package dev.watertight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point one way; a rule sees no engine, an extractor no rule. */
class LayersTest {
  private static final String OURS = "dev.watertight.";
  private static final String JAVAC = "com.sun..";
  private static final String LANGUAGE = "javax.lang.model..";

  /** Written at classes that the service files name; nothing of it is there at run time. */
  private static final String SERVICES = "com.google.auto.service";

  /** Per package what it may use besides itself and {@code java..}; ours by their last names. */
  private static final Map<String, List<String>> MAY_USE =
      new TreeMap<>(
          Map.of(
              "model", List.of(),
              "knowledge", List.of(),
              "findings", List.of("com.grack.nanojson"),
              "fixes", List.of("findings"),
              "analysis", List.of("model", "knowledge", "findings"),
              "rules", List.of("model", "knowledge", "findings", "analysis", SERVICES),
              "extract.bytecode", List.of("model", "org.objectweb.asm.."),
              "extract.javac", List.of("model", JAVAC, LANGUAGE, "javax.tools"),
              "errorprone",
                  List.of(
                      "model",
                      "knowledge",
                      "findings",
                      "fixes",
                      "rules",
                      "extract.javac",
                      "com.google.errorprone..",
                      JAVAC,
                      LANGUAGE,
                      "javax.tools",
                      SERVICES)));

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  static Stream<String> packages() {
    return MAY_USE.keySet().stream();
  }

  @Test
  void everyPackageHasItsPlace() {
    TreeSet<String> found = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      found.add(type.getPackageName().substring(OURS.length()));
    }
    assertEquals(MAY_USE.keySet(), found);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesOnlyWhatIsBelow(String layer) {
    Stream<String> others =
        MAY_USE.get(layer).stream().map(name -> MAY_USE.containsKey(name) ? OURS + name : name);
    String[] allowed =
        Stream.concat(Stream.of("java..", OURS + layer), others).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(OURS + layer)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(CLASSES);
  }
}
