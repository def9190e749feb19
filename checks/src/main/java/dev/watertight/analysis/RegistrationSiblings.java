package dev.watertight.analysis;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the program itself says of a registration's end: others that are made beside it are undone,
 * or it is undone under a condition that the registration does not ask for. Either tells that the
 * publisher lives longer, whatever else is known of it.
 */
final class RegistrationSiblings {
  /** A type test of a field that must hold for an event to come. */
  private record Test(FieldRef field, String type) {}

  private final Scene scene;
  private final RegistrationReleases releases;
  private final Publishers publishers;
  private final Map<MethodModel, List<Registration>> byOrigin = new HashMap<>();

  RegistrationSiblings(
      Scene scene,
      Registrations registrations,
      RegistrationReleases releases,
      Publishers publishers) {
    this.scene = scene;
    this.releases = releases;
    this.publishers = publishers;
    for (Registration each : registrations.all()) {
      byOrigin.computeIfAbsent(each.origin(), k -> new ArrayList<>()).add(each);
    }
  }

  /**
   * Methods that undo what the same method registers in the same way with the same publisher; empty
   * where fewer than two are undone, since one may have an end of its own.
   */
  List<MethodModel> undoing(Registration registration, Publisher publisher) {
    Set<MethodModel> result = new LinkedHashSet<>();
    int undone = 0;
    for (Registration other : byOrigin.get(registration.origin())) {
      if (other != registration
          && other.pair().releases().equals(registration.pair().releases())
          && isSamePublisher(registration, other)) {
        boolean live = false;
        for (Release release : releases.of(other, publisher)) {
          if (release.method() != registration.origin() && scene.calls().isLive(release.method())) {
            result.add(release.method());
            live = true;
          }
        }
        undone += live ? 1 : 0;
      }
    }
    return undone < 2 ? List.of() : List.copyOf(result);
  }

  private boolean isSamePublisher(Registration one, Registration other) {
    return publishers.isSame(
        new Operand(one.method(), one.publisher()),
        new Operand(other.method(), other.publisher()),
        false);
  }

  /**
   * The test that every release depends on and the registration does not; null where some release
   * comes without one.
   */
  RegistrationPaths.Gap guard(Registration registration, List<Release> undone) {
    Set<Test> asked = new LinkedHashSet<>();
    asked.addAll(tests(registration.origin(), registration.from()).keySet());
    asked.addAll(tests(registration.method(), registration.call()).keySet());
    for (MethodModel caller : scene.calls().callers(registration.origin())) {
      asked.addAll(testsAtCalls(caller, registration.origin()));
    }
    RegistrationPaths.Gap result = null;
    for (Release release : undone) {
      RegistrationPaths.Gap gap = null;
      for (Map.Entry<Test, Event> test : tests(release.method(), release.event()).entrySet()) {
        if (!asked.contains(test.getKey()) && !isAboutSubject(registration, test.getKey())) {
          gap =
              new RegistrationPaths.Gap(
                  "guard",
                  Site.of(scene.hierarchy(), release.method(), test.getValue().line()),
                  test.getKey().field().name() + " is a " + Types.simpleName(test.getKey().type()));
        }
      }
      if (gap == null) {
        return null;
      }
      result = result == null ? gap : result;
    }
    return result;
  }

  /** A test of the publisher or of the listener says what can be registered at all. */
  private boolean isAboutSubject(Registration registration, Test test) {
    return isRead(registration.publisher(), test.field())
        || isRead(registration.listener(), test.field());
  }

  private boolean isRead(Value value, FieldRef field) {
    return value instanceof Value.FieldRead read
        && scene.hierarchy().resolve(read.field()).equals(field);
  }

  private Set<Test> testsAtCalls(MethodModel caller, MethodModel callee) {
    Set<Test> result = new LinkedHashSet<>();
    if (caller.body() != null) {
      for (Event event : caller.body().events()) {
        if (event instanceof Event.Invoke call
            && scene.hierarchy().targets(call.method(), Locator.isVirtual(call)).contains(callee)) {
          result.addAll(tests(caller, call).keySet());
        }
      }
    }
    return result;
  }

  private Map<Test, Event> tests(MethodModel method, Event event) {
    Map<Test, Event> result = new LinkedHashMap<>();
    Body body = method.body();
    if (body == null || !body.pathsKnown()) {
      return result;
    }
    for (Event each : body.events()) {
      if (each instanceof Event.Branch branch
          && branch.condition() instanceof Value.InstanceOf tested
          && tested.operand() instanceof Value.FieldRead read
          && !(read.receiver() instanceof Value.Param)
          && Paths.needsEdge(body, branch.id(), 0, event.id())) {
        result.put(new Test(scene.hierarchy().resolve(read.field()), tested.tested()), branch);
      }
    }
    return result;
  }
}
