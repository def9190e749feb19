package dev.watertight.spotbugs.build;

import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import dev.watertight.rules.SpotBugsNames;
import dev.watertight.spotbugs.WatertightDetector;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes {@code findbugs.xml}, {@code messages.xml} and {@code bugrank.txt} from the catalogue and
 * the rules' pages, so that a new rule is a new bug pattern without anybody's doing.
 */
public final class Descriptors {
  /**
   * From SpotBugs' base for correctness, 5, to "scary" where a leak is proven and "troubling" where
   * it is likely: it kills slowly, and not in every deployment.
   */
  private static final String RANK = "+3";

  private static final String DETECTOR = WatertightDetector.class.getName();

  private final List<Rule> rules;
  private final String version;

  private Descriptors(List<Rule> rules, String version) {
    this.rules = rules;
    this.version = version;
  }

  /**
   * Writes the files.
   *
   * @param arguments a folder and the version of this module
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Descriptors descriptors = new Descriptors(Catalogue.load().rules(), arguments[1]);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("findbugs.xml"), descriptors.plugin());
    Files.writeString(folder.resolve("messages.xml"), descriptors.messages());
    Files.writeString(
        folder.resolve("bugrank.txt"), RANK + " BugKind " + SpotBugsNames.ABBREVIATION + "\n");
  }

  private String plugin() {
    return xml(
        out -> {
          out.writeStartElement("FindbugsPlugin");
          out.writeAttribute("pluginid", "dev.watertight.spotbugs");
          out.writeAttribute("version", version);
          out.writeAttribute("defaultenabled", "true");
          out.writeAttribute("provider", "Watertight");
          line(out);
          out.writeEmptyElement("Detector");
          out.writeAttribute("class", DETECTOR);
          out.writeAttribute("speed", "moderate");
          out.writeAttribute(
              "reports",
              rules.stream()
                  .map(rule -> SpotBugsNames.type(rule.id()))
                  .collect(Collectors.joining(",")));
          line(out);
          out.writeEmptyElement("BugCode");
          out.writeAttribute("abbrev", SpotBugsNames.ABBREVIATION);
          line(out);
          for (Rule rule : rules) {
            out.writeEmptyElement("BugPattern");
            out.writeAttribute("abbrev", SpotBugsNames.ABBREVIATION);
            out.writeAttribute("type", SpotBugsNames.type(rule.id()));
            out.writeAttribute("category", SpotBugsNames.CATEGORY);
            out.writeAttribute("cweid", Integer.toString(rule.cwe()));
            line(out);
          }
          out.writeEndElement();
        });
  }

  private String messages() {
    Details details = new Details();
    return xml(
        out -> {
          out.writeStartElement("MessageCollection");
          line(out);
          out.writeStartElement("Plugin");
          element(out, "ShortDescription", "Watertight");
          element(out, "Details", "Memory leaks of sessions and other things that end");
          out.writeEndElement();
          line(out);
          out.writeStartElement("Detector");
          out.writeAttribute("class", DETECTOR);
          element(
              out,
              "Details",
              "Looks for what is kept longer than it lives: collections that only grow, removals"
                  + " that do not work on every way out, listeners, values of threads, sessions"
                  + " that never end. Judges the whole program at once.");
          out.writeEndElement();
          line(out);
          for (Rule rule : rules) {
            out.writeStartElement("BugPattern");
            out.writeAttribute("type", SpotBugsNames.type(rule.id()));
            element(out, "ShortDescription", rule.summary());
            element(out, "LongDescription", "{1}");
            element(out, "Details", details.of(rule));
            out.writeEndElement();
            line(out);
          }
          out.writeStartElement("BugCode");
          out.writeAttribute("abbrev", SpotBugsNames.ABBREVIATION);
          out.writeCharacters("Memory leak (Watertight)");
          out.writeEndElement();
          line(out);
          out.writeEndElement();
        });
  }

  private static void element(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    line(out);
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  private static void line(XMLStreamWriter out) throws XMLStreamException {
    out.writeCharacters("\n");
  }

  private interface Content {
    void write(XMLStreamWriter out) throws XMLStreamException;
  }

  private static String xml(Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      out.writeStartDocument("UTF-8", "1.0");
      line(out);
      content.write(out);
      line(out);
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return text.toString();
  }
}
