package dev.watertight.maven.report;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Kept;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.maven.source.Patch;
import dev.watertight.maven.source.Suppression;
import dev.watertight.rules.Settings;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** One finding as an article of the page. */
final class HtmlFinding {
  private static final int MOST_DRAGGED = 4;

  private final Part part;
  private final String baseline;
  private final Settings settings;
  private final UnaryOperator<String> why;

  /**
   * Findings of a module.
   *
   * @param baseline as the reader is shown it; null where there is none
   * @param why what is bad about what a rule finds, in Markdown
   */
  HtmlFinding(Part part, String baseline, Settings settings, UnaryOperator<String> why) {
    this.part = part;
    this.baseline = baseline;
    this.settings = settings;
    this.why = why;
  }

  /**
   * Writes the article.
   *
   * @param id unique in the page
   * @param open whether it is unfolded at first
   */
  void write(Result result, String id, boolean open, Html html) {
    Finding finding = result.finding();
    String severity = settings.severity(finding.ruleId()).name().toLowerCase(Locale.ROOT);
    html.open(
        "article",
        "class",
        "finding " + Standing.of(result).word(),
        "id",
        id,
        "data-rule",
        finding.ruleId(),
        "data-confidence",
        Wording.confidence(finding),
        "data-module",
        part.module(),
        "data-state",
        Standing.of(result).word());
    html.open("details", "open", open ? "" : null).open("summary");
    html.open("h4");
    html.element("span", finding.subject(), "class", "subject").text(" ");
    html.element("span", finding.message(), "class", "message");
    html.close("h4");
    html.open("p", "class", "facts");
    html.element("a", finding.ruleId(), "href", "#rule-" + finding.ruleId(), "class", "rule");
    html.element("span", Wording.confidence(finding), "class", "fact");
    html.element("span", severity, "class", "fact " + severity);
    html.element("code", place(finding.place()), "class", "place");
    html.close("p").close("summary");
    body(result, html);
    html.close("details").close("article").newLine();
  }

  private void body(Result result, Html html) {
    Finding finding = result.finding();
    html.open("div", "class", "body");
    html.open("div", "class", "picture");
    ChainPicture.draw(finding, dragged(finding.kept()), html);
    html.close("div");
    html.open("div", "class", "account");
    note(result, html);
    chain(finding, html);
    for (Snippet snippet : Snippet.of(finding, part.locations())) {
      snippet(snippet, brief(snippet.file(), finding), html);
    }
    html.element("h5", "Why it matters").open("p");
    Markdown.inline(Markdown.firstSentence(why.apply(finding.ruleId())), html);
    html.text(" ").element("a", "More on this rule", "href", "#rule-" + finding.ruleId());
    html.close("p");
    fix(finding, html);
    waysOut(result, html);
    html.close("div").close("div");
  }

  private List<String> dragged(Kept kept) {
    if (kept == null || kept.value() == null) {
      return List.of();
    }
    List<String> types = part.locations().refersTo(kept.value());
    return types.size() <= MOST_DRAGGED ? types : types.subList(0, MOST_DRAGGED);
  }

  private static void note(Result result, Html html) {
    String novelty = Wording.novelty(result);
    if (!novelty.isEmpty()) {
      html.element("p", capital(novelty) + ".", "class", "note");
    }
    String recognition = Wording.recognition(result);
    if (!recognition.isEmpty()) {
      html.element("p", capital(recognition) + ".", "class", "note");
    }
    Suppression suppression = result.suppression();
    if (suppression != null) {
      html.open("p", "class", "note")
          .text("Suppressed in ")
          .element("code", suppression.place())
          .text(suppression.reason() == null ? ", and nobody said why." : ": ");
      if (suppression.reason() != null) {
        html.element("q", suppression.reason());
      }
      html.close("p");
    } else if (Standing.of(result) == Standing.ACCEPTED) {
      html.open("p", "class", "note")
          .text(
              result.judged().entry().until() == null
                  ? "Accepted: "
                  : "Accepted until " + result.judged().entry().until() + ": ")
          .element("q", result.judged().entry().reason())
          .close("p");
    }
  }

  private void chain(Finding finding, Html html) {
    html.element("h5", "What happens").open("ol", "class", "steps");
    for (Step step : finding.chain()) {
      html.open("li", "class", step.role() == Step.Role.RELEASE_EXPECTED ? "missing" : null);
      html.element("b", step.role().label()).text(" " + step.text());
      if (step.place() != null) {
        html.text(" ").element("code", brief(place(step.place()), finding));
      }
      html.close("li");
    }
    html.close("ol");
    for (String remark : finding.remarks()) {
      html.element("p", "Also: " + remark, "class", "remark");
    }
  }

  private static void snippet(Snippet snippet, String file, Html html) {
    int first = snippet.lines().get(0).number();
    int last = snippet.lines().get(snippet.lines().size() - 1).number();
    html.open("figure");
    html.element("figcaption", file + ", lines " + first + " to " + last);
    html.open("pre", "class", "source", "tabindex", "0");
    for (Snippet.Line line : snippet.lines()) {
      boolean marked = line.mark() != null;
      if (marked) {
        html.open("mark");
      }
      html.element("i", String.valueOf(line.number())).text(line.text());
      if (marked) {
        html.element("em", line.mark()).close("mark");
      }
      html.newLine();
    }
    html.close("pre").close("figure");
  }

  private void fix(Finding finding, Html html) {
    html.element("h5", "What to do");
    if (finding.advice() != null && !finding.advice().isEmpty()) {
      html.element("p", finding.advice() + ".");
    }
    part.locations().patch(finding).ifPresent(patch -> diff(patch, html));
  }

  private static void diff(Patch patch, Html html) {
    Patch.Hunk hunk = patch.hunk();
    html.open("figure").element("figcaption", "Suggested fix: " + patch.summary());
    html.open("pre", "class", "diff", "tabindex", "0");
    html.element("span", "--- a/" + patch.file(), "class", "head").newLine();
    html.element("span", "+++ b/" + patch.file(), "class", "head").newLine();
    html.element("span", hunk.header(), "class", "head").newLine();
    for (Patch.Line line : hunk.lines()) {
      String tag = line.mark() == '+' ? "ins" : line.mark() == '-' ? "del" : "span";
      html.element(tag, line.mark() + line.text()).newLine();
    }
    html.close("pre").close("figure");
  }

  private void waysOut(Result result, Html html) {
    Standing standing = Standing.of(result);
    Finding finding = result.finding();
    if (standing == Standing.SUPPRESSED || standing == Standing.ACCEPTED) {
      return;
    }
    html.open("details", "class", "ways").element("summary", "If it is to stay");
    html.open("p")
        .text("Suppress it on ")
        .element("code", finding.qualifiedSubject())
        .text(" or around that:")
        .close("p");
    html.element("pre", Wording.suppress(finding), "tabindex", "0");
    if (baseline != null) {
      html.open("p").text("Or accept it in ").element("code", baseline).text(":").close("p");
      html.element("pre", Wording.accept(result, part.module()).line(), "tabindex", "0");
    }
    html.open("p").text("Key: ").element("code", result.key()).close("p");
    html.close("details");
  }

  /** The file of the finding has been named in full already. */
  private String brief(String place, Finding finding) {
    String file = shown(finding.place());
    return place.startsWith(file) ? place.substring(file.lastIndexOf('/') + 1) : place;
  }

  private String place(Place place) {
    int line = part.locations().line(place);
    return shown(place) + (line > 0 ? ":" + line : "");
  }

  private String shown(Place place) {
    return part.locations().shown(place);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
