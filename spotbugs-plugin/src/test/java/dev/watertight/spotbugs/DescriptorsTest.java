package dev.watertight.spotbugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import dev.watertight.rules.SpotBugsNames;
import edu.umd.cs.findbugs.FindBugs2;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The generated files, against SpotBugs' schemas and the catalogue. */
class DescriptorsTest {
  private static Path file(String name) throws Exception {
    URL classes = WatertightDetector.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(classes.toURI()).resolve(name);
  }

  private static Document xml(String name) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(file(name).toFile());
  }

  private static Map<String, Element> patterns(String name) throws Exception {
    NodeList nodes = xml(name).getElementsByTagName("BugPattern");
    Map<String, Element> patterns = new TreeMap<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      patterns.put(element.getAttribute("type"), element);
    }
    return patterns;
  }

  @Test
  void followTheSchemas() throws Exception {
    for (String[] pair :
        new String[][] {
          {"findbugs.xml", "findbugsplugin.xsd"}, {"messages.xml", "messagecollection.xsd"}
        }) {
      SchemaFactory.newDefaultInstance()
          .newSchema(FindBugs2.class.getResource("/" + pair[1]))
          .newValidator()
          .validate(new StreamSource(file(pair[0]).toFile()));
    }
  }

  @Test
  void everyRuleIsAPattern() throws Exception {
    Map<String, Element> declared = patterns("findbugs.xml");
    Map<String, Element> told = patterns("messages.xml");
    List<Rule> rules = Catalogue.load().rules();
    assertEquals(rules.size(), declared.size());
    assertEquals(declared.keySet(), told.keySet());
    Element detector = (Element) xml("findbugs.xml").getElementsByTagName("Detector").item(0);
    assertEquals(WatertightDetector.class.getName(), detector.getAttribute("class"));
    assertEquals(String.join(",", inOrder(rules)), detector.getAttribute("reports"));
    for (Rule rule : rules) {
      String type = SpotBugsNames.type(rule.id());
      assertEquals(Integer.toString(rule.cwe()), declared.get(type).getAttribute("cweid"));
      assertEquals(SpotBugsNames.CATEGORY, declared.get(type).getAttribute("category"));
      assertEquals(rule.summary(), text(told.get(type), "ShortDescription"));
    }
  }

  private static List<String> inOrder(List<Rule> rules) {
    return rules.stream().map(rule -> SpotBugsNames.type(rule.id())).toList();
  }

  private static String text(Element pattern, String child) {
    return pattern.getElementsByTagName(child).item(0).getTextContent();
  }

  @Test
  void detailsArePageText() throws Exception {
    String details =
        text(patterns("messages.xml").get("WATERTIGHT_UNBOUNDED_STATIC_COLLECTION"), "Details");
    assertTrue(details.contains("<h2>The problem</h2>"), details);
    assertTrue(details.contains("Map&lt;String, Set&lt;String&gt;&gt;"), details);
    assertFalse(details.contains("<h1>"), details);
  }

  @Test
  void ranksAreRelativeToTheCategory() throws Exception {
    assertEquals("+3 BugKind WT", Files.readString(file("bugrank.txt")).strip());
  }
}
