package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.OwnThreadVerdict;
import dev.watertight.analysis.Verdict;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.findings.Step.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The threads of a timer or executor stay when the object that made it for itself has ended. */
@AutoService(Rule.class)
public final class ExecutorNotShutDown implements Rule {
  @Override
  public String id() {
    return "ExecutorNotShutDown";
  }

  @Override
  public List<String> alternativeNames() {
    return List.of("TimerNotCancelled");
  }

  @Override
  public String summary() {
    return "An object makes a timer or executor for itself and does not stop it at its end";
  }

  @Override
  public Family family() {
    return Family.REGISTRATION;
  }

  @Override
  public int precedence() {
    return 70;
  }

  @Override
  public Optional<Finding> judge(Verdict verdict) {
    return verdict instanceof OwnThreadVerdict own ? Optional.of(tell(own)) : Optional.empty();
  }

  private Finding tell(OwnThreadVerdict verdict) {
    String name = verdict.type() + " " + verdict.field();
    List<Step> chain = new ArrayList<>();
    chain.add(
        new Step(Role.STORED, verdict.at(), Telling.method(verdict.at()) + " makes the " + name));
    chain.add(
        new Step(
            Role.HOLDER,
            new Place(verdict.at().file(), 0, verdict.owner(), verdict.field()),
            "its threads live until it is stopped, with all that their tasks hold"));
    List<String> ends = new ArrayList<>();
    for (Place end : verdict.ends()) {
      chain.add(new Step(Role.RELEASE_EXPECTED, end, Telling.method(end) + " does not stop it"));
      if (!ends.contains(end.member())) {
        ends.add(end.member());
      }
    }
    String stop = String.join(" or ", verdict.releases());
    return new Finding(
        id(),
        family(),
        verdict.confidence(),
        verdict.owner(),
        verdict.field(),
        "none",
        verdict.at(),
        Telling.method(verdict.at())
            + " makes the "
            + name
            + ", and "
            + (ends.isEmpty() ? "nothing" : "neither " + String.join(" nor ", ends))
            + (ends.isEmpty() ? "" : " nor anything else")
            + " stops it, so that its threads and what their tasks hold stay",
        chain,
        List.of(verdict.at().qualifiedMember()),
        List.of(),
        "Call " + stop + " where the life of the object ends",
        0);
  }
}
