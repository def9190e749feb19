package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.Optional;

/** A collection of a bean, servlet, enum constant or other long-lived object that only grows. */
@AutoService(Rule.class)
public final class UnboundedSingletonCollection implements ContainerRule {
  @Override
  public String id() {
    return "UnboundedSingletonCollection";
  }

  @Override
  public String summary() {
    return "A collection of a long-lived object gains entries and never loses one";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public int precedence() {
    return 91;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    if (verdict.container().field().isStatic()) {
      return Optional.empty();
    }
    return Unbounded.judge(this, verdict);
  }
}
