package dev.watertight.maven;

import dev.watertight.knowledge.Entry;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.maven.report.Pages;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Explains: the page of a rule, what is known of a type, or why a member of this build is or is not
 * reported. Without any of them lists the rules. For a member it is called as {@code mvn compile
 * watertight:explain -Dwatertight.member=Class.member}.
 */
@Mojo(
    name = "explain",
    aggregator = true,
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class ExplainMojo extends ReactorMojo {
  /** A rule, by its id or another of its names. */
  @Parameter(property = "watertight.rule")
  private String rule;

  /** A type, by its full name, such as {@code java.util.Map}. */
  @Parameter(property = "watertight.type")
  private String type;

  /** A member of this build, such as {@code pkg.Class.member}; the package may be left out. */
  @Parameter(property = "watertight.member")
  private String member;

  @Override
  void run(Inspector inspector) throws MojoExecutionException {
    boolean asked = false;
    if (given(rule)) {
      explainRule();
      asked = true;
    }
    if (given(type)) {
      explainType(inspector.knowledge());
      asked = true;
    }
    if (given(member)) {
      explainMember(inspector);
      asked = true;
    }
    if (!asked) {
      listRules();
    }
  }

  private static boolean given(String value) {
    return value != null && !value.isBlank();
  }

  private void explainRule() {
    Catalogue catalogue = Catalogue.load();
    String id = settingsParser().id("rule", rule);
    catalogue.find(id).map(Pages::whole).orElse("").lines().forEach(getLog()::info);
  }

  private void explainType(Knowledge knowledge) {
    String name = type.strip().replace('/', '.');
    List<Entry> entries =
        knowledge.all().stream()
            .filter(entry -> entry.type().replace('/', '.').equals(name))
            .toList();
    if (entries.isEmpty()) {
      getLog()
          .info(
              "Nothing is known of "
                  + name
                  + " itself; what is known of its supertypes holds for it. To teach it:"
                  + " watertight.knowledge");
    }
    for (Entry entry : entries) {
      StringBuilder line = new StringBuilder(entry.verb()).append(' ').append(entry.subject());
      entry
          .attributes()
          .forEach(
              (attribute, value) ->
                  line.append(' ').append(value.isEmpty() ? attribute : attribute + "=" + value));
      getLog().info(line + "  (" + entry.place() + ")");
    }
  }

  private void explainMember(Inspector inspector) throws MojoExecutionException {
    List<ModuleJob> modules = compiled("explain");
    if (modules.isEmpty()) {
      throw new MojoExecutionException(
          "Watertight: there are no classes here to explain a member of; call it in a project, or"
              + " use audit with -Dexplain="
              + member);
    }
    inspector.explain(program(modules), member.strip()).forEach(getLog()::info);
  }

  private void listRules() {
    for (Rule each : Catalogue.load().rules()) {
      getLog().info(each.id() + ": " + each.summary());
    }
    getLog()
        .info(
            "More of one: -Dwatertight.rule=RuleId; of a type: -Dwatertight.type=java.util.Map; of"
                + " a member: -Dwatertight.member=Class.member");
  }
}
