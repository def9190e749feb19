package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fix;
import dev.watertight.findings.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A removal that an exception, an early return or another kind of close skips. */
@AutoService(Rule.class)
public final class RemovalMissingOnPath implements ContainerRule {
  @Override
  public String id() {
    return "RemovalMissingOnPath";
  }

  @Override
  public String summary() {
    return "A way out of the activity skips the removal";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public int precedence() {
    return 40;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    Optional<Finding> skipped =
        verdict
            .defect(Defect.SkippedOnPath.class)
            .map(
                defect ->
                    new Telling(this, verdict, defect)
                        .found(
                            defect.removal(),
                            Telling.method(defect.removal()) + " removes on the normal way")
                        .expected(defect.leaves(), defect.exit() + " leaves without removing")
                        .fix(inFinally(verdict, defect))
                        .tell(
                            "what "
                                + Telling.method(verdict.growth().get(0))
                                + " adds to the "
                                + Telling.subject(verdict)
                                + " stays there when "
                                + defect.exit()
                                + " (line "
                                + defect.leaves().line()
                                + ") leads out before the removal",
                            "Remove in a finally block, or in the handler that leaves"));
    if (skipped.isPresent()) {
      return skipped;
    }
    return verdict
        .defect(Defect.IteratedNotEmptied.class)
        .map(
            defect ->
                new Telling(this, verdict, defect)
                    .expected(
                        defect.iteration(),
                        Telling.method(defect.iteration()) + " should empty it after the loop")
                    .tell(
                        Telling.method(defect.iteration())
                            + " goes through the "
                            + Telling.subject(verdict)
                            + " but leaves every entry in it",
                        "Clear it after the loop"));
  }

  /** Certain where one addition of the same method is in front of the removal. */
  private static Fix inFinally(ContainerVerdict verdict, Defect.SkippedOnPath defect) {
    Place removal = defect.removal();
    List<Place> before = new ArrayList<>();
    for (Place growth : verdict.growth()) {
      if (growth.className().equals(removal.className())
          && growth.member().equals(removal.member())
          && growth.line() < removal.line()) {
        before.add(growth);
      }
    }
    return before.size() == 1
        ? new Fix.ReleaseInFinally(before.get(0), removal, Telling.name(verdict))
        : null;
  }
}
