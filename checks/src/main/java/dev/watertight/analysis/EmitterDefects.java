package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object that takes callbacks for its end is entered into a container; those that remove are
 * handed to ends that need not come, none to the one that always comes.
 */
final class EmitterDefects {
  /** A call that is handed a lambda which removes. */
  private record Handing(MethodModel creator, Event.Invoke call, Entry end) {}

  private final Scene scene;

  EmitterDefects(Scene scene) {
    this.scene = scene;
  }

  List<Defect> of(ContainerFacts facts, HolderLife life) {
    if (!life.isLong() || !facts.hasKeyedRelease()) {
      return List.of();
    }
    List<Handing> handings = handings(facts);
    if (handings.isEmpty()) {
      return List.of();
    }
    Handing first = handings.get(0);
    Entry last = last(first.end());
    TreeSet<String> passing = new TreeSet<>();
    for (Handing handing : handings) {
      if (handing.creator() != first.creator()
          || !handing.end().type().equals(first.end().type())) {
        return List.of();
      }
      passing.add(handing.end().member());
    }
    if (last == null || !growsIn(facts, first.creator())) {
      return List.of();
    }
    return List.of(
        new Defect.EndNotOverridden(
            ContainerJudge.confidence(facts),
            "given:" + last.member(),
            last.get("of"),
            first.creator().name(),
            Site.of(scene.hierarchy(), first.creator(), first.creator().line()),
            List.copyOf(passing),
            Site.of(scene.hierarchy(), first.creator(), first.call().line()),
            Types.simpleName(last.type()),
            last.member(),
            Defect.EndNotOverridden.Lack.NOT_GIVEN));
  }

  /** All ways to a removal, where all of them are lambdas for ends that need not come. */
  private List<Handing> handings(ContainerFacts facts) {
    List<Handing> result = new ArrayList<>();
    Set<MethodModel> seen = new LinkedHashSet<>();
    for (MethodModel method : facts.releasing()) {
      if (!scene.lives().has(method, Phase.STOP)) {
        seen.add(method);
      }
    }
    Deque<MethodModel> work = new ArrayDeque<>(seen);
    while (!work.isEmpty()) {
      MethodModel method = work.poll();
      List<MethodModel> callers = scene.calls().callers(method);
      if (callers.isEmpty()) {
        return List.of();
      }
      for (MethodModel caller : callers) {
        if (method.isLambdaBody()) {
          Handing handing = handing(caller, method);
          if (handing == null || handing.end().has("guaranteed")) {
            return List.of();
          }
          result.add(handing);
        } else if (seen.add(caller)) {
          work.add(caller);
        }
      }
    }
    return result;
  }

  private Handing handing(MethodModel creator, MethodModel lambda) {
    if (creator.body() == null) {
      return null;
    }
    for (Event event : creator.body().events()) {
      if (event instanceof Event.Invoke call) {
        for (Value argument : call.arguments()) {
          if (argument instanceof Value.Lambda value
              && value.implementation().equals(lambda.ref())) {
            Entry end = scene.lookup().first("life", call.method());
            return end == null || !end.get("phase").equals("end")
                ? null
                : new Handing(creator, call, end);
          }
        }
      }
    }
    return null;
  }

  /** The end of the same type that always comes. */
  private Entry last(Entry end) {
    for (Entry entry : scene.lookup().all("life")) {
      if (entry.type().equals(end.type())
          && entry.member() != null
          && entry.get("phase").equals("end")
          && entry.has("guaranteed")) {
        return entry;
      }
    }
    return null;
  }

  private static boolean growsIn(ContainerFacts facts, MethodModel method) {
    for (Operation growth : facts.growth()) {
      if (growth.method() == method) {
        return true;
      }
    }
    return false;
  }
}
