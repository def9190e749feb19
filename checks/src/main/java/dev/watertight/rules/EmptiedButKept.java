package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.Optional;

/** Nested containers whose inner part empties while the outer entry stays. */
@AutoService(Rule.class)
public final class EmptiedButKept implements ContainerRule {
  @Override
  public String id() {
    return "EmptiedButKept";
  }

  @Override
  public String summary() {
    return "The inner collection is emptied, the entry that holds it stays";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public int precedence() {
    return 25;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    return verdict
        .defect(Defect.InnerOnly.class)
        .map(
            defect ->
                new Telling(this, verdict, defect)
                    .found(
                        defect.innerRemoval(),
                        Telling.method(defect.innerRemoval())
                            + " removes from a value of it, not from it")
                    .tell(
                        "the "
                            + Telling.subject(verdict)
                            + " keeps an entry for every key: "
                            + Telling.method(defect.innerRemoval())
                            + " removes from the value only, and the emptied value stays",
                        "Remove the key when its value has become empty, with computeIfPresent"
                            + " returning null, say"));
  }
}
