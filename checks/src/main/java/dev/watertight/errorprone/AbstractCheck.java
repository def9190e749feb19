package dev.watertight.errorprone;

import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.CompilationUnitTreeMatcher;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.JCDiagnostic.SimpleDiagnosticPosition;
import dev.watertight.extract.javac.Guard;
import dev.watertight.findings.Fix;
import dev.watertight.fixes.FixWriter;
import dev.watertight.rules.Catalogue;

/**
 * What every check does: take from the analysis of the compilation what its rule says about the
 * file at hand. Subclasses carry the annotation that names the rule.
 */
public abstract class AbstractCheck extends BugChecker implements CompilationUnitTreeMatcher {
  private static final long serialVersionUID = 1L;

  private final transient Catalogue catalogue;

  /** A check of the catalogue's. */
  protected AbstractCheck() {
    this(null);
  }

  /** A check over given rules, for tests. */
  AbstractCheck(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public final Description matchCompilationUnit(CompilationUnitTree tree, VisitorState state) {
    JCCompilationUnit unit = (JCCompilationUnit) tree;
    Guard.orNull(
        () -> {
          report(unit, state);
          return null;
        },
        fault -> Notices.of(state.context).fault(canonicalName(), unit, fault));
    return Description.NO_MATCH;
  }

  private void report(JCCompilationUnit unit, VisitorState state) {
    CompilationAnalysis analysis =
        CompilationAnalysis.of(
            state.context,
            state.errorProneOptions().getFlags().getFlagsMap(),
            () -> catalogue == null ? Catalogue.load() : catalogue);
    for (CompilationAnalysis.Located each : analysis.findings(canonicalName(), unit)) {
      var place = each.place();
      var description =
          place.tree() == null
              ? buildDescription(new SimpleDiagnosticPosition(place.position()))
              : buildDescription(place.tree());
      state.reportMatch(
          description
              .setMessage(Wording.of(each.finding()))
              .addFix(guardedSuggestion(each.fix(), unit, state))
              .build());
    }
  }

  private SuggestedFix guardedSuggestion(Fix fix, JCCompilationUnit unit, VisitorState state) {
    SuggestedFix suggestion =
        fix == null
            ? null
            : Guard.orNull(
                () -> suggestion(fix, unit, state),
                fault -> Notices.of(state.context).fault(canonicalName(), unit, fault));
    return suggestion == null ? SuggestedFix.emptyFix() : suggestion;
  }

  /** The edits of a certain fix; empty where the text does not allow it. */
  private static SuggestedFix suggestion(Fix fix, JCCompilationUnit unit, VisitorState state) {
    CharSequence text = state.getSourceCode();
    if (text == null) {
      return SuggestedFix.emptyFix();
    }
    SuggestedFix.Builder suggestion = SuggestedFix.builder();
    FixWriter.edits(fix, new CompiledCode(text.toString(), unit, state))
        .ifPresent(
            edits ->
                edits.forEach(edit -> suggestion.replace(edit.start(), edit.end(), edit.text())));
    return suggestion.setShortDescription(fix.summary()).build();
  }
}
