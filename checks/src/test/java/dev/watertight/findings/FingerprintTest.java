package dev.watertight.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FingerprintTest {
  private static final Finding FINDING = Samples.finding();

  @Test
  void staysAcrossVersions() {
    // Baselines in users' repositories hold this very key.
    assertEquals("w1:113eb1dd293a8c03", Fingerprint.of(FINDING));
  }

  @Test
  void ignoresRulePlaceWordingConfidenceAndSources() {
    Finding other =
        new Finding(
            "UnboundedSingletonCollection",
            FINDING.family(),
            Confidence.PROVEN,
            FINDING.holder(),
            FINDING.subject(),
            FINDING.failedEnd(),
            new Place("elsewhere/Other.java", 99, "elsewhere/Other", "other"),
            "worded anew",
            List.of(),
            List.of("elsewhere.Other.other"),
            List.of("a remark"),
            "other advice",
            0);

    assertEquals(Fingerprint.of(FINDING), Fingerprint.of(other));
  }

  @Test
  void tellsHolderSubjectAndFailedEndApart() {
    String key = Fingerprint.of(FINDING);

    assertNotEquals(
        key, Fingerprint.of(Samples.about("shop/web/Cart", "open", "session-destroyed")));
    assertNotEquals(key, Fingerprint.of(Samples.about(Samples.HOLDER, "all", "session-destroyed")));
    assertNotEquals(key, Fingerprint.of(Samples.about(Samples.HOLDER, "open", "logout")));
  }

  @Test
  void ignoresHowManyAnonymousClassesStandAbove() {
    assertEquals(
        Fingerprint.of(Samples.about("shop/web/Carts$1", "open", "none")),
        Fingerprint.of(Samples.about("shop/web/Carts$2", "open", "none")));
    assertEquals(
        Fingerprint.of(Samples.about("shop/web/Carts$1Local$3", "open", "none")),
        Fingerprint.of(Samples.about("shop/web/Carts$2Local$1", "open", "none")));
    assertNotEquals(
        Fingerprint.of(Samples.about("shop/web/Carts$1Local", "open", "none")),
        Fingerprint.of(Samples.about("shop/web/Carts$1Other", "open", "none")));
  }

  @Test
  void numbersEqualsSoThatKeysAreUnique() {
    Finding first = Samples.about("shop/web/Carts$1", "open", "none");
    Finding second = Samples.about("shop/web/Carts$2", "open", "none");

    List<Finding> numbered = Fingerprint.number(List.of(first, FINDING, second));

    assertEquals(List.of(0, 0, 1), numbered.stream().map(Finding::ordinal).toList());
    assertEquals(3, numbered.stream().map(Fingerprint::of).distinct().count());
    assertEquals(numbered, Fingerprint.number(numbered));
  }

  @Test
  void isShort() {
    assertTrue(Fingerprint.of(FINDING).matches("w1:[0-9a-f]{16}"));
  }
}
