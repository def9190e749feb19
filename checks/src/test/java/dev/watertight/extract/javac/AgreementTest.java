package dev.watertight.extract.javac;

import dev.watertight.fixtures.kit.Conformance;
import org.junit.jupiter.api.Test;

/** Both extractors lead to the same findings, at the same lines and with the same keys. */
class AgreementTest {
  @Test
  void javacAndBytecode() {
    Conformance.agree(new JavacEngine(), new BytecodeEngine());
  }
}
