package dev.watertight.errorprone;

import com.google.errorprone.BugPattern;
import dev.watertight.analysis.Verdict;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.rules.Catalogue;
import dev.watertight.rules.Rule;
import java.util.List;
import java.util.Optional;

/** A check over a rule that always fails. */
@BugPattern(summary = "Fails on purpose", severity = BugPattern.SeverityLevel.WARNING)
public final class ExplodingCheck extends AbstractCheck {
  private static final long serialVersionUID = 1L;

  /** Made by Error Prone. */
  public ExplodingCheck() {
    super(Catalogue.of(List.of(new Exploding())));
  }

  private static final class Exploding implements Rule {
    @Override
    public String id() {
      return "ExplodingCheck";
    }

    @Override
    public String summary() {
      return "Fails on purpose";
    }

    @Override
    public Family family() {
      return Family.RETENTION;
    }

    @Override
    public int precedence() {
      return 0;
    }

    @Override
    public Optional<Finding> judge(Verdict verdict) {
      throw new IllegalStateException("on purpose");
    }
  }
}
