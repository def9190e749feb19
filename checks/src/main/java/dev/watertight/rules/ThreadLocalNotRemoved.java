package dev.watertight.rules;

import com.google.auto.service.AutoService;
import dev.watertight.analysis.ThreadVerdict;
import dev.watertight.analysis.Verdict;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Kept;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.findings.Step.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a request or task leaves in a thread-local stays with the pool's thread. */
@AutoService(Rule.class)
public final class ThreadLocalNotRemoved implements Rule {
  @Override
  public String id() {
    return "ThreadLocalNotRemoved";
  }

  @Override
  public String summary() {
    return "A value set in a thread-local stays with the thread after the request or task";
  }

  @Override
  public Family family() {
    return Family.THREAD;
  }

  @Override
  public int precedence() {
    return 20;
  }

  @Override
  public Optional<Finding> judge(Verdict verdict) {
    return verdict instanceof ThreadVerdict thread ? Optional.of(tell(thread)) : Optional.empty();
  }

  private Finding tell(ThreadVerdict verdict) {
    List<Step> chain = new ArrayList<>();
    TreeSet<String> acquiring = new TreeSet<>();
    for (Place set : verdict.sets()) {
      chain.add(new Step(Role.STORED, set, Telling.method(set) + " sets the " + verdict.slot()));
      acquiring.add(set.qualifiedMember());
    }
    chain.add(
        new Step(
            Role.HOLDER,
            new Place(null, 0, verdict.owner(), verdict.member()),
            "the value lives as long as its thread, which a pool keeps"));
    for (Place release : verdict.releases()) {
      chain.add(new Step(Role.RELEASE_FOUND, release, Telling.method(release) + " lets it go"));
    }
    if (verdict.leaves() != null) {
      chain.add(
          new Step(Role.RELEASE_EXPECTED, verdict.leaves(), "not removed after " + verdict.exit()));
    }
    return new Finding(
        id(),
        family(),
        verdict.confidence(),
        verdict.owner(),
        verdict.member(),
        verdict.failedEnd(),
        verdict.at(),
        message(verdict),
        chain,
        List.copyOf(acquiring),
        List.of(),
        advice(verdict),
        0,
        new Kept(verdict.slot(), null, null, "lives as long as its thread, which a pool keeps"),
        verdict.fix());
  }

  private static String message(ThreadVerdict verdict) {
    String set = Telling.method(verdict.sets().get(0)) + " sets the " + verdict.slot();
    return switch (verdict.fault()) {
      case NEVER ->
          set + ", and nothing removes it, so that the value stays with the pool's thread";
      case BLANKED ->
          Telling.method(verdict.releases().get(0))
              + " sets the "
              + verdict.slot()
              + " to an empty value where remove() is meant, so that an entry stays in every"
              + " thread";
      case SKIPPED ->
          set
              + ", but "
              + verdict.exit()
              + " skips the removal, so that the value stays with the pool's thread";
      case WRONG_HOOK ->
          set
              + ", but it is removed in "
              + verdict.exit()
              + ", which is not called when the request fails; "
              + verdict.failedEnd()
              + " always is";
      case OTHER_THREAD ->
          set
              + " for every request, and only "
              + Telling.method(verdict.releases().get(0))
              + " removes it, on another thread and too late";
    };
  }

  private static String advice(ThreadVerdict verdict) {
    return switch (verdict.fault()) {
      case NEVER, SKIPPED, OTHER_THREAD ->
          "Call remove() in a finally block around the work that needs the value";
      case BLANKED -> "Call remove() instead";
      case WRONG_HOOK -> "Remove it in " + verdict.failedEnd();
    };
  }
}
