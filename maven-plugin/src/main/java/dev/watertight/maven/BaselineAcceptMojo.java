package dev.watertight.maven;

import dev.watertight.findings.Baseline;
import dev.watertight.findings.BaselineEntry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Accepts leaks by their id, with a reason: known ones, or ones found now, and no others. Called as
 * {@code mvn compile watertight:baseline-accept -Dwatertight.id=w1:... -Dwatertight.reason="..."}.
 */
@Mojo(
    name = "baseline-accept",
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class BaselineAcceptMojo extends ReactorMojo {
  /**
   * What to accept, comma-separated: keys as reports show them, or members such as {@code
   * pkg.Class.member} of which just one leak is known.
   */
  @Parameter(property = "watertight.id")
  private String id;

  /** Why it may stay. */
  @Parameter(property = "watertight.reason")
  private String reason;

  /** Last day of the acceptance, such as {@code 2030-12-31}; without end by default. */
  @Parameter(property = "watertight.until")
  private String until;

  @Override
  void run(Inspector inspector) throws MojoExecutionException {
    List<String> ids =
        id == null
            ? List.of()
            : Arrays.stream(id.split(",")).map(String::strip).filter(i -> !i.isEmpty()).toList();
    if (ids.isEmpty()) {
      throw refused("watertight.id is not set; name the key that the report shows");
    }
    if (reason == null || reason.isBlank()) {
      throw refused("watertight.reason is not set; say why the leak may stay");
    }
    LocalDate last = lastDay();
    List<ModuleJob> modules = compiled("baseline-accept");
    Map<Path, List<BaselineEntry>> entries = new LinkedHashMap<>();
    for (Map.Entry<Path, Baseline> each : existing(modules).entrySet()) {
      entries.put(each.getKey(), new ArrayList<>(each.getValue().entries()));
    }
    List<BaselineEntry> known =
        entries.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableList());
    Survey survey = survey(inspector, modules, Baseline.of(known));
    Map<String, Path> files = new LinkedHashMap<>();
    modules.forEach(module -> files.put(module.name(), baselineOf(module)));
    for (String each : ids) {
      if (!acceptKnown(each, last, survey, entries)) {
        BaselineEntry found = found(each, survey);
        entries
            .computeIfAbsent(files.get(found.module()), f -> new ArrayList<>())
            .add(found.accept(reason.strip(), last));
      }
    }
    for (Map.Entry<Path, List<BaselineEntry>> each : entries.entrySet()) {
      Baseline.of(each.getValue()).write(each.getKey());
    }
    getLog().info("Watertight: " + counted(ids.size(), "leak") + " accepted.");
  }

  /** Unlike other goals this one may be the first to write the file. */
  private Map<Path, Baseline> existing(List<ModuleJob> modules) {
    Map<Path, Baseline> read = new LinkedHashMap<>();
    for (ModuleJob module : modules) {
      Path file = baselineOf(module);
      if (!read.containsKey(file) && java.nio.file.Files.exists(file)) {
        read.put(file, Baseline.read(file));
      }
    }
    return read;
  }

  private LocalDate lastDay() throws MojoExecutionException {
    if (until == null || until.isBlank()) {
      return null;
    }
    LocalDate day;
    try {
      day = LocalDate.parse(until.strip());
    } catch (DateTimeParseException e) {
      throw refused("watertight.until is \"" + until + "\", not a date such as 2030-12-31");
    }
    if (day.isBefore(LocalDate.now(ZoneId.systemDefault()))) {
      throw refused("watertight.until is " + day + ", which is over; take a day to come");
    }
    return day;
  }

  private boolean acceptKnown(
      String wanted, LocalDate last, Survey survey, Map<Path, List<BaselineEntry>> entries)
      throws MojoExecutionException {
    List<BaselineEntry> known = new ArrayList<>();
    entries.values().forEach(list -> list.stream().filter(e -> is(wanted, e)).forEach(known::add));
    checkUnambiguous(wanted, known);
    for (List<BaselineEntry> list : entries.values()) {
      list.replaceAll(e -> is(wanted, e) ? present(e, survey).accept(reason.strip(), last) : e);
    }
    return !known.isEmpty();
  }

  /** With all its present sources, of which one may be why it is to be accepted. */
  private static BaselineEntry present(BaselineEntry entry, Survey survey) {
    return survey.of(entry).map(Survey.Owned::entry).orElse(entry);
  }

  private static BaselineEntry found(String wanted, Survey survey) throws MojoExecutionException {
    List<BaselineEntry> meant =
        survey.findings().stream().map(Survey.Owned::entry).filter(e -> is(wanted, e)).toList();
    checkUnambiguous(wanted, meant);
    if (meant.isEmpty()) {
      throw refused(
          wanted
              + " is neither in the baseline nor found now; take the key that check prints, or"
              + " that watertight.sarif calls watertightKey/v1");
    }
    return meant.get(0);
  }

  private static boolean is(String wanted, BaselineEntry entry) {
    return entry.key().equals(wanted) || entry.subject().equals(wanted);
  }

  private static void checkUnambiguous(String wanted, List<BaselineEntry> meant)
      throws MojoExecutionException {
    List<String> keys = meant.stream().map(BaselineEntry::key).distinct().toList();
    if (keys.size() > 1) {
      throw refused(wanted + " has several leaks; take one of the keys " + String.join(", ", keys));
    }
  }

  private static MojoExecutionException refused(String why) {
    return new MojoExecutionException("Watertight: " + why);
  }
}
