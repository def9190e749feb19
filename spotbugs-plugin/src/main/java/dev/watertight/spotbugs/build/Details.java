package dev.watertight.spotbugs.build;

import dev.watertight.rules.Rule;
import dev.watertight.rules.RulePage;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A rule's page as the HTML that SpotBugs shows beside a bug. */
final class Details {
  private final Parser parser =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .extensions(List.of(TablesExtension.create()))
          .escapeHtml(true)
          .sanitizeUrls(true)
          .build();

  /** All of the page but its title, which SpotBugs shows in another way. */
  String of(Rule rule) {
    Node page = parser.parse(RulePage.of(rule).markdown());
    page.getFirstChild().unlink();
    return renderer.render(page);
  }
}
