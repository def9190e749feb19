package dev.watertight.maven;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Removes from the baseline what is fixed, and does nothing else to it. What this build could not
 * have found stays. Called as {@code mvn compile watertight:baseline-shrink}.
 */
@Mojo(
    name = "baseline-shrink",
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class BaselineShrinkMojo extends ReactorMojo {
  @Override
  void run(Inspector inspector) throws MojoExecutionException {
    List<ModuleJob> modules = compiled("baseline-shrink");
    Map<Path, Baseline> baselines = baselines(modules);
    if (baselines.isEmpty()) {
      getLog().info("Watertight: there is no baseline to shrink.");
      return;
    }
    Set<BaselineEntry> fixed = survey(inspector, modules, joined(baselines)).fixed();
    for (Map.Entry<Path, Baseline> each : baselines.entrySet()) {
      List<BaselineEntry> kept = new ArrayList<>(each.getValue().entries());
      kept.removeAll(fixed);
      int removed = each.getValue().entries().size() - kept.size();
      if (removed > 0) {
        Baseline.of(kept).write(each.getKey());
      }
      getLog()
          .info(
              "Watertight: "
                  + shown(each.getKey())
                  + ": "
                  + counted(removed, "fixed leak")
                  + " removed, "
                  + kept.size()
                  + " left.");
    }
  }
}
