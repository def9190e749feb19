package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.List;
import java.util.Optional;

/** A static map, collection, queue or buffer that only grows. */
@AutoService(Rule.class)
public final class UnboundedStaticCollection implements ContainerRule {
  @Override
  public String id() {
    return "UnboundedStaticCollection";
  }

  @Override
  public List<String> alternativeNames() {
    return List.of("UnboundedStaticMap");
  }

  @Override
  public String summary() {
    return "A static collection gains entries and never loses one";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public int precedence() {
    return 90;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    if (!verdict.container().field().isStatic()) {
      return Optional.empty();
    }
    return Unbounded.judge(this, verdict);
  }
}
