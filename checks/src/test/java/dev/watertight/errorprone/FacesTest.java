package dev.watertight.errorprone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.errorprone.BugCheckerInfo;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Error Prone knows every rule of the catalogue, under the same names. */
class FacesTest {
  private record Face(List<String> otherNames, String summary) {}

  @Test
  void everyRuleHasItsCheck() {
    Map<String, Face> rules = new TreeMap<>();
    for (Rule rule : Catalogue.load().rules()) {
      rules.put(rule.id(), new Face(rule.alternativeNames(), rule.summary()));
    }
    Map<String, Face> checks = new TreeMap<>();
    ServiceLoader.load(BugChecker.class).stream()
        .map(ServiceLoader.Provider::type)
        .filter(AbstractCheck.class::isAssignableFrom)
        .forEach(
            type -> {
              BugPattern pattern = type.getAnnotation(BugPattern.class);
              checks.put(
                  BugCheckerInfo.create(type).canonicalName(),
                  new Face(List.of(pattern.altNames()), pattern.summary()));
            });
    assertEquals(rules, checks);
  }
}
