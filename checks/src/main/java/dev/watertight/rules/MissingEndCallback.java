package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.Optional;

/** Removed in callbacks that need not come; the one that always comes last is not overridden. */
@AutoService(Rule.class)
public final class MissingEndCallback implements ContainerRule {
  @Override
  public String id() {
    return "MissingEndCallback";
  }

  @Override
  public String summary() {
    return "Removed in callbacks that need not come, the one that always comes is left out";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  /** Says more than that an end does not remove, so it speaks before that rule. */
  @Override
  public int precedence() {
    return 28;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    return verdict
        .defect(Defect.EndNotOverridden.class)
        .map(
            defect -> {
              String passing = String.join(" and ", defect.passing());
              boolean many = defect.passing().size() > 1;
              return new Telling(this, verdict, defect)
                  .begins(defect.beginAt(), "a " + defect.life() + " begins in " + defect.begin())
                  .found(
                      defect.removal(),
                      Telling.method(defect.removal()) + " removes, but need not come")
                  .expected(null, lacks(defect) + ", which comes at every end")
                  .tell(
                      "for every "
                          + defect.life()
                          + ", "
                          + defect.begin()
                          + " adds to the "
                          + Telling.subject(verdict)
                          + ", which "
                          + verdict.holderLife().reason()
                          + "; only "
                          + passing
                          + (many ? " remove" : " removes")
                          + " the entry, and "
                          + (many ? "they need" : "it need")
                          + " not come, while "
                          + lacks(defect),
                      "Remove the entry in "
                          + defect.last()
                          + " of "
                          + defect.type()
                          + ", which comes at every end of the "
                          + defect.life());
            });
  }

  private static String lacks(Defect.EndNotOverridden defect) {
    return switch (defect.lack()) {
      case EMPTY -> defect.last() + " of " + defect.type() + " is empty";
      case NOT_GIVEN -> defect.last() + " of " + defect.type() + " is given nothing that removes";
      case NOT_OVERRIDDEN ->
          defect.last().startsWith("@")
              ? defect.type() + " has no method with " + defect.last()
              : defect.type() + " does not override " + defect.last();
    };
  }
}
