package dev.watertight.maven.corpus;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Fingerprint;
import dev.watertight.maven.Audits;
import dev.watertight.maven.archive.Repository;
import dev.watertight.maven.archive.Repository.Published;
import dev.watertight.maven.archive.UnusableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One artifact, seen by both engines.
 *
 * @param failure why there is nothing to see; null where there is
 * @param findings what the {@code audit} goal reports
 * @param compilation what the compiler reports on the sources
 * @param differences findings of one engine only, among those in files that both have seen
 * @param common number of findings that both have
 * @param codeLines of the sources
 * @param troubles faults and gaps of ours
 */
record Audited(
    String artifact,
    String failure,
    List<Finding> findings,
    Compilation compilation,
    List<String> differences,
    int common,
    int codeLines,
    List<String> troubles) {

  static Audited of(Repository repository, String artifact, boolean compile) {
    Published published;
    try {
      published = repository.fetch(artifact);
      Audits.Seen seen = Audits.inspect(published);
      SortedMap<String, String> sources = new TreeMap<>();
      if (published.sources().isPresent()) {
        sources = SourceArchive.read(published.sources().get());
      }
      Compilation compilation =
          compile
              ? Compilation.of(sources, published.file(), published.dependencies())
              : Compilation.notAsked();
      List<String> troubles = new ArrayList<>(seen.troubles());
      published.missing().forEach(each -> troubles.add("dependency not to be had: " + each));
      troubles.addAll(compilation.troubles());
      Map<String, Finding> bytecode = byKey(seen.all(), sources);
      Map<String, Finding> javac = byKey(compilation.findings(), sources);
      return new Audited(
          artifact,
          null,
          seen.open(),
          compilation,
          compilation.done() ? differences(bytecode, javac) : List.of(),
          (int) javac.keySet().stream().filter(bytecode::containsKey).count(),
          sources.values().stream().mapToInt(CodeLines::of).sum(),
          List.copyOf(troubles));
    } catch (UnusableException | IOException | RuntimeException | LinkageError e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      return new Audited(
          artifact, why, List.of(), Compilation.notAsked(), List.of(), 0, 0, List.of());
    }
  }

  boolean usable() {
    return failure == null;
  }

  private static Map<String, Finding> byKey(List<Finding> findings, Map<String, String> sources) {
    Map<String, Finding> map = new TreeMap<>();
    for (Finding finding : findings) {
      if (finding.place().file() != null && sources.containsKey(finding.place().file())) {
        map.put(Fingerprint.of(finding), finding);
      }
    }
    return map;
  }

  private static List<String> differences(
      Map<String, Finding> bytecode, Map<String, Finding> javac) {
    List<String> differences = new ArrayList<>();
    bytecode.forEach(
        (key, finding) -> {
          if (!javac.containsKey(key)) {
            differences.add("class files only: " + Report.told(finding));
          }
        });
    javac.forEach(
        (key, finding) -> {
          if (!bytecode.containsKey(key)) {
            differences.add("compiler only: " + Report.told(finding));
          }
        });
    differences.sort(null);
    return List.copyOf(differences);
  }
}
