package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Confidence;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import dev.watertight.model.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Entered under the id of a session and removed by the id that it has when it ends, while the
 * application changes ids in between and nothing moves the entry.
 */
final class SessionIdDefects {
  private static final int FARTHEST = 3;

  /** Where the application changes ids of such sessions. */
  private record Change(Entry entry, MethodModel method) {}

  private final Scene scene;
  private List<Change> changes;
  private List<MethodModel> told;
  private Programs programs;

  SessionIdDefects(Scene scene) {
    this.scene = scene;
  }

  List<Defect> of(ContainerFacts facts, HolderLife life) {
    if (!life.isLong()
        || !facts.hasKeyedRelease()
        || scene.world().kind() == World.Kind.PART
        || grownById(facts).isEmpty()) {
      return List.of();
    }
    Operation removal = removalAtEnd(facts);
    if (removal == null || isMoved(facts)) {
      return List.of();
    }
    for (Operation growth : grownById(facts)) {
      for (Change change : changes()) {
        if (concerns(change, idOf(growth.key()), facts) && !comesFirst(change, growth)) {
          return List.of(defect(facts, growth, removal, change));
        }
      }
    }
    return List.of();
  }

  private Defect defect(ContainerFacts facts, Operation growth, Operation removal, Change change) {
    boolean library = scene.world().kind() == World.Kind.LIBRARY;
    return new Defect.IdChangeIgnored(
        library ? Confidence.POSSIBLE : ContainerJudge.confidence(facts),
        "session-id-change",
        Site.of(scene.hierarchy(), growth),
        Site.of(scene.hierarchy(), removal),
        Site.of(scene.hierarchy(), change.method(), line(change)),
        listener(change.entry()));
  }

  private int line(Change change) {
    for (Event event : events(change.method())) {
      if (event instanceof Event.Invoke call && isChange(call, change.entry())) {
        return call.line();
      }
    }
    return change.method().line();
  }

  /** {@code HttpSessionIdListener.sessionIdChanged}, or null where nothing tells of the change. */
  private String listener(Entry change) {
    for (Entry entry : scene.lookup().all("session-id-change")) {
      if (entry.has("tells") && !Collections.disjoint(entry.names("of"), change.names("of"))) {
        return Types.simpleName(entry.type()) + "." + entry.member();
      }
    }
    return null;
  }

  private List<Operation> grownById(ContainerFacts facts) {
    List<Operation> result = new ArrayList<>();
    for (Operation growth : facts.growth()) {
      if (idOf(growth.key()) != null) {
        result.add(growth);
      }
    }
    return result;
  }

  /** The removal by id when a session ends; null where something else removes as well. */
  private Operation removalAtEnd(ContainerFacts facts) {
    Operation result = null;
    for (Operation release : facts.releases()) {
      if (release.kind() == Kind.SHRINK && idOf(release.key()) != null) {
        for (MethodModel method : scene.calls().reaching(List.of(release.method()))) {
          for (Role role : scene.lives().roles(method)) {
            if (role.phase() == Phase.SWEEP) {
              return null;
            }
            if (role.phase() == Phase.END && role.of().equals("session")) {
              result = release;
            }
          }
        }
      } else if (!scene.lives().has(release.method(), Phase.STOP)) {
        return null;
      }
    }
    return result;
  }

