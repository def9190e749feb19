package dev.watertight.maven.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watertight.findings.BaselineComparison.State;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Finding;
import dev.watertight.rules.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a browser sees it, where there is one, under somebody's mouse and keyboard. */
class HtmlInBrowserTest {
  private static final String SHOWN = "article.finding:not([hidden]), li.finding:not([hidden])";

  /** Of 2,000 findings; it was 12.5 million before pictures and snippets were made of less. */
  private static final int MOST_BYTES_OF_MANY = 7_500_000;

  @TempDir private static Path profile;
  private static Browser browser;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    Path program = Browser.installed().orElse(null);
    assumeTrue(program != null, "no chromium on the path: the page is not looked at in a browser");
    browser = new Browser(program, profile);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
  }

  private String open(Run run, String fragment) throws Exception {
    String text = new HtmlReport(Analysed.CATALOGUE, Settings.DEFAULT).text(run);
    Path page = Files.writeString(folder.resolve("page.html"), text);
    browser.load(URI.create(page.toUri() + (fragment.isEmpty() ? "" : "#" + fragment)));
    return text;
  }

  /** Two modules, of which the second has another rule's findings, one of them only possible. */
  private Run twoModules() {
    Finding sure = other(Samples.finding("web/Sure", "x"), Confidence.LIKELY);
    Finding unsure = other(Samples.finding("web/Unsure", "x"), Confidence.POSSIBLE);
    Part shop = Samples.everyState(folder, "x");
    Part web =
        new Part(
            "org.example:web",
            shop.locations(),
            List.of(Samples.judged(sure, State.NEW, "x"), Samples.judged(unsure, State.KNOWN, "x")),
            List.of(BaselineEntry.of(other(sure, Confidence.LIKELY), "org.example:web")),
            List.of(),
            List.of());
    return Analysed.run(shop, web);
  }

  private static Finding other(Finding finding, Confidence confidence) {
    return new Finding(
        "ListenerLeak",
        finding.family(),
        confidence,
        finding.holder(),
        finding.subject(),
        finding.failedEnd(),
        finding.place(),
        finding.message(),
        finding.chain(),
        finding.acquiringMembers(),
        finding.remarks(),
        finding.advice(),
        finding.ordinal());
  }

  private static int count(String selector) {
    return Integer.parseInt(
        browser.evaluate("document.querySelectorAll('" + selector + "').length"));
  }

  @Test
  void ourScriptRunsAndHostileTextDoesNot() throws Exception {
    Run run =
        new Run(
            "1.2.3",
            Samples.HOSTILE,
            List.of(),
            Samples.HOSTILE,
            List.of(Samples.everyState(folder, Samples.HOSTILE)));
    Document written = Jsoup.parse(open(run, ""));
    Document seen = Jsoup.parse(browser.evaluate("document.documentElement.outerHTML"));
    assertFalse(seen.select("form.filters").hasAttr("hidden"), "our script runs");
    assertEquals("9 of 9 shown", seen.select("output").text());
    assertEquals(written.title(), browser.evaluate("document.title"));
    assertEquals(written.getAllElements().size(), seen.getAllElements().size());
  }

  @ParameterizedTest
  @CsvSource({
    "state, new, 3",
    "state, known, 2",
    "state, accepted, 1",
    "state, suppressed, 2",
    "state, fixed, 2",
    "rule, ListenerLeak, 3",
    "rule, MissingRemovalOnSessionEnd, 9",
    "confidence, possible, 1",
    "confidence, likely, 8",
    "module, org.example:web, 3",
  })
  void filterShowsWhatItSays(String name, String choice, int expected) throws Exception {
    open(twoModules(), "");
    int all = count(".finding");
    assertEquals(all, count(SHOWN));

    browser.type("select[name=" + name + "]", choice);

    assertEquals(choice, browser.evaluate("document.querySelector('[name=" + name + "]').value"));
    assertEquals(expected, count(SHOWN));
    assertEquals(expected, count(".finding[data-" + name + "=\"" + choice + "\"]:not([hidden])"));
    assertEquals(
        expected + " of " + all + " shown",
        browser.evaluate("document.querySelector('output').textContent"));
    String emptyGroups =
        "Array.from(document.querySelectorAll('.group:not([hidden])'))"
            + ".filter(g => !g.querySelector('.finding:not([hidden])')).length";
    assertEquals("0", browser.evaluate(emptyGroups), "no heading without a finding");

    browser.pressHome("select[name=" + name + "]");
    assertEquals(all, count(SHOWN));
  }

  @Test
  void filtersNarrowEachOtherAndTextNarrowsThem() throws Exception {
    open(twoModules(), "");

    browser.type("select[name=state]", "known");
    browser.type("select[name=rule]", "Listener");
    assertEquals(1, count(SHOWN));
    browser.pressHome("select[name=rule]");
    assertEquals(2, count(SHOWN));
    browser.type("input[name=text]", "web.unsure");
    assertEquals(1, count(SHOWN));
    assertEquals(1, count("article[data-confidence=possible]:not([hidden])"));
  }

  @Test
  void clicksFoldAndUnfold() throws Exception {
    open(twoModules(), "");
    int open = count("article.finding > details[open]");
    String first = "article.finding.known";
    assertEquals(0, count(first + " > details[open]"));

    browser.click(first + " summary h4");
    assertEquals(open + 1, count("article.finding > details[open]"));
    browser.click("button[name=unfold]");
    assertEquals(count("article.finding"), count("article.finding > details[open]"));
    browser.click("button[name=fold]");
    assertEquals(0, count("article.finding > details[open]"));
  }

  @Test
  void linkToAFindingUnfoldsIt() throws Exception {
    Result known = Samples.judged(Samples.finding("shop/IsKNOWN", "x"), State.KNOWN, "x");
    String id = known.key().replace(':', '-');

    open(twoModules(), id);

    assertEquals(1, count("#" + id + " > details[open]"));
    assertEquals(
        "true",
        browser.evaluate(
            "(r => r.top >= 0 && r.top < innerHeight)(document.getElementById('"
                + id
                + "').getBoundingClientRect())"));
  }

  @Test
  void pageOfManyFindingsIsSmallEnoughAndFilters() throws Exception {
    Part fixtures = Analysed.fixtures(folder);
    List<Result> many = new ArrayList<>();
    for (int copy = 0; many.size() < 2000; copy++) {
      for (Result each : fixtures.results()) {
        if (many.size() < 2000) {
          many.add(
              new Result(each.finding().withOrdinal(copy), each.suppression(), null, each.trace()));
        }
      }
    }
    long some = many.stream().filter(each -> each.finding().ruleId().startsWith("Im")).count();

    String text = open(Analysed.run(Part.of("m", fixtures.locations(), many)), "");

    assertTrue(text.length() < MOST_BYTES_OF_MANY, () -> text.length() + " characters");
    assertEquals(2000, count(SHOWN));
    browser.type("select[name=rule]", "Im");
    assertTrue(some > 0);
    assertEquals(some, count(SHOWN));
  }
}
