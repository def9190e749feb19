package dev.watertight.maven.report;

import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Kept;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The holding chain as a picture: the holder, what it keeps entries in, an entry, what the entry
 * drags along, and who should let go. Drawn from top to bottom, so that it fits a narrow screen; a
 * list whose lines and arrows are the style sheet's, since thousands of drawings would make the
 * page slow and those who do not see it are served by the same words.
 */
final class ChainPicture {
  /** What fits into a box; the style sheet cuts a longer name, which is a tool tip then. */
  private static final int MOST_CHARACTERS = 33;

  /** A kind of box. */
  private enum Kind {
    HOLDER("holder"),
    KEEPER("keeps"),
    ENTRY("entry"),
    DRAGGED("drags along"),
    FOUND("lets go, but not always"),
    EXPECTED("should let go");

    /** What it is in the chain. */
    private final String role;

    Kind(String role) {
      this.role = role;
    }

    /** Class of the style sheet. */
    String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A box.
   *
   * @param name in large
   * @param more beside its role; null for nothing
   * @param arrow what leads to it from the box above; null for none
   */
  private record Box(Kind kind, String name, String more, String arrow) {}

  private final Finding finding;
  private final List<Box> down = new ArrayList<>();
  private final List<Box> releases = new ArrayList<>();

  private ChainPicture(Finding finding, List<String> dragged) {
    this.finding = finding;
    Kept kept = finding.kept();
    String life = kept == null ? null : kept.life();
    if (finding.family() == Family.SESSION && kept != null) {
      down.add(new Box(Kind.HOLDER, kept.by(), life, null));
      down.add(new Box(Kind.KEEPER, "its attributes", null, "has"));
    } else {
      String by = kept == null ? finding.subject() : kept.by();
      String holder = simple(finding.holder());
      down.add(new Box(Kind.HOLDER, holder, life, null));
      down.add(new Box(Kind.KEEPER, by.replace(holder + ".", ""), null, "has"));
    }
    down.add(new Box(Kind.ENTRY, entry(kept), null, adds()));
    if (!dragged.isEmpty()) {
      down.add(new Box(Kind.DRAGGED, String.join(", ", dragged), null, "refers to"));
    }
    for (Step step : finding.chain()) {
      if (step.role() == Step.Role.RELEASE_FOUND) {
        releases.add(new Box(Kind.FOUND, who(step), null, null));
      } else if (step.role() == Step.Role.RELEASE_EXPECTED) {
        releases.add(new Box(Kind.EXPECTED, who(step), null, null));
      }
    }
    if (releases.isEmpty()) {
      boolean session = finding.family() == Family.SESSION;
      releases.add(new Box(Kind.EXPECTED, session ? "the time-out" : "nobody does", null, null));
    }
  }

  /**
   * Draws.
   *
   * @param dragged types that an entry refers to
   */
  static void draw(Finding finding, List<String> dragged, Html html) {
    new ChainPicture(finding, dragged).draw(html);
  }

  private String entry(Kept kept) {
    if (kept == null || kept.value() == null) {
      return switch (finding.family()) {
        case THREAD -> "the value set";
        case SESSION -> "all that they refer to";
        default -> "every entry";
      };
    }
    String value = simple(kept.value());
    return kept.key() == null ? value : simple(kept.key()) + " \u2192 " + value;
  }

  private String adds() {
    for (Step step : finding.chain()) {
      if (step.role() == Step.Role.STORED && step.place() != null) {
        Place place = step.place();
        return member(place) + (place.line() > 0 ? ", line " + place.line() : "");
      }
    }
    return "keeps";
  }

  private static String who(Step step) {
    return step.place() == null ? step.text() : member(step.place());
  }

  private static String member(Place place) {
    String name = place.member();
    String type = simple(place.className());
    return name.equals("<init>")
        ? "new " + type
        : type + "." + (name.equals("<clinit>") ? "static {}" : name);
  }

  private static String simple(String className) {
    int cut =
        Math.max(
            className.lastIndexOf('/'),
            Math.max(className.lastIndexOf('$'), className.lastIndexOf('.')));
    return className.substring(cut + 1);
  }

  private void draw(Html html) {
    html.open("ol", "class", "chain", "aria-label", "What holds what");
    down.forEach(box -> box(box, html));
    releases.forEach(box -> box(box, html));
    html.close("ol");
  }

  private static void box(Box box, Html html) {
    html.open("li", "class", box.kind().style());
    if (box.arrow() != null) {
      html.element("em", box.arrow()).text(" ");
    }
    String role = box.kind().role + (box.more() == null ? "" : ", " + box.more());
    html.element("i", role).text(" ");
    boolean cut = box.name().length() > MOST_CHARACTERS;
    html.element("b", box.name(), "title", cut ? box.name() : null);
    html.close("li");
  }
}
