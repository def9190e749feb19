package dev.watertight.extract.javac;

import dev.watertight.fixtures.kit.Conformance;
import dev.watertight.fixtures.kit.Engine;
import dev.watertight.fixtures.kit.FixtureCase;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.rules.Catalogue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every engine reports what the fixtures of the catalogue's rules ask for, and nothing else; both
 * extractors lead to the same findings, at the same lines and with the same keys.
 */
class ConformanceTest {
  private static final Fixtures FIXTURES = ofCatalogue(Fixtures.load());
  private static final Engine JAVAC = Engine.once(new JavacEngine(), FIXTURES);
  private static final Engine BYTECODE = Engine.once(new BytecodeEngine(), FIXTURES);

  @Test
  void javac() {
    Conformance.check(JAVAC, FIXTURES);
  }

  @Test
  void bytecode() {
    Conformance.check(BYTECODE, FIXTURES);
  }

  @Test
  void agreement() {
    Conformance.agree(JAVAC, BYTECODE, FIXTURES);
  }

  private static Fixtures ofCatalogue(Fixtures all) {
    Catalogue catalogue = Catalogue.load();
    return all.ofRules(
        all.cases().stream()
            .map(FixtureCase::ruleId)
            .filter(id -> catalogue.find(id).isPresent())
            .collect(Collectors.toSet()));
  }
}
