package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import java.util.List;
import java.util.Optional;

/** Put at login, session creation or connection open; some end of that life does not remove. */
@AutoService(Rule.class)
public final class MissingRemovalOnSessionEnd implements ContainerRule {
  @Override
  public String id() {
    return "MissingRemovalOnSessionEnd";
  }

  @Override
  public List<String> alternativeNames() {
    return List.of("MissingRemovalOnLogout");
  }

  @Override
  public String summary() {
    return "Added when a session or connection begins, not removed at every end of it";
  }

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public int precedence() {
    return 30;
  }

  @Override
  public Optional<Finding> judge(ContainerVerdict verdict) {
    return verdict
        .defect(Defect.EndWithoutRemoval.class)
        .map(
            defect -> {
              Telling telling = new Telling(this, verdict, defect);
              telling.begins(
                  defect.beginAt(), "a " + defect.life() + " begins in " + defect.begin());
              for (Place release : verdict.releases()) {
                telling.found(release, Telling.method(release) + " removes");
              }
              if (defect.end() == null) {
                telling.expected(null, "nothing removes it when the " + defect.life() + " ends");
              } else {
                telling.expected(
                    defect.end(), Telling.method(defect.end()) + " should remove the entry");
              }
              return telling.tell(
                  "for every "
                      + defect.life()
                      + ", "
                      + defect.begin()
                      + " adds to the "
                      + Telling.subject(verdict)
                      + ", which "
                      + verdict.holderLife().reason()
                      + "; "
                      + missing(defect),
                  "Remove the entry at every end of the "
                      + defect.life()
                      + ", above all at the one that comes without the user doing anything");
            });
  }

  private static String missing(Defect.EndWithoutRemoval defect) {
    String ends = String.join(" and ", defect.ends());
    if (defect.ends().isEmpty()) {
      return "nothing removes the entry when the " + defect.life() + " ends";
    }
    boolean many = defect.ends().size() > 1;
    if (defect.covered().isEmpty()) {
      return ends + (many ? " do" : " does") + " not remove the entry";
    }
    return String.join(" and ", defect.covered())
        + (defect.covered().size() > 1 ? " remove" : " removes")
        + " the entry, "
        + ends
        + (many ? " do not" : " does not");
  }
}
