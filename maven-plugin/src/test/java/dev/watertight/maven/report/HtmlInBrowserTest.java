package dev.watertight.maven.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watertight.rules.Settings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser sees it, where there is one. */
class HtmlInBrowserTest {
  @TempDir private Path folder;

  private static Optional<Path> browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(path -> Stream.of("chromium", "chromium-browser").map(Path.of(path)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void ourScriptRunsAndHostileTextDoesNot() throws Exception {
    Path browser = browser().orElse(null);
    assumeTrue(browser != null, "no chromium on the path: the page is not looked at in a browser");
    Run run =
        new Run(
            "1.2.3",
            Samples.HOSTILE,
            List.of(),
            Samples.HOSTILE,
            List.of(Samples.everyState(folder, Samples.HOSTILE)));
    String text = new HtmlReport(Analysed.CATALOGUE, Settings.DEFAULT).text(run);
    Path page = Files.writeString(folder.resolve("page.html"), text);
    Path dump = folder.resolve("dump.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                page.toUri().toString())
            .redirectError(folder.resolve("complaints").toFile())
            .redirectOutput(dump.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertTrue(ended, "the browser does not come to an end");
    Document seen = Jsoup.parse(Files.readString(dump));
    Document written = Jsoup.parse(text);
    assertFalse(seen.select("form.filters").hasAttr("hidden"), "our script runs");
    assertEquals("9 of 9 shown", seen.select("output").text());
    assertEquals(written.title(), seen.title());
    assertEquals(written.getAllElements().size(), seen.getAllElements().size());
  }
}
