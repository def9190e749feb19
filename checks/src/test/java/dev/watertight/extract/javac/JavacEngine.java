package dev.watertight.extract.javac;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Fingerprint;
import dev.watertight.fixtures.kit.Engine;
import dev.watertight.fixtures.kit.Fixtures;
import dev.watertight.fixtures.kit.Reported;
import dev.watertight.fixtures.kit.SourceFile;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.rules.Inspection;
import dev.watertight.rules.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The analysis over javac's trees, without Error Prone around it. */
public final class JavacEngine implements Engine {
  @Override
  public String name() {
    return "javac";
  }

  @Override
  public List<Reported> analyse(Fixtures fixtures) {
    Map<String, String> sources = new TreeMap<>();
    for (SourceFile source : fixtures.sources()) {
      sources.put(source.path(), source.text());
    }
    return findings(sources).stream()
        .map(
            finding ->
                new Reported(
                    finding.ruleId(),
                    finding.place().file(),
                    finding.place().line(),
                    Fingerprint.of(finding),
                    finding.qualifiedSubject()))
        .toList();
  }

  /** The findings in some sources, by path. */
  public static List<Finding> findings(Map<String, String> sources) {
    var outcome =
        Compilations.compile(
            sources,
            context ->
                Inspection.inspect(
                    JavacWorld.ofCompilation(context), Knowledge.builtIn(), Settings.DEFAULT));
    if (!outcome.seen().troubles().isEmpty()) {
      throw new AssertionError(outcome.seen().troubles());
    }
    return outcome.seen().findings();
  }
}
