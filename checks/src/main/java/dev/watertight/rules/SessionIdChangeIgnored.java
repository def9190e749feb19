package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.Optional;

/** Entered under a session's id, which a login changes; the entry stays under the old one. */
@AutoService(Rule.class)
public final class SessionIdChangeIgnored implements ContainerRule {
  @Override
  public String id() {
    return "SessionIdChangeIgnored";
  }

  @Override
  public String summary() {
    return "Kept under the id of a session, which changes, and nothing moves the entry";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  /** After the rules that miss a removal: here it is there, for another id. */
  @Override
  public int precedence() {
    return 35;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    return verdict
        .defect(Defect.IdChangeIgnored.class)
        .map(
            defect -> {
              String removes = Telling.method(defect.removal());
              String changes = Telling.method(defect.change());
              return new Telling(this, verdict, defect)
                  .found(
                      defect.removal(), removes + " removes, by the id that the session has then")
                  .expected(
                      defect.change(),
                      changes + " changes the id; the entry should move to the new one")
                  .tell(
                      Telling.method(defect.at())
                          + " adds to the "
                          + Telling.subject(verdict)
                          + ", which "
                          + verdict.holderLife().reason()
                          + ", under the id of a session; "
                          + changes
                          + " (line "
                          + defect.change().line()
                          + ") changes that id, so that "
                          + removes
                          + " does not find the entry when the session ends",
                      (defect.listener() == null
                              ? "Move the entry when the id changes"
                              : "Move the entry in " + defect.listener())
                          + ", or keep what belongs to a session in the session");
            });
  }
}
