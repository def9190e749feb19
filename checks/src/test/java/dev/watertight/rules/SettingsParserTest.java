package dev.watertight.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.findings.Confidence;
import dev.watertight.rules.Settings.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingsParserTest {
  private static final SettingsParser PARSER =
      new SettingsParser(Catalogue.load().rules(), "watertight."::concat);

  @Test
  void nothingSaidIsTheDefault() {
    assertEquals(Settings.DEFAULT, PARSER.parse(null, " ", null, ""));
  }

  @Test
  void readsEverything() {
    Settings settings =
        PARSER.parse(
            "Possible",
            "UnboundedStaticCollection:OFF, UnboundedSingletonCollection:error",
            "shop.web,shop.api.*",
            "shop.web.generated");

    assertEquals(Confidence.POSSIBLE, settings.confidence());
    assertEquals(Severity.OFF, settings.severity("UnboundedStaticCollection"));
    assertEquals(Severity.ERROR, settings.severity("UnboundedSingletonCollection"));
    assertEquals(Severity.WARNING, settings.severity("MissingRemovalOnSessionEnd"));
    assertEquals(List.of("shop.web", "shop.api"), settings.include());
    assertTrue(settings.reports("shop.web.Carts"));
    assertFalse(settings.reports("shop.website.Carts"));
    assertFalse(settings.reports("shop.web.generated.Carts"));
  }

  @Test
  void takesAlternativeNamesForTheRule() {
    assertEquals(
        Severity.OFF,
        PARSER
            .parse(null, "UnboundedStaticMap:OFF", null, null)
            .severity("UnboundedStaticCollection"));
  }

  @Test
  void starIsEveryRuleThatIsNotNamed() {
    Settings settings = PARSER.parse(null, "UnboundedStaticMap:WARN,*:OFF", null, null);

    assertEquals(Severity.WARNING, settings.severity("UnboundedStaticCollection"));
    assertEquals(Severity.OFF, settings.severity("MissingRemovalOnSessionEnd"));
  }

  @Test
  void unknownRuleNamesOptionValueNearestAndWhereTheListIs() {
    assertEquals(
        "watertight.rules is \"WriteOnlyCollection:OFF, unboundedStaticColection:OFF\"; there is no"
            + " rule unboundedStaticColection, did you mean UnboundedStaticCollection? (the list of"
            + " rules: mvn dev.watertight:watertight-maven-plugin:explain)",
        refusal(" WriteOnlyCollection:OFF, unboundedStaticColection:OFF"));
  }

  @Test
  void unknownRuleThatResemblesNothingNamesNone() {
    assertFalse(refusal("NullAway:OFF").contains("did you mean"));
  }

  @Test
  void refusesWhatIsNoPairNoSeverityOrTwice() {
    assertTrue(refusal("UnboundedStaticCollection").contains("RuleId:OFF"));
    assertTrue(refusal("UnboundedStaticCollection:LOUD").contains("OFF, WARNING or ERROR"));
    assertTrue(refusal("UnboundedStaticCollection:OFF,UnboundedStaticMap:ERROR").contains("twice"));
  }

  @Test
  void refusesWrongConfidenceAndPackages() {
    assertThrows(SettingsException.class, () -> PARSER.parse("sure", null, null, null));
    assertThrows(SettingsException.class, () -> PARSER.parse(null, null, "src/main", null));
    assertThrows(SettingsException.class, () -> PARSER.parse(null, null, null, "a..b"));
  }

  private static String refusal(String rules) {
    return assertThrows(SettingsException.class, () -> PARSER.parse(null, rules, null, null))
        .getMessage();
  }
}
