package dev.watertight.maven.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Markdown that our rule pages are written in, as HTML: paragraphs, lists, code and links. */
final class Markdown {
  private static final Pattern INLINE =
      Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\[([^\\]]+)\\]\\((https://[^)\\s]+)\\)");

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?]) (?=\\p{Lu})");

  private Markdown() {}

  static void write(String markdown, Html html) {
    List<String> paragraph = new ArrayList<>();
    boolean inList = false;
    StringBuilder code = null;
    for (String line : (markdown + "\n").split("\n", -1)) {
      if (code != null) {
        if (line.startsWith("```")) {
          html.open("pre").element("code", code.toString()).close("pre");
          code = null;
        } else {
          code.append(line).append('\n');
        }
        continue;
      }
      boolean item = line.startsWith("- ");
      if (item || line.isBlank() || line.startsWith("```")) {
        flush(paragraph, inList ? "li" : "p", html);
        if (item && !inList) {
          html.open("ul");
        } else if (!item && inList) {
          html.close("ul");
        }
        inList = item;
      }
      if (line.startsWith("```")) {
        code = new StringBuilder();
      } else if (!line.isBlank()) {
        paragraph.add(item ? line.substring(2) : line.strip());
      }
    }
  }

  private static void flush(List<String> paragraph, String tag, Html html) {
    if (!paragraph.isEmpty()) {
      html.open(tag);
      inline(String.join(" ", paragraph), html);
      html.close(tag);
      paragraph.clear();
    }
  }

  /** One paragraph's text. */
  static void inline(String text, Html html) {
    Matcher matcher = INLINE.matcher(text);
    int from = 0;
    while (matcher.find()) {
      html.text(text.substring(from, matcher.start()));
      if (matcher.group(1) != null) {
        html.element("code", matcher.group(1));
      } else if (matcher.group(2) != null) {
        html.element("strong", matcher.group(2));
      } else {
        html.element("a", matcher.group(3), "href", matcher.group(4), "rel", "noreferrer");
      }
      from = matcher.end();
    }
    html.text(text.substring(from));
  }

  /** The first sentence of the first paragraph. */
  static String firstSentence(String markdown) {
    return SENTENCE_END.split(markdown.split("\n\n", 2)[0].replace('\n', ' '), 2)[0];
  }
}
