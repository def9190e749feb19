package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ImmortalVerdict;
import dev.watertight.analysis.Verdict;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fix;
import dev.watertight.findings.Kept;
import dev.watertight.findings.Step;
import dev.watertight.findings.Step.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session whose time-out is switched off lives until somebody ends it by hand. */
@AutoService(Rule.class)
public final class ImmortalSession implements Rule {
  @Override
  public String id() {
    return "ImmortalSession";
  }

  @Override
  public String summary() {
    return "A session is told never to time out";
  }

  @Override
  public Family family() {
    return Family.SESSION;
  }

  @Override
  public int precedence() {
    return 10;
  }

  @Override
  public int cwe() {
    return 613;
  }

  @Override
  public Optional<Finding> judge(Verdict verdict) {
    return verdict instanceof ImmortalVerdict immortal
        ? Optional.of(tell(immortal))
        : Optional.empty();
  }

  private Finding tell(ImmortalVerdict verdict) {
    List<Step> chain = new ArrayList<>();
    chain.add(
        new Step(
            Role.STORED,
            verdict.given(),
            Telling.method(verdict.given()) + " gives the time-out " + verdict.value()));
    boolean here = verdict.set().equals(verdict.given());
    if (!here) {
      chain.add(
          new Step(
              Role.HOLDER,
              verdict.set(),
              Telling.method(verdict.set()) + " passes it to " + verdict.setter()));
    }
    String through = here ? "" : " through " + Telling.method(verdict.set());
    return new Finding(
        id(),
        family(),
        verdict.confidence(),
        verdict.given().className(),
        verdict.given().member(),
        "timeout",
        verdict.given(),
        Telling.method(verdict.given())
            + " calls "
            + verdict.setter()
            + through
            + " with "
            + verdict.value()
            + ", so that "
            + consequence(verdict.owner()),
        chain,
        List.of(verdict.given().qualifiedMember()),
        List.of(),
        "Give it a time-out that fits its use",
        0,
        new Kept(verdict.owner(), null, null, "never times out"),
        here && !verdict.setter().startsWith("new ")
            ? new Fix.DropCall(verdict.set(), verdict.setter())
            : null);
  }

  private static String consequence(String owner) {
    return owner.endsWith("Session") || owner.endsWith("Emitter")
        ? "the " + owner + " never times out and stays, with all it holds, until somebody ends it"
        : "what the "
            + owner
            + " keeps never times out and stays, with all it holds, until somebody ends it";
  }
}
