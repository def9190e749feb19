package dev.watertight.maven.report;

import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Kept;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The holding chain as a picture: the holder, what it keeps entries in, an entry, what the entry
 * drags along, and who should let go. Drawn from top to bottom, so that it fits a narrow screen.
 */
final class ChainPicture {
  private static final int WIDTH = 340;
  private static final int LEFT = 12;
  private static final int BOX_WIDTH = 276;
  private static final int BOX_HEIGHT = 46;
  private static final int GAP = 26;

  /** Where the line of those who should let go runs up. */
  private static final int RAIL = LEFT + BOX_WIDTH + 26;

  private static final int MOST_CHARACTERS = 35;

  /** Index of the box that should be let go from. */
  private static final int KEEPER = 1;

  /**
   * A box.
   *
   * @param style class of the style sheet
   * @param role what it is in the chain
   * @param name in large
   * @param arrow what leads to it from the box above; null for none
   */
  private record Box(String style, String role, String name, String arrow) {}

  private final Finding finding;
  private final List<Box> down = new ArrayList<>();
  private final List<Box> releases = new ArrayList<>();

  private ChainPicture(Finding finding, List<String> dragged) {
    this.finding = finding;
    Kept kept = finding.kept();
    if (finding.family() == Family.SESSION && kept != null) {
      down.add(new Box("holder", "holder, " + kept.life(), kept.by(), null));
      down.add(new Box("keeper", "keeps", "its attributes", "has"));
    } else {
      String life = kept == null || kept.life() == null ? "" : ", " + kept.life();
      String by = kept == null ? finding.subject() : kept.by();
      String holder = simple(finding.holder());
      down.add(new Box("holder", "holder" + life, holder, null));
      down.add(new Box("keeper", "keeps", by.replace(holder + ".", ""), "has"));
    }
    down.add(new Box("entry", "entry", entry(kept), adds()));
    if (!dragged.isEmpty()) {
      down.add(new Box("dragged", "drags along", String.join(", ", dragged), "refers to"));
    }
    for (Step step : finding.chain()) {
      if (step.role() == Step.Role.RELEASE_FOUND) {
        releases.add(new Box("found", "lets go, but not always", member(step.place()), null));
      } else if (step.role() == Step.Role.RELEASE_EXPECTED) {
        releases.add(new Box("expected", "should let go", member(step.place()), null));
      }
    }
    if (releases.isEmpty()) {
      boolean session = finding.family() == Family.SESSION;
      releases.add(
          new Box("expected", "should let go", session ? "the time-out" : "nobody does", null));
    }
  }

  /**
   * Draws.
   *
   * @param id by which the page tells its elements apart
   * @param dragged types that an entry refers to
   */
  static void draw(Finding finding, List<String> dragged, String id, Html html) {
    new ChainPicture(finding, dragged).draw(id, html);
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

  private static String member(Place place) {
    if (place == null) {
      return "?";
    }
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

  private void draw(String id, Html html) {
    int boxes = down.size() + releases.size();
    int height = 10 + boxes * (BOX_HEIGHT + GAP);
    html.open(
        "svg",
        "class",
        "chain",
        "role",
        "img",
        "aria-labelledby",
        id + "-picture",
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "width",
        String.valueOf(WIDTH),
        "height",
        String.valueOf(height));
    html.element("title", description(), "id", id + "-picture");
    int y = 6;
    int keeperY = 0;
    for (int i = 0; i < down.size(); i++) {
      if (i > 0) {
        arrow(down.get(i).arrow(), y - GAP, html);
      }
      box(down.get(i), y, html);
      keeperY = i == KEEPER ? y + BOX_HEIGHT / 2 : keeperY;
      y += BOX_HEIGHT + GAP;
    }
    int last = 0;
    for (Box release : releases) {
      box(release, y, html);
      last = y + BOX_HEIGHT / 2;
      path("M" + (LEFT + BOX_WIDTH) + " " + last + " H" + RAIL, "missing", html);
      y += BOX_HEIGHT + GAP;
    }
    path("M" + RAIL + " " + last + " V" + keeperY + " H" + (LEFT + BOX_WIDTH + 8), "missing", html);
    cross(RAIL, (last + keeperY) / 2, html);
    html.close("svg");
  }

  /** The picture in words, for those who cannot see it. */
  private String description() {
    StringBuilder words = new StringBuilder();
    for (Box box : down) {
      words.append(words.length() == 0 ? "" : "; ");
      words.append(box.role()).append(": ").append(box.name());
    }
    for (Box box : releases) {
      words.append("; ").append(box.role()).append(": ").append(box.name());
    }
    return words.toString();
  }

  private static void box(Box box, int y, Html html) {
    if (box.style().equals("entry")) {
      for (int shift : List.of(8, 4)) {
        rectangle("entry behind", LEFT + shift, y + shift, html);
      }
    }
    rectangle(box.style(), LEFT, y, html);
    html.element(
        "text", shortened(box.role(), 44), "class", "role", "x", x(LEFT + 10), "y", x(y + 17));
    html.open("text", "class", "name", "x", x(LEFT + 10), "y", x(y + 36));
    String shown = shortened(box.name(), MOST_CHARACTERS);
    if (!shown.equals(box.name())) {
      html.element("title", box.name());
    }
    html.text(shown).close("text");
  }

  private static void rectangle(String style, int x, int y, Html html) {
    html.element(
        "rect",
        "",
        "class",
        "box " + style,
        "x",
        x(x),
        "y",
        x(y),
        "width",
        x(BOX_WIDTH),
        "height",
        x(BOX_HEIGHT),
        "rx",
        "6");
  }

  private static void arrow(String label, int y, Html html) {
    int x = LEFT + 24;
    int tip = y + GAP - 2;
    path("M" + x + " " + y + " V" + tip, "holds", html);
    path(
        "M" + (x - 5) + " " + (tip - 7) + " L" + x + " " + tip + " L" + (x + 5) + " " + (tip - 7),
        "holds",
        html);
    html.element(
        "text",
        shortened(label, MOST_CHARACTERS),
        "class",
        "arrow",
        "x",
        x(x + 12),
        "y",
        x(y + 17));
  }

  private static void cross(int x, int y, Html html) {
    path(
        "M" + (x - 6) + " " + (y - 6) + " l12 12 M" + (x + 6) + " " + (y - 6) + " l-12 12",
        "cross",
        html);
  }

  private static void path(String d, String style, Html html) {
    html.element("path", "", "class", style, "d", d);
  }

  private static String x(int number) {
    return String.valueOf(number);
  }

  private static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
  }
}
