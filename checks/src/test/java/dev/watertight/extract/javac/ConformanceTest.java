package dev.watertight.extract.javac;

import dev.watertight.fixtures.kit.Conformance;
import dev.watertight.fixtures.kit.Engine;
import dev.watertight.fixtures.kit.FixtureCase;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.Reported;
import dev.watertight.rules.Catalogue;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every engine reports what the fixtures of the catalogue's rules ask for, and nothing else; both
 * extractors lead to the same findings, at the same lines and with the same keys.
 */
class ConformanceTest {
  private static final Fixtures FIXTURES = ofCatalogue(Fixtures.load());
  private static final Engine JAVAC = once(new JavacEngine());
  private static final Engine BYTECODE = once(new BytecodeEngine());

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

  /** Analysing all fixtures takes seconds, so every engine does it once. */
  private static Engine once(Engine engine) {
    List<Reported> findings = engine.analyse(FIXTURES);
    return new Engine() {
      @Override
      public String name() {
        return engine.name();
      }

      @Override
      public List<Reported> analyse(Fixtures fixtures) {
        return findings;
      }
    };
  }
}
