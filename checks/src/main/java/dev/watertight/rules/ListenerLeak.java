package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.RegistrationVerdict;
import dev.watertight.analysis.Verdict;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.findings.Step.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What registers at something that lives longer stays there after its own end. */
@AutoService(Rule.class)
public final class ListenerLeak implements Rule {
  private static final int MOST_NAMES = 3;

  @Override
  public String id() {
    return "ListenerLeak";
  }

  @Override
  public String summary() {
    return "A listener, subscription or task is registered at something that lives longer and"
        + " never unregistered";
  }

  @Override
  public Family family() {
    return Family.REGISTRATION;
  }

  @Override
  public int precedence() {
    return 60;
  }

  @Override
  public Optional<Finding> judge(Verdict verdict) {
    return verdict instanceof RegistrationVerdict registration
        ? Optional.of(tell(registration))
        : Optional.empty();
  }

  private Finding tell(RegistrationVerdict verdict) {
    Place at = verdict.at();
    List<Step> chain = new ArrayList<>();
    if (verdict.from() != null) {
      chain.add(
          new Step(
              Role.BEGINS,
              verdict.from(),
              Telling.method(verdict.from()) + " hands the " + verdict.kept() + " over"));
    }
    chain.add(new Step(Role.STORED, at, registers(verdict)));
    chain.add(
        new Step(
            Role.HOLDER,
            new Place(at.file(), 0, at.className(), at.member()),
            "the " + verdict.publisher() + " " + verdict.life()));
    for (Place found : verdict.found()) {
      chain.add(new Step(Role.RELEASE_FOUND, found, Telling.method(found) + " " + found(verdict)));
    }
    for (Place end : verdict.ends()) {
      chain.add(
          new Step(Role.RELEASE_EXPECTED, end, Telling.method(end) + " does not unregister it"));
    }
    if (verdict.leaves() != null) {
      chain.add(
          new Step(
              Role.RELEASE_EXPECTED,
              verdict.leaves(),
              verdict.fault() == RegistrationVerdict.Fault.GUARDED
                  ? "unregistered only where " + verdict.exit()
                  : verdict.exit() + " leaves without unregistering"));
    }
    return new Finding(
        id(),
        family(),
        verdict.confidence(),
        verdict.owner(),
        verdict.member(),
        verdict.failedEnd(),
        at,
        message(verdict),
        chain,
        List.of(at.qualifiedMember()),
        List.of(),
        advice(verdict),
        0);
  }

  private static String registers(RegistrationVerdict verdict) {
    return Telling.method(verdict.at())
        + " registers the "
        + verdict.kept()
        + " by "
        + verdict.registers()
        + " with the "
        + verdict.publisher();
  }

  private static String found(RegistrationVerdict verdict) {
    return switch (verdict.fault()) {
      case FRESH -> "passes another object, which was never registered";
      case DEAD -> "would unregister it, but nothing calls it";
      case SKIPPED, GUARDED, WRONG_END, NEVER, DISCARDED -> "unregisters it";
    };
  }

  private static String message(RegistrationVerdict verdict) {
    String registered = registers(verdict) + ", which " + verdict.life();
    String stays = ", so that every " + verdict.kept() + " stays there";
    return switch (verdict.fault()) {
      case NEVER ->
          registered
              + ", and "
              + (verdict.ends().isEmpty()
                  ? "nothing unregisters it"
                  : "neither " + ends(verdict) + " nor anything else unregisters it")
              + stays;
      case DISCARDED ->
          registered + ", and nobody keeps the result, with which one could undo it" + stays;
      case DEAD -> registered + ", and nothing calls what would unregister it" + stays;
      case FRESH ->
          registered
              + ", but "
              + Telling.method(verdict.found().get(0))
              + " unregisters another object than the one that was registered"
              + stays;
      case SKIPPED ->
          registered
              + ", but "
              + verdict.exit()
              + " (line "
              + verdict.leaves().line()
              + ") leads out before it is unregistered";
      case GUARDED ->
          registered
              + ", but it is unregistered only where "
              + verdict.exit()
              + " (line "
              + verdict.leaves().line()
              + "), which registering does not ask for";
      case WRONG_END ->
          registered
              + ", but it is unregistered in "
              + ends(verdict)
              + " only, which need not be called; "
              + verdict.failedEnd().substring(verdict.failedEnd().indexOf(':') + 1)
              + " always is";
    };
  }

  private static String ends(RegistrationVerdict verdict) {
    List<String> names = new ArrayList<>();
    for (Place end : verdict.ends()) {
      if (names.size() < MOST_NAMES && !names.contains(Telling.method(end))) {
        names.add(Telling.method(end));
      }
    }
    return String.join(" nor ", names);
  }

  private static String advice(RegistrationVerdict verdict) {
    String undo =
        verdict.releases().isEmpty()
            ? "what undoes it"
            : String.join(
                " or ",
                verdict.releases().subList(0, Math.min(MOST_NAMES, verdict.releases().size())));
    return switch (verdict.fault()) {
      case NEVER, DEAD -> "Call " + undo + " where the life of the " + verdict.kept() + " ends";
      case DISCARDED ->
          "Keep the result, and call " + undo + " where the life of the registrant ends";
      case FRESH -> "Keep the listener in a field, and register and unregister that";
      case GUARDED -> "Unregister outside that condition";
      case SKIPPED -> "Unregister in a finally block";
      case WRONG_END ->
          "Unregister in " + verdict.failedEnd().substring(verdict.failedEnd().indexOf(':') + 1);
    };
  }
}
