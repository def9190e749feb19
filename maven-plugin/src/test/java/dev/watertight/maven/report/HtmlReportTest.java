package dev.watertight.maven.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.findings.BaselineComparison.State;
import dev.watertight.findings.Finding;
import dev.watertight.rules.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  @TempDir private Path repository;

  private static String text(Run run) {
    return new HtmlReport(Analysed.CATALOGUE, Settings.DEFAULT).text(run);
  }

  private static Document page(Run run) {
    return Jsoup.parse(text(run));
  }

  private Run everyState(String word) {
    return new Run(
        "1.2.3",
        "a:b " + word,
        List.of("Shop.class: cut short " + word),
        "baseline " + word,
        List.of(Samples.everyState(repository, word)));
  }

  @Test
  void newOnesComeFirstAndEveryStateHasItsPlace() {
    Document page = page(everyState("x"));
    assertEquals(
        List.of(
            "New (2)",
            "Found (1)",
            "Known (1)",
            "Accepted (1)",
            "Suppressed (2)",
            "Fixed (1)",
            "Suppressions that suppress nothing (1)",
            "Not looked at (1)",
            "What was left out",
            "Rules"),
        page.select("h2").eachText());
    assertEquals("shop.Gone.open", page.select("#fixed ~ ul code").first().text());
    assertEquals("shop/Idle.java:7", page.select("#idle ~ ul code").first().text());
  }

  @Test
  void findingsStandUnderTheirHolderWhateverTheFile() {
    List<Result> results = new ArrayList<>();
    for (String name : List.of("b", "a", "b")) {
      Finding finding = Samples.finding("shop/" + name, "x").withOrdinal(results.size());
      results.add(Samples.judged(finding, State.NEW, "x"));
    }
    Part part = Part.of("m", Samples.everyState(repository, "x").locations(), results);
    Document page = page(Analysed.run(part));
    assertEquals(List.of("shop.a", "shop.b"), page.select(".group h3").eachText());
    assertEquals(2, page.select(".group").get(1).select("article").size());
  }

  @Test
  void everyFindingOfProgramsIsWhole() {
    Document page = page(Analysed.run(Analysed.fixtures(repository)));
    List<Element> findings = page.select("article.finding");
    assertFalse(findings.isEmpty());
    int fixes = 0;
    for (Element finding : findings) {
      assertEquals(1, finding.select("h4").size());
      List<String> picture = finding.select("ol.chain li").eachText();
      assertTrue(picture.size() >= 4, finding::text);
      assertTrue(picture.get(0).startsWith("holder"), finding::text);
      assertTrue(picture.get(picture.size() - 1).matches(".*lets? go.*"), finding::text);
      assertFalse(finding.select("pre.source mark").isEmpty(), finding::text);
      for (String heading : List.of("What happens", "Why it matters", "What to do")) {
        assertTrue(finding.select("h5").eachText().contains(heading), finding::text);
      }
      assertTrue(finding.text().contains("@SuppressWarnings"), finding::text);
      fixes += finding.select("pre.diff").size();
    }
    assertTrue(fixes > 0);
  }

  @Test
  void markedLinesAreThoseOfTheChain() {
    Part part = Analysed.fixtures(repository);
    Document page = page(Analysed.run(part));
    for (Result result : part.results()) {
      Element article = page.getElementById(result.key().replace(':', '-'));
      int line = result.finding().place().line();
      assertTrue(
          article.select("mark i").eachText().contains(String.valueOf(line)),
          () -> result.finding().toString());
    }
  }

  @Test
  void howToAcceptIsTheLineOfTheBaseline() {
    Run run = everyState("x");
    Result fresh = run.parts().get(0).results().get(3);
    Element article = page(run).getElementById(fresh.key().replace(':', '-'));
    assertEquals(
        Wording.accept(fresh, Analysed.MODULE).line(), article.select(".ways pre").get(1).text());
  }

  @Test
  void knownOnesSayHowTheyWereRecognised() {
    Part part =
        Part.of(
            "m",
            Samples.everyState(repository, "x").locations(),
            List.of(
                Samples.judged(Samples.finding("shop/Was", "x"), State.KNOWN, "x"),
                Samples.renamed(Samples.finding("shop/Now", "x"), "shop/Then", "holder")));
    assertEquals(
        List.of("Known as shop.Then.open (matched by holder).", "Known by its key."),
        page(Analysed.run(part)).select(".note").eachText());
  }

  @Test
  void hostileTextStaysText() {
    Document page = page(everyState(Samples.HOSTILE));
    Document plain = page(everyState("x"));
    assertEquals(elements(plain), elements(page));
    assertEquals(1, page.select("script").size());
    assertFalse(page.html().contains("\u202e"), "text is not turned around");
    assertTrue(page.text().contains("\\u202e"), "but the reader is told");
  }

  private static List<String> elements(Document page) {
    return page.getAllElements().stream().map(Element::tagName).toList();
  }

  @Test
  void hostileSourceStaysText() {
    String source =
        """
        import jakarta.servlet.http.HttpSession;
        import java.util.*;
        public class Shop {
          // </code></pre><script>alert(1)</script>
          private static final Map<String, Object> OPEN = new HashMap<>();
          public static void add(HttpSession session) {
            OPEN.put(session.getId(), "</pre><img src=x onerror=alert(1)>"); // <!-- ]]> &amp;
          }
          public static Object get(HttpSession session) {
            return OPEN.get(session.getId());
          }
        }
        """;
    Part part = Analysed.compiled(repository, java.util.Map.of("Shop.java", source));
    assertFalse(part.results().isEmpty());
    Document page = page(Analysed.run(part));
    assertEquals(1, page.select("script").size());
    assertEquals(0, page.select("img").size());
    assertTrue(
        page.select("mark").eachText().stream()
            .anyMatch(
                line ->
                    line.contains("</pre><img src=x onerror=alert(1)>")
                        && line.contains("// <!-- ]]> &amp;")));
  }

  @Test
  void nothingRunsButOurScriptAndNothingIsLoaded() throws Exception {
    Document page = page(everyState(Samples.HOSTILE));
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertTrue(policy.startsWith("default-src 'none';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    for (String kind : List.of("style", "script")) {
      byte[] bytes = page.select(kind).first().data().getBytes(StandardCharsets.UTF_8);
      String hash =
          Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
      assertTrue(policy.contains(kind + "-src 'sha256-" + hash + "'"), policy);
    }
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        String name = attribute.getKey();
        assertFalse(name.startsWith("on") || name.equals("style") || name.equals("src"), name);
        if (name.equals("href")) {
          assertTrue(attribute.getValue().matches("(#|https://).*"), attribute::getValue);
        }
      }
    }
  }

  @Test
  void structureServesThoseWhoDoNotSeeIt() {
    Document page = page(everyState("x"));
    assertEquals("en", page.select("html").attr("lang"));
    for (String landmark : List.of("header", "nav", "main", "footer", "h1")) {
      assertEquals(1, page.select(landmark).size(), landmark);
    }
    int depth = 1;
    for (Element heading : page.select("h1, h2, h3, h4, h5")) {
      int level = heading.tagName().charAt(1) - '0';
      assertTrue(level <= depth + 1, () -> "a level is skipped at " + heading);
      depth = level;
    }
    Set<String> ids = new HashSet<>();
    for (Element element : page.select("[id]")) {
      assertTrue(ids.add(element.id()), element::id);
    }
    for (Element element : page.select("a[href^=#]")) {
      assertTrue(ids.contains(element.attr("href").substring(1)), element::outerHtml);
    }
    for (Element element : page.select("[aria-labelledby]")) {
      assertTrue(ids.contains(element.attr("aria-labelledby")), element::outerHtml);
    }
    for (Element control : page.select("select, input")) {
      assertNotNull(control.closest("label"), control::outerHtml);
    }
  }

  @Test
  void filtersOfferWhatThereIs() {
    Document page = page(everyState("x"));
    assertTrue(page.select("form.filters").hasAttr("hidden"), "useless without scripts");
    assertEquals(
        List.of("all", "new", "found", "known", "accepted", "suppressed", "fixed"),
        page.select("select[name=state] option").eachText());
    assertEquals(0, page.select("select[name=rule]").size(), "there is but one rule");
  }

  @Test
  void oneLineWhenNothingIsFound() {
    Part none = Part.of("m", Samples.everyState(repository, "x").locations(), List.of());
    Document page = page(Analysed.run(none));
    assertEquals("No leaks", page.select("h1").text());
    assertEquals(0, page.select("article").size());
  }

  @Test
  void sameBytesWhereverTheWorkingCopyIs(@TempDir Path elsewhere) {
    assertEquals(
        text(Analysed.run(Analysed.fixtures(repository))),
        text(Analysed.run(Analysed.fixtures(elsewhere))));
  }
}
