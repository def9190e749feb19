package dev.watertight.maven;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes down what is found today in every module of the reactor, so that {@code check} and {@code
 * check-aggregate} fail on new leaks only. Creates the file and never overwrites one. Called as
 * {@code mvn compile watertight:baseline}.
 */
@Mojo(
    name = "baseline",
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class BaselineMojo extends ReactorMojo {
  /** Create a file in each module that has findings, instead of one at the top of the reactor. */
  @Parameter(property = "watertight.baselinePerModule", defaultValue = "false")
  private boolean baselinePerModule;

  @Override
  void run(Inspector inspector) throws MojoExecutionException {
    refuseInContinuousIntegration();
    if (baselinePerModule && explicitBaseline()) {
      throw new MojoExecutionException(
          "Watertight: watertight.baselinePerModule and watertight.baseline exclude each other;"
              + " leave one of them out");
    }
    List<ModuleJob> modules = compiled("baseline");
    Map<String, Path> files = new TreeMap<>();
    for (ModuleJob module : modules) {
      files.put(module.name(), fileToCreate(module));
    }
    Map<Path, List<BaselineEntry>> entries = new TreeMap<>();
    if (!baselinePerModule) {
      files.values().forEach(file -> entries.put(file, new ArrayList<>()));
    }
    for (BaselineEntry entry : found(inspector, modules)) {
      entries.computeIfAbsent(files.get(entry.module()), f -> new ArrayList<>()).add(entry);
    }
    if (entries.isEmpty()) {
      getLog().info("Watertight: nothing is found, so no baseline is needed.");
    }
    for (Map.Entry<Path, List<BaselineEntry>> each : entries.entrySet()) {
      Baseline created = Baseline.of(each.getValue());
      created.create(each.getKey());
      getLog()
          .info(
              "Watertight: "
                  + counted(created.entries().size(), "known leak")
                  + " in "
                  + each.getKey()
                  + ". Commit it; \"*.jsonl merge=union\" in .gitattributes spares you merge"
                  + " conflicts.");
    }
  }

  private List<BaselineEntry> found(Inspector inspector, List<ModuleJob> modules)
      throws MojoExecutionException {
    List<BaselineEntry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    eachAlone(inspector, modules)
        .forEach(
            (module, outcome) -> {
              for (Finding finding : outcome.open()) {
                entries.add(outcome.result(finding).entry(module.name()));
                keys.add(Fingerprint.of(finding));
              }
            });
    if (modules.size() > 1) {
      Together together = together(inspector, modules);
      for (Finding finding : together.outcome().open()) {
        if (keys.add(Fingerprint.of(finding))) {
          String owner = together.owners().get(finding.holder());
          entries.add(together.outcome().result(finding).ofReactor().entry(owner));
        }
      }
    }
    return entries;
  }

  private static void refuseInContinuousIntegration() throws MojoExecutionException {
    if (inContinuousIntegration()) {
      throw new MojoExecutionException(
          "Watertight: no baseline is created in continuous integration (CI is set), where it would"
              + " hide whatever was just added; run \"mvn compile watertight:baseline\" in a"
              + " working copy and commit the file");
    }
  }

  /** Refuses before the work, not after it. */
  private Path fileToCreate(ModuleJob module) throws MojoExecutionException {
    Path file =
        baselinePerModule
            ? new ReactorTop(module.folder()).inModule().orElse(null)
            : baselineOf(module);
    if (file != null && Files.exists(file)) {
      throw new MojoExecutionException(
          "Watertight: the baseline "
              + file
              + " exists and is not overwritten. To accept one leak: mvn compile"
              + " watertight:baseline-accept; to drop what is fixed: mvn compile"
              + " watertight:baseline-shrink; to start anew, delete the file first");
    }
    return file == null ? new ReactorTop(module.folder()).newInModule() : file;
  }
}
