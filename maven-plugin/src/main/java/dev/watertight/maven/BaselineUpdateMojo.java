package dev.watertight.maven;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.BaselineEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes known leaks under their present names, after classes, members or modules were renamed or
 * moved. Neither adds nor removes a leak; reasons and dates stay, and so does what is new. Called
 * as {@code mvn compile watertight:baseline-update}.
 */
@Mojo(
    name = "baseline-update",
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class BaselineUpdateMojo extends ReactorMojo {
  @Override
  void run(Inspector inspector) throws MojoExecutionException {
    List<ModuleJob> modules = compiled("baseline-update");
    Map<Path, Baseline> baselines = baselines(modules);
    if (baselines.isEmpty()) {
      getLog().info("Watertight: there is no baseline to update.");
      return;
    }
    Map<BaselineEntry, BaselineEntry> present = new HashMap<>();
    for (Survey.Owned owned : survey(inspector, modules, joined(baselines)).findings()) {
      BaselineEntry entry = owned.judged().entry();
      if (entry != null) {
        BaselineEntry now = now(owned);
        if (present.putIfAbsent(entry, now) == null) {
          tell(owned.judged(), now);
        }
      }
    }
    for (Map.Entry<Path, Baseline> each : baselines.entrySet()) {
      List<BaselineEntry> entries = new ArrayList<>();
      each.getValue().entries().forEach(e -> entries.add(present.getOrDefault(e, e)));
      Baseline updated = Baseline.of(entries);
      boolean changed = !updated.text().equals(each.getValue().text());
      if (changed) {
        updated.write(each.getKey());
      }
      getLog()
          .info(
              "Watertight: " + shown(each.getKey()) + (changed ? " updated." : " is up to date."));
    }
  }

  private static BaselineEntry now(Survey.Owned owned) {
    List<String> members = new ArrayList<>(owned.judged().finding().acquiringMembers());
    members.removeAll(owned.judged().newSources());
    return owned.judged().entry().renamed(owned.entry(), members);
  }

  private void tell(Judged judged, BaselineEntry now) {
    if (!Objects.equals(judged.matchedBy(), BaselineComparison.BY_KEY)) {
      getLog()
          .info(
              "Watertight: "
                  + judged.entry().subject()
                  + " is now "
                  + now.subject()
                  + " (matched by "
                  + judged.matchedBy()
                  + ")");
    }
  }
}