  /** Whether something that is told of a change, or a mover made for that, sees to the entry. */
  private boolean isMoved(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      if (facts.releasing().contains(growth.method())) {
        return true;
      }
    }
    Set<MethodModel> reached = scene.calls().reachable(told());
    for (MethodModel method : facts.releasing()) {
      if (reached.contains(method)) {
        return true;
      }
    }
    return false;
  }

  private boolean concerns(Change change, Entry id, ContainerFacts facts) {
    ClassModel type = scene.hierarchy().declaring(change.method());
    if (Collections.disjoint(change.entry().names("of"), id.names("of"))
        || !programs().areOne(type.name(), facts.container().ref().owner())) {
      return false;
    }
    Set<MethodModel> cleaning = facts.leadsToRelease(scene.calls());
    return Collections.disjoint(
        scene.calls().reaching(List.of(change.method()), FARTHEST), cleaning);
  }

  /** Whether the id is changed before the entry is made: both in a login, in that order. */
  private boolean comesFirst(Change change, Operation growth) {
    for (Supply.Source source : scene.supply().sources(growth)) {
      if (source.role().of().equals("user")) {
        return true;
      }
    }
    Set<MethodModel> changing = scene.calls().reaching(List.of(change.method()), FARTHEST);
    Set<MethodModel> growing = scene.calls().reaching(List.of(growth.method()), FARTHEST);
    for (MethodModel method : growing) {
      for (Role role : scene.lives().roles(method)) {
        if (role.phase() == Phase.BEGIN && role.of().equals("user") && !changing.contains(method)) {
          return true; // who logs in has the id already that stays
        }
      }
      if (changing.contains(method)) {
        return first(method, changing, change) < first(method, growing, growth);
      }
    }
    return false;
  }

  private int first(MethodModel method, Set<MethodModel> changing, Change change) {
    for (Event event : events(method)) {
      if (event instanceof Event.Invoke call
          && ((method == change.method() && isChange(call, change.entry()))
              || leads(call, changing))) {
        return event.id();
      }
    }
    return Integer.MAX_VALUE;
  }

  private int first(MethodModel method, Set<MethodModel> growing, Operation growth) {
    for (Event event : events(method)) {
      if (event == growth.event() || (event instanceof Event.Invoke call && leads(call, growing))) {
        return event.id();
      }
    }
    return Integer.MAX_VALUE;
  }

  private boolean leads(Event.Invoke call, Set<MethodModel> to) {
    for (MethodModel target : scene.hierarchy().targets(call.method(), Locator.isVirtual(call))) {
      if (to.contains(target)) {
        return true;
      }
    }
    return false;
  }

  private boolean isChange(Event.Invoke call, Entry entry) {
    return entry.equals(scene.lookup().first("session-id-change", call.method()));
  }

  private List<Change> changes() {
    if (changes == null) {
      collect();
    }
    return changes;
  }

  private List<MethodModel> told() {
    if (told == null) {
      collect();
    }
    return told;
  }

  private void collect() {
    List<Change> found = new ArrayList<>();
    told = new ArrayList<>();
    boolean prevented = false;
    for (ClassModel type : scene.world().classes()) {
      for (MethodModel method : type.methods()) {
        Entry own = scene.lookup().first("session-id-change", method.ref());
        if (own != null && own.has("tells")) {
          told.add(method);
        } else if (own != null) {
          continue; // a request that passes the call on, whoever makes it
        }
        for (MethodRef call : method.index().calls()) {
          Entry entry = scene.lookup().first("session-id-change", call);
          if (entry == null) {
            continue;
          }
          prevented |= entry.has("prevents");
          if (entry.has("tells")) {
            told.add(method);
          } else if (entry.has("changes")) {
            found.add(new Change(entry, method));
          }
        }
      }
    }
    boolean off = prevented;
    found.removeIf(change -> off && change.entry().has("default"));
    changes = List.copyOf(found);
  }

  private Programs programs() {
    if (programs == null) {
      programs = new Programs(scene.world());
    }
    return programs;
  }

  /** What is known of the accessor that the key is the result of, where that is a session's id. */
  private Entry idOf(Operand key) {
    return key == null ? null : idOf(key.method(), key.value(), 0);
  }

  private Entry idOf(MethodModel method, Value value, int hops) {
    if (value instanceof Value.Convert convert) {
      return idOf(method, convert.operand(), hops);
    }
    if (value instanceof Value.Param param && hops < FARTHEST) {
      return idGiven(method, param.index(), hops);
    }
    Event.Invoke call = method.body() == null ? null : method.body().invoke(value);
    return call == null ? null : scene.lookup().first("session-id", call.method());
  }

  /** What all callers hand to that parameter, if it is the same. */
  private Entry idGiven(MethodModel method, int index, int hops) {
    Entry result = null;
    for (MethodModel caller : scene.calls().callers(method)) {
      for (Event event : events(caller)) {
        if (event instanceof Event.Invoke call
            && call.arguments().size() > index
            && call.method().name().equals(method.name())
            && leads(call, Set.of(method))) {
          Entry id = idOf(caller, call.arguments().get(index), hops + 1);
          if (id == null || (result != null && !result.names("of").equals(id.names("of")))) {
            return null;
          }
          result = id;
        }
      }
    }
    return result;
  }

  private static List<Event> events(MethodModel method) {
    Body body = method.body();
    return body == null ? List.of() : body.events();
  }
}
