package dev.watertight.maven.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watertight.findings.Finding;
import dev.watertight.maven.Audits;
import dev.watertight.maven.archive.Repository;
import dev.watertight.maven.archive.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Measures the analysis on published programs. Not part of the ordinary tests, since it fetches
 * some hundred artifacts: the {@code corpus} profile runs it.
 */
class CorpusEvaluation {
  private static final String HOW =
      """
      # How well it finds leaks

      Measured on published releases that leak, the releases that fixed them, code that only looks like a leak, and well-kept code. The tables of what is expected are in `test-fixtures/src/corpus`.

          mvn -B -ntp -Pcorpus -pl maven-plugin -am test

      fetches the artifacts, audits them as the `audit` goal does, compiles their sources where they compile, and writes this page to `maven-plugin/target/corpus/evaluation.md` and all findings to `findings.csv` beside it. `-Dcorpus.cases=A01,wrong-key,well-kept` looks at some cases, kinds or the well-kept code only, `-Dcorpus.javac=none` leaves the compiler out, `barred` compiles only what the bars are about, `-Dcorpus.explain=true` writes for each case why it is or is not reported, `-Dcorpus.record=true` writes this page to `docs`.

      A finding counts when it is on the class of the case or one nested in it, names one of the accepted members, is of a family that fits, and has the default confidence. The bars are about the kinds path-missing, missing-removal, wrong-key, nested-leftover, dead-removal and write-only where the leak is visible in its class, package or module.

      """;

  private final Path target = Path.of(Option.required("target"));
  private final Repository repository = Central.repository();

  @Test
  void evaluate() throws IOException, InterruptedException, ExecutionException {
    Tables tables = Tables.read(Path.of(Option.required("tables")), Option.items("cases"));
    SortedMap<String, Audited> audits = audit(tables);
    String page = HOW + Report.of(tables, audits);
    Files.createDirectories(target);
    Files.writeString(target.resolve("evaluation.md"), page);
    Files.writeString(target.resolve("findings.csv"), findings(audits));
    if (Option.isOn("explain")) {
      explain(tables);
    }
    if (Option.isOn("record")) {
      assertEquals(0, Option.items("cases").size(), "only a full evaluation is recorded");
      Path docs = Files.createDirectories(Path.of(Option.required("docs")));
      Files.writeString(docs.resolve("evaluation.md"), page);
    }
    System.out.println(page);
  }

  private SortedMap<String, Audited> audit(Tables tables)
      throws InterruptedException, ExecutionException {
    Set<String> compiled = compiled(tables);
    AtomicInteger done = new AtomicInteger();
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Map<String, Future<Audited>> running = new TreeMap<>();
      for (String artifact : tables.artifacts()) {
        running.put(
            artifact,
            workers.submit(
                () -> {
                  long start = System.nanoTime();
                  Audited audited = Audited.of(repository, artifact, compiled.contains(artifact));
                  // It takes minutes: show that it goes on, and what takes long
                  System.err.printf(
                      "%d of %d: %s, %d s%n",
                      done.incrementAndGet(),
                      tables.artifacts().size(),
                      artifact,
                      TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
                  return audited;
                }));
      }
      SortedMap<String, Audited> audits = new TreeMap<>();
      for (Map.Entry<String, Future<Audited>> each : running.entrySet()) {
        audits.put(each.getKey(), each.getValue().get());
      }
      return audits;
    } finally {
      workers.shutdownNow();
    }
  }

  private static Set<String> compiled(Tables tables) {
    return switch (Option.choice("javac", "all", "barred", "none")) {
      case "barred" -> tables.barredArtifacts();
      case "none" -> Set.of();
      default -> tables.artifacts();
    };
  }

  private static String findings(SortedMap<String, Audited> audits) {
    StringBuilder text =
        new StringBuilder(
            Csv.row("artifact", "engine", "rule", "member", "confidence", "place", "message"));
    for (Audited each : audits.values()) {
      append(text, each.artifact(), "class files", each.findings());
      append(text, each.artifact(), "compiler", each.compilation().findings());
    }
    return text.toString();
  }

  private static void append(
      StringBuilder text, String artifact, String engine, List<Finding> findings) {
    for (Finding finding : findings) {
      text.append(
          Csv.row(
              artifact,
              engine,
              finding.ruleId(),
              finding.qualifiedSubject(),
              finding.confidence().name(),
              finding.place().file() + ":" + finding.place().line(),
              finding.message()));
    }
  }

  private void explain(Tables tables) throws IOException {
    for (Tables.Case each : tables.cases()) {
      List<String> lines = new ArrayList<>();
      for (String artifact : List.of(each.leaking(), each.fixed())) {
        String type = artifact.equals(each.fixed()) ? each.fixedType() : each.type();
        for (String member : each.members()) {
          lines.add("== " + artifact + " " + type + "." + member);
          try {
            lines.addAll(Audits.explain(repository.fetch(artifact), type + "." + member));
          } catch (UnusableException e) {
            lines.add(e.getMessage());
          }
        }
      }
      Files.write(target.resolve("explain-" + each.id() + ".txt"), lines);
    }
  }
}
