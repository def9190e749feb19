package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.Optional;

/** A removal that cannot find what was added: another type, another accessor, another variable. */
@AutoService(Rule.class)
public final class RemovalWithWrongKey implements ContainerRule {
  @Override
  public String id() {
    return "RemovalWithWrongKey";
  }

  @Override
  public String summary() {
    return "The key of the removal can never be the key of the addition";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public int precedence() {
    return 10;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    return verdict
        .defect(Defect.WrongKey.class)
        .map(
            defect ->
                new Telling(this, verdict, defect)
                    .found(defect.at(), "uses " + defect.removedBy())
                    .fix(defect.fix())
                    .tell(
                        "entries of the "
                            + Telling.subject(verdict)
                            + " are added under "
                            + defect.grownBy()
                            + " but removed under "
                            + defect.removedBy()
                            + ", so the removal finds nothing",
                        "Remove with the key that the entry was added under"));
  }
}
