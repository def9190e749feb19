package dev.watertight.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What users read about a rule: Markdown that ships beside the rule's class. Every page has the
 * same layout, so that each front end may show the part that it has room for: a title that is the
 * rule's id, its summary as a sentence, then all {@linkplain Section sections} in their order.
 */
public final class RulePage {
  /** The sections of a page, in the order in which they stand. */
  public enum Section {
    /** What goes wrong, and how one notices. */
    PROBLEM("The problem"),
    /** A program that leaks; the line that is reported carries {@code // LEAK: RuleId}. */
    LEAK("A leak"),
    /** The same program, repaired. */
    FIXED("The same, fixed"),
    /** Look-alikes that are left alone on purpose, and what cannot be seen. */
    NOT_REPORTED("Not reported"),
    /** Suppression with a reason, and the switch. */
    SUPPRESSION("How to suppress"),
    /** The weakness by its number in the CWE list. */
    WEAKNESS("Weakness");

    private final String heading;

    Section(String heading) {
      this.heading = heading;
    }

    /** The heading in the page, without the leading marks. */
    public String heading() {
      return heading;
    }
  }

  private final String id;
  private final String markdown;
  private final String summary;
  private final Map<Section, String> sections;

  private RulePage(String id, String markdown, String summary, Map<Section, String> sections) {
    this.id = id;
    this.markdown = markdown;
    this.summary = summary;
    this.sections = sections;
  }

  /**
   * The page of a rule.
   *
   * @throws IllegalStateException if it is missing or not laid out as it should be
   */
  public static RulePage of(Rule rule) {
    String name = rule.id() + ".md";
    try (InputStream in = RulePage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no page " + name + " beside the rules");
      }
      return parse(rule.id(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RulePage parse(String id, String markdown) {
    List<String> lines = markdown.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals("# " + id)) {
      throw new IllegalStateException(id + ": the page's first line must be '# " + id + "'");
    }
    List<List<String>> parts = new ArrayList<>();
    List<String> headings = new ArrayList<>();
    parts.add(new ArrayList<>());
    boolean code = false;
    for (String line : lines.subList(1, lines.size())) {
      code ^= line.startsWith("```");
      if (!code && line.startsWith("## ")) {
        headings.add(line.substring(3));
        parts.add(new ArrayList<>());
      } else {
        parts.get(parts.size() - 1).add(line);
      }
    }
    List<String> wanted = new ArrayList<>();
    Map<Section, String> sections = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      wanted.add(section.heading());
    }
    if (!headings.equals(wanted)) {
      throw new IllegalStateException(
          id + ": the page's sections must be " + wanted + ", not " + headings);
    }
    Iterator<List<String>> bodies = parts.listIterator(1);
    for (Section section : Section.values()) {
      String text = text(bodies.next());
      if (text.isEmpty()) {
        throw new IllegalStateException(id + ": nothing stands under " + section.heading());
      }
      sections.put(section, text);
    }
    return new RulePage(id, markdown, text(parts.get(0)), sections);
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines).strip();
  }

  /** The rule's id. */
  public String id() {
    return id;
  }

  /** The whole page. */
  public String markdown() {
    return markdown;
  }

  /** The rule's summary as a sentence. */
  public String summary() {
    return summary;
  }

  /** The Markdown under a heading, without the heading. */
  public String section(Section section) {
    return sections.get(Objects.requireNonNull(section));
  }

  /** The code blocks under a heading, without their fences, in order. */
  public List<String> code(Section section) {
    List<String> result = new ArrayList<>();
    List<String> block = null;
    for (String line : section(section).lines().toList()) {
      if (!line.startsWith("```")) {
        if (block != null) {
          block.add(line);
        }
      } else if (block == null) {
        block = new ArrayList<>();
      } else {
        result.add(String.join("\n", block));
        block = null;
      }
    }
    return List.copyOf(result);
  }
}
