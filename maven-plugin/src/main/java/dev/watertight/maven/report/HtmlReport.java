package dev.watertight.maven.report;

import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Finding;
import dev.watertight.maven.source.Suppression;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The reviewer's page: one file that needs nothing else, can be read without scripts, and shows new
 * findings first, by holder. Whatever the analysed program is called or contains stays text.
 */
public final class HtmlReport implements Report {
  /** Findings that are unfolded when the page opens; more would bury the list. */
  private static final int MOST_OPEN = 20;

  private final Catalogue catalogue;
  private final Settings settings;

  /** Reports on findings of these rules. */
  public HtmlReport(Catalogue catalogue, Settings settings) {
    this.catalogue = catalogue;
    this.settings = settings;
  }

  @Override
  public String file() {
    return "watertight.html";
  }

  /** A result and the module that owns it. */
  private record Owned(Part part, Result result) {}

  @Override
  public String text(Run run) {
    Map<String, Integer> ids = new TreeMap<>();
    Map<Standing, Map<String, List<Owned>>> byStanding = new EnumMap<>(Standing.class);
    for (Part part : run.parts()) {
      for (Result result : part.results()) {
        byStanding
            .computeIfAbsent(Standing.of(result), k -> new TreeMap<>())
            .computeIfAbsent(result.finding().holder().replace('/', '.'), k -> new ArrayList<>())
            .add(new Owned(part, result));
      }
    }
    Tally tally = Tally.of(run);
    Html html = new Html().raw("<!DOCTYPE html>").newLine();
    html.open("html", "lang", "en").newLine();
    head(tally.sentence() + " in " + run.category(), html);
    html.open("body");
    html.element("a", "Skip to the findings", "class", "skip", "href", "#findings").newLine();
    header(run, tally, html);
    filters(run, html);
    html.open("main", "id", "findings", "tabindex", "-1").newLine();
    contents(byStanding, html);
    byStanding.forEach((standing, holders) -> section(run, standing, holders, ids, html));
    fixed(run, html);
    idle(run, html);
    entries("Not looked at", "not-looked-at", run, Part::notLookedAt, html);
    notifications(run, html);
    html.close("main").newLine();
    rules(run, html);
    html.open("footer").element("p", "Watertight " + run.version()).close("footer").newLine();
    html.open("script").raw(resource("report.js")).close("script");
    html.close("body").close("html").newLine();
    return html.toString();
  }

