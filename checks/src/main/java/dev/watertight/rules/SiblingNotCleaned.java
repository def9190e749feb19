package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.Optional;

/** Containers filled together of which one exit cleans only some. */
@AutoService(Rule.class)
public final class SiblingNotCleaned implements ContainerRule {
  @Override
  public String id() {
    return "SiblingNotCleaned";
  }

  @Override
  public String summary() {
    return "Two collections are filled together and an exit cleans only one";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public int precedence() {
    return 20;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    Optional<Finding> left =
        verdict
            .defect(Defect.SiblingOnly.class)
            .map(
                defect ->
                    new Telling(this, verdict, defect)
                        .at(verdict.growth().get(0))
                        .fix(defect.fix())
                        .found(
                            defect.cleaned(),
                            Telling.method(defect.cleaned())
                                + " cleans "
                                + defect.sibling()
                                + " only")
                        .expected(
                            defect.cleaned(), Telling.name(verdict) + " should be cleaned here too")
                        .tell(
                            "the "
                                + Telling.subject(verdict)
                                + " is filled together with "
                                + defect.sibling()
                                + ", but "
                                + Telling.method(defect.cleaned())
                                + " (line "
                                + defect.cleaned().line()
                                + ") removes from "
                                + defect.sibling()
                                + " only",
                            "Remove from "
                                + Telling.name(verdict)
                                + " in "
                                + Telling.method(defect.cleaned())
                                + " as well"));
    return left.isPresent()
        ? left
        : verdict
            .defect(Defect.EvictedBeside.class)
            .map(
                defect ->
                    new Telling(this, verdict, defect)
                        .expected(
                            defect.filled(),
                            defect.sibling()
                                + " drops entries that "
                                + Telling.name(verdict)
                                + " keeps")
                        .tell(
                            "the "
                                + Telling.subject(verdict)
                                + " is filled together with "
                                + defect.sibling()
                                + ", which limits itself, and what that drops stays in "
                                + Telling.name(verdict),
                            "Remove the entry when " + defect.sibling() + " drops its own"));
  }
}
