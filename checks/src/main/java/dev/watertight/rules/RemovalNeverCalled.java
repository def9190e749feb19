package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.Optional;

/** A remover that no live code calls. */
@AutoService(Rule.class)
public final class RemovalNeverCalled implements ContainerRule {
  @Override
  public String id() {
    return "RemovalNeverCalled";
  }

  @Override
  public String summary() {
    return "The only code that removes is never called";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public int precedence() {
    return 60;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    Optional<Finding> dead =
        verdict
            .defect(Defect.DeadRemover.class)
            .map(
                defect ->
                    new Telling(this, verdict, defect)
                        .found(defect.remover(), defect.reason())
                        .tell(
                            "the "
                                + Telling.subject(verdict)
                                + " is emptied by "
                                + Telling.method(defect.remover())
                                + " only, and "
                                + defect.reason(),
                            "See to it that "
                                + Telling.method(defect.remover())
                                + " runs when what the entry stands for ends"));
    return dead.isPresent()
        ? dead
        : verdict
            .defect(Defect.EndedInPlace.class)
            .map(
                defect ->
                    new Telling(this, verdict, defect)
                        .expected(
                            defect.ended(),
                            Telling.method(defect.ended()) + " should take the entry out")
                        .tell(
                            Telling.method(defect.ended())
                                + " ends what it finds in the "
                                + Telling.subject(verdict)
                                + " but leaves the entry there, and nothing else removes it",
                            "Remove the entry where it is only looked up"));
  }
}