  private static void head(String title, Html html) {
    String style = resource("report.css");
    String policy =
        "default-src 'none'; style-src '"
            + digest(style)
            + "'; script-src '"
            + digest(resource("report.js"))
            + "'; base-uri 'none'; form-action 'none'";
    html.open("head").newLine();
    html.open("meta", "charset", "utf-8").newLine();
    html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy).newLine();
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.open("meta", "name", "referrer", "content", "no-referrer").newLine();
    html.element("title", "Watertight: " + title).newLine();
    html.open("style").raw(style).close("style").newLine();
    html.close("head").newLine();
  }

  private static void header(Run run, Tally tally, Html html) {
    html.open("header");
    html.element("p", "Watertight", "class", "brand");
    html.element("h1", tally.sentence());
    html.open("p", "class", "where").text("in ").element("code", run.category()).close("p");
    html.open("ul", "class", "tally");
    tally
        .counts()
        .forEach((word, number) -> html.element("li", number + " " + word, "class", word));
    html.close("ul").close("header").newLine();
  }

  private static void filters(Run run, Html html) {
    TreeSet<String> rules = new TreeSet<>();
    TreeSet<String> confidences = new TreeSet<>();
    TreeSet<String> modules = new TreeSet<>();
    TreeSet<Standing> standings = new TreeSet<>();
    for (Part part : run.parts()) {
      for (Result result : part.results()) {
        rules.add(result.finding().ruleId());
        confidences.add(Wording.confidence(result.finding()));
        modules.add(part.module());
        standings.add(Standing.of(result));
      }
    }
    List<String> states = new ArrayList<>(standings.stream().map(Standing::word).toList());
    if (run.parts().stream().anyMatch(part -> !part.fixed().isEmpty())) {
      states.add("fixed");
    }
    html.open("form", "class", "filters", "hidden", "", "aria-label", "Filter the findings");
    choice("state", "State", states, html);
    choice("rule", "Rule", rules, html);
    choice("confidence", "Confidence", confidences, html);
    choice("module", "Module", modules, html);
    html.open("label").text("Contains ");
    html.open("input", "type", "search", "name", "text").close("label");
    html.element("button", "Unfold all", "type", "button", "name", "unfold");
    html.element("button", "Fold all", "type", "button", "name", "fold");
    html.element("output", "", "aria-live", "polite");
    html.close("form").newLine();
  }

  private static void choice(String name, String label, Iterable<String> values, Html html) {
    List<String> all = new ArrayList<>();
    values.forEach(all::add);
    if (all.size() < 2) {
      return;
    }
    html.open("label").text(label + " ").open("select", "name", name);
    html.element("option", "all", "value", "");
    all.forEach(value -> html.element("option", value, "value", value));
    html.close("select").close("label");
  }

  private static void contents(Map<Standing, Map<String, List<Owned>>> byStanding, Html html) {
    html.open("nav", "aria-label", "Holders").open("details");
    html.element("summary", "Holders");
    byStanding.forEach(
        (standing, holders) -> {
          html.element("p", standing.title()).open("ul");
          holders.forEach(
              (holder, results) ->
                  html.open("li")
                      .element("a", holder, "href", "#" + anchor(standing, holder))
                      .text(" " + results.size())
                      .close("li"));
          html.close("ul");
        });
    html.close("details").close("nav").newLine();
  }

  private static String anchor(Standing standing, String holder) {
    return standing.word() + "-" + holder;
  }

  private void section(
      Run run,
      Standing standing,
      Map<String, List<Owned>> holders,
      Map<String, Integer> ids,
      Html html) {
    int count = holders.values().stream().mapToInt(List::size).sum();
    boolean open = standing.compareTo(Standing.FOUND) <= 0 && count <= MOST_OPEN;
    html.open("section", "class", "state", "aria-labelledby", standing.word());
    html.element("h2", standing.title() + " (" + count + ")", "id", standing.word()).newLine();
    holders.forEach(
        (holder, results) -> {
          int dot = holder.lastIndexOf('.');
          html.open("section", "class", "group");
          html.open("h3", "id", anchor(standing, holder));
          html.element("span", holder.substring(0, dot + 1), "class", "package");
          html.text(holder.substring(dot + 1)).close("h3").newLine();
          for (Owned owned : results) {
            new HtmlFinding(owned.part(), run.baseline(), settings, this::why)
                .write(owned.result(), id(owned.result(), ids), open, html);
          }
          html.close("section").newLine();
        });
    html.close("section").newLine();
  }

  /** The key, which is the same in the next report; numbered where two modules share one. */
  private static String id(Result result, Map<String, Integer> ids) {
    String key = result.key().replace(':', '-');
    int number = ids.merge(key, 1, Integer::sum);
    return number == 1 ? key : key + "-" + number;
  }

  private static void fixed(Run run, Html html) {
    entries("Fixed", "fixed", run, Part::fixed, html);
  }

  private static void entries(
      String title, String id, Run run, Function<Part, List<BaselineEntry>> entries, Html html) {
    int count = run.parts().stream().mapToInt(part -> entries.apply(part).size()).sum();
    if (count == 0) {
      return;
    }
    html.open("section", "class", "state entries", "aria-labelledby", id);
    html.element("h2", title + " (" + count + ")", "id", id);
    html.element(
        "p",
        id.equals("fixed")
            ? "The baseline knows these, and they are gone: their lines may leave it."
            : "The baseline knows these, and this run could not have found them.");
    html.open("ul");
    for (Part part : run.parts()) {
      for (BaselineEntry entry : entries.apply(part)) {
        html.open(
                "li",
                "class",
                "finding",
                "data-state",
                id,
                "data-rule",
                entry.rule(),
                "data-module",
                entry.module() == null ? part.module() : entry.module())
            .element("code", entry.subject())
            .text(" " + entry.rule() + " ")
            .element("code", entry.key())
            .close("li");
      }
    }
    html.close("ul").close("section").newLine();
  }

  private static void idle(Run run, Html html) {
    List<Suppression> idle = run.parts().stream().flatMap(part -> part.idle().stream()).toList();
    if (idle.isEmpty()) {
      return;
    }
    html.open("section", "class", "state", "aria-labelledby", "idle");
    html.element("h2", "Suppressions that suppress nothing (" + idle.size() + ")", "id", "idle");
    html.open("ul");
    for (Suppression each : idle) {
      html.open("li").element("code", each.place()).text(" " + each.name());
      if (each.reason() != null) {
        html.text(" ").element("q", each.reason());
      }
      html.close("li");
    }
    html.close("ul").close("section").newLine();
  }

  private static void notifications(Run run, Html html) {
    if (run.notifications().isEmpty()) {
      return;
    }
    html.open("section", "class", "state", "aria-labelledby", "left-out");
    html.element("h2", "What was left out", "id", "left-out").open("ul");
    run.notifications().forEach(each -> html.element("li", each));
    html.close("ul").close("section").newLine();
  }

  private void rules(Run run, Html html) {
    TreeSet<String> used = new TreeSet<>();
    for (Part part : run.parts()) {
      part.results().stream().map(Result::finding).map(Finding::ruleId).forEach(used::add);
    }
    if (used.isEmpty()) {
      return;
    }
    html.open("section", "class", "rules", "aria-labelledby", "rules");
    html.element("h2", "Rules", "id", "rules");
    for (String id : used) {
      html.open("article", "id", "rule-" + id).element("h3", id);
      Markdown.write(why(id), html);
      html.close("article").newLine();
    }
    html.close("section").newLine();
  }

  private String why(String ruleId) {
    return catalogue.find(ruleId).map(Pages::problem).orElse("A rule of your own.");
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
