package dev.watertight.extract.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watertight.extract.javac.BytecodeEngine;
import dev.watertight.fixtures.kit.Conformance;
import dev.watertight.fixtures.kit.Engine;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.Reported;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fixtures' marks hold in the class files of other compilers and releases, and the findings
 * have the same lines and keys as in the class files that the build makes.
 */
class OtherCompilersTest {
  private static final Fixtures ALL = Fixtures.load();
  private static final int JAVA_8 = 52;
  private static final int JAVA_17 = 61;

  @TempDir static Path forLanguage;
  private static Fixtures inLanguageOf8;

  @TempDir Path folder;

  /** Programs in a newer language cannot be had for Java 8; which those are, javac says. */
  @BeforeAll
  static void leaveOutNewerLanguage() {
    NavigableMap<String, String> refused = new TreeMap<>();
    NavigableMap<String, String> errors;
    do {
      inLanguageOf8 =
          ALL.where(
              each -> each.sources().stream().noneMatch(file -> refused.containsKey(file.path())));
      errors = OtherCompiler.javacFor8().errors(inLanguageOf8.sources(), forLanguage);
      assertFalse(errors.containsKey(OtherCompiler.NO_FILE), errors::toString);
      refused.putAll(errors);
    } while (!errors.isEmpty());
    int left = inLanguageOf8.cases().size();
    int all = ALL.cases().size();
    System.out.printf("Java 8: %d of %d programs; of the others javac says:%n", left, all);
    refused.forEach((file, error) -> System.out.printf("  %s: %s%n", file, error));
    assertTrue(left > all * 3 / 4, "too few programs are left to tell anything");
  }

  @Test
  void javacForJava8() {
    assertConformance(OtherCompiler.javacFor8(), inLanguageOf8, JAVA_8);
  }

  @Test
  void ecjForJava8() {
    assertConformance(OtherCompiler.ecjFor8(), inLanguageOf8, JAVA_8);
  }

  @Test
  void ecj() {
    assertConformance(OtherCompiler.ecj(), ALL, JAVA_17);
  }

  @Test
  void newestJavac() {
    Optional<OtherCompiler> newest = OtherCompiler.newestJavac();
    assumeTrue(newest.isPresent(), OtherCompiler.noNewestJavac());
    int version = assertConformance(newest.get(), ALL, 0);
    assertTrue(version > Runtime.version().feature() + 44, () -> "class files of " + version);
  }

  private int assertConformance(OtherCompiler compiler, Fixtures fixtures, int version) {
    NavigableMap<String, byte[]> made = compiler.compile(fixtures.sources(), folder);
    Fixtures compiled = fixtures.withClassFiles(made);
    assertEquals(fixtures.cases().size(), compiled.cases().size());
    Set<Integer> versions =
        made.values().stream().map(bytes -> (int) bytes[7]).collect(Collectors.toSet());
    if (version != 0) {
      assertEquals(Set.of(version), versions);
    }
    Engine other = Engine.once(new BytecodeEngine(), compiled);
    Conformance.check(other, compiled);
    Conformance.agree(of(compiler, other.analyse(compiled)), new BytecodeEngine(), fixtures);
    return versions.iterator().next();
  }

  private static Engine of(OtherCompiler compiler, List<Reported> findings) {
    return new Engine() {
      @Override
      public String name() {
        return compiler.toString();
      }

      @Override
      public List<Reported> analyse(Fixtures fixtures) {
        return findings;
      }
    };
  }
}
