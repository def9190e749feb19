package dev.watertight.maven.report;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.maven.source.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a pull request's comment has room for: what is new, with the line that matters and the fix;
 * a single line when nothing is new.
 */
final class MarkdownSummary implements Report {
  private static final int MOST_SHOWN = 10;

  /** Lines of a fix; a longer one is for the page. */
  private static final int MOST_LINES = 25;

  private static final int MOST_CHARACTERS = 160;

  @Override
  public String file() {
    return "watertight.md";
  }

  /** A result and where its places are. */
  private record Owned(Result result, Locations locations) {}

  @Override
  public String text(Run run) {
    Tally tally = Tally.of(run);
    List<Owned> fresh = new ArrayList<>();
    for (Part part : run.parts()) {
      for (Result result : part.results()) {
        if (Standing.of(result).compareTo(Standing.FOUND) <= 0) {
          fresh.add(new Owned(result, part.locations()));
        }
      }
    }
    String others =
        tally.counts().entrySet().stream()
            .filter(count -> !count.getKey().equals("new") && !count.getKey().equals("found"))
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    StringBuilder out = new StringBuilder(fresh.isEmpty() ? "" : "### ");
    out.append("Watertight: ").append(tally.sentence().toLowerCase(Locale.ROOT));
    out.append(" in ").append(code(run.category()));
    out.append(others.isEmpty() ? "" : " (" + others + ")").append('\n');
    for (Owned each : fresh.subList(0, Math.min(MOST_SHOWN, fresh.size()))) {
      finding(each, out);
    }
    if (fresh.size() > MOST_SHOWN) {
      out.append("\nand ").append(fresh.size() - MOST_SHOWN).append(" more, in the report.\n");
    }
    return out.toString();
  }

  private static void finding(Owned owned, StringBuilder out) {
    Finding finding = owned.result().finding();
    Locations locations = owned.locations();
    Place place = finding.place();
    int line = locations.line(place);
    out.append("\n**").append(code(finding.qualifiedSubject())).append("** ");
    out.append(text(finding.message())).append(".\n\n");
    out.append(code(locations.shown(place) + (line > 0 ? ":" + line : "")));
    out.append(' ').append(finding.ruleId()).append(", ").append(Wording.confidence(finding));
    String novelty = Wording.novelty(owned.result());
    out.append(novelty.isEmpty() ? "" : "; " + text(novelty)).append("\n");
    Patch patch = locations.patch(finding).orElse(null);
    if (patch != null && patch.hunk().lines().size() <= MOST_LINES) {
      StringBuilder diff = new StringBuilder();
      patch
          .hunk()
          .lines()
          .forEach(each -> diff.append(each.mark()).append(each.text()).append('\n'));
      block("diff", diff.toString(), out);
      out.append("Fix: ").append(text(patch.summary())).append(".\n");
      return;
    }
    locations
        .source(place)
        .flatMap(file -> file.line(line))
        .ifPresent(text -> block("java", text.strip() + "\n", out));
    if (finding.advice() != null && !finding.advice().isEmpty()) {
      out.append("Fix: ").append(text(finding.advice())).append(".\n");
    }
  }

  private static void block(String language, String content, StringBuilder out) {
    String fence = "`".repeat(Math.max(3, longestTicks(content) + 1));
    String shown =
        content
            .lines()
            .map(line -> Html.visible(shortened(line)))
            .collect(Collectors.joining("\n", "", "\n"));
    out.append('\n').append(fence).append(language).append('\n');
    out.append(shown).append(fence).append("\n\n");
  }

  /** A code span, whatever is in it. */
  private static String code(String content) {
    String shown = Html.visible(content.replaceAll("\\R", " "));
    String ticks = "`".repeat(longestTicks(shown) + 1);
    boolean bare = !shown.startsWith("`") && !shown.endsWith("`");
    return bare ? ticks + shown + ticks : ticks + " " + shown + " " + ticks;
  }

  /** Text in which nothing is markup, a link or somebody's name to be called. */
  private static String text(String content) {
    StringBuilder out = new StringBuilder();
    for (char c : Html.visible(content.replaceAll("\\R", " ")).toCharArray()) {
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '@' -> out.append("&#64;");
        case '\\', '`', '*', '_', '[', ']', '#', '|', '~', '!' -> out.append('\\').append(c);
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static int longestTicks(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static String shortened(String line) {
    return line.length() <= MOST_CHARACTERS
        ? line
        : line.substring(0, MOST_CHARACTERS - 1) + "\u2026";
  }
}
