package dev.watertight.errorprone;

import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import dev.watertight.extract.javac.JavacWorld;
import dev.watertight.extract.javac.Places;
import dev.watertight.findings.BaselineComparison;
import dev.watertight.findings.BaselineComparison.Judged;
import dev.watertight.findings.BaselineComparison.Scope;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fix;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Inspection;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The findings of one compilation, made when the first check asks and kept in javac's context for
 * the others.
 */
final class CompilationAnalysis {
  /**
   * A finding and where to report it.
   *
   * @param fix what repairs it in the same file; null where nothing is certain to
   */
  record Located(Finding finding, Places.Found place, Fix fix) {}

  private static final Context.Key<CompilationAnalysis> KEY = new Context.Key<>();

  private final Context context;
  private final Catalogue catalogue;
  private final Map<String, String> flags;
  private final boolean whole;
  private final Map<JCCompilationUnit, List<Located>> byUnit = new HashMap<>();
  private final Set<JCCompilationUnit> judgedAlone = new HashSet<>();
  private PluginOptions options;
  private boolean done;

  private CompilationAnalysis(Context context, Map<String, String> flags, Catalogue catalogue) {
    this.context = context;
    this.flags = flags;
    this.catalogue = catalogue;
    this.whole = JavacWorld.seesWholeCompilation(context);
  }

  static CompilationAnalysis of(
      Context context, Map<String, String> flags, Supplier<Catalogue> catalogue) {
    CompilationAnalysis known = context.get(KEY);
    if (known == null) {
      known = new CompilationAnalysis(context, flags, catalogue.get());
      context.put(KEY, known);
    }
    return known;
  }

  /** What a rule says about a file, in the order of lines. */
  List<Located> findings(String rule, JCCompilationUnit unit) {
    if (!done) {
      done = whole; // set first: a fault of ours is not repeated for every check and file
      if (whole) {
        judge(
            unit,
            () ->
                options.world() == null
                    ? JavacWorld.ofCompilation(context)
                    : JavacWorld.ofCompilation(context, options.world()));
      } else if (judgedAlone.add(unit)) {
        Notices.of(context)
            .note(
                "every file is judged by itself, since classes are attributed one by one;"
                    + " -XDcompilePolicy=simple lets it see the whole compilation",
                unit);
        judge(unit, () -> JavacWorld.ofUnit(context, unit));
      }
    }
    List<Located> result = new ArrayList<>();
    for (Located each : byUnit.getOrDefault(unit, List.of())) {
      if (each.finding().ruleId().equals(rule)) {
        result.add(each);
      }
    }
    return result;
  }

  private void judge(JCCompilationUnit unit, Supplier<JavacWorld> source) {
    if (options == null) {
      try {
        options = PluginOptions.parse(flags, catalogue);
      } catch (PluginOptions.Wrong e) {
        done = true;
        Notices.of(context).mistake(e.getMessage(), unit);
        return;
      }
    }
    JavacWorld world = source.get();
    Inspection.Report report =
        Inspection.inspect(world, options.knowledge(), options.settings(), catalogue);
    Suppressions suppressions = new Suppressions(world, catalogue);
    Places places = new Places(world);
    for (Finding finding : violations(report.findings())) {
      Places.Found place = place(places, finding);
      if (place != null && !suppressions.cover(finding, place)) {
        byUnit
            .computeIfAbsent(place.unit(), k -> new ArrayList<>())
            .add(new Located(finding, place, inFile(place.unit(), finding.fix(), places)));
      }
    }
    tellFaults(report, world, unit);
  }

  private List<Finding> violations(List<Finding> findings) {
    if (options.baseline().entries().isEmpty()) {
      return findings; // no need for keys, dates and what the platform loads to make them
    }
    Scope scope = new Scope(null, false, name -> false, entry -> false);
    List<Finding> result = new ArrayList<>();
    for (Judged judged :
        BaselineComparison.of(
                options.baseline(), findings, scope, LocalDate.now(ZoneId.systemDefault()))
            .findings()) {
      if (judged.violation()) {
        result.add(judged.finding());
      }
    }
    return result;
  }

  /** Error Prone applies a fix to the file that it reports on, whatever the positions mean. */
  private static Fix inFile(JCCompilationUnit unit, Fix fix, Places places) {
    return fix != null && places.unit(fix.at().className()) == unit ? fix : null;
  }

  /** At the place; where that is in a class of an earlier compilation, at the holder. */
  private static Places.Found place(Places places, Finding finding) {
    Places.Found found =
        places.find(
            finding.place().className(),
            finding.place().member(),
            finding.place().line(),
            finding.subject());
    return found != null
        ? found
        : places.find(finding.holder(), finding.subject(), 0, finding.subject());
  }

  private void tellFaults(Inspection.Report report, JavacWorld world, JCCompilationUnit unit) {
    for (Inspection.Trouble trouble : report.troubles()) {
      Notices.of(context).fault(trouble.rule(), unit, trouble.what() + " on " + trouble.place());
    }
    for (JavacWorld.Skipped skipped : world.skipped()) {
      if (skipped.fault() != null) {
        Notices.of(context).fault("the extractor on " + skipped.place(), unit, skipped.fault());
      }
    }
  }
}
