package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.Optional;

/** Left over: grows, is never read, never shrinks. */
@AutoService(Rule.class)
public final class WriteOnlyCollection implements ContainerRule {
  @Override
  public String id() {
    return "WriteOnlyCollection";
  }

  @Override
  public String summary() {
    return "A collection is only ever added to";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public int precedence() {
    return 70;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    return verdict
        .defect(Defect.WriteOnly.class)
        .map(
            defect ->
                new Telling(this, verdict, defect)
                    .tell(
                        "the "
                            + Telling.subject(verdict)
                            + " is added to; nothing reads it, beyond asking whether it contains"
                            + " something, and nothing empties it",
                        "Delete it, or remove its entries where they end"));
  }
}
