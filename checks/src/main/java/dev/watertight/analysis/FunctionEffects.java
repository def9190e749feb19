package dev.watertight.analysis;

import dev.watertight.analysis.Location.ParameterRoot;
import dev.watertight.analysis.Location.ThisRoot;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What lambdas and method references do to containers when whoever takes them runs them. */
final class FunctionEffects {
  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final Locator locator;
  private final Effects effects;

  FunctionEffects(Hierarchy hierarchy, Lookup lookup, Locator locator, Effects effects) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
    this.locator = locator;
    this.effects = effects;
  }

  /**
   * Adds the operations that the value, if it is a lambda or method reference, will do to what it
   * captured or is handed.
   *
   * @param entry what is known of the call that takes the function, or null
   * @param receivers the containers that the call is made on
   */
  void add(
      MethodModel method,
      Event event,
      Value value,
      Entry entry,
      Set<Location> receivers,
      List<Operation> out) {
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        add(method, event, member, entry, receivers, out);
      }
      return;
    }
    if (!(value instanceof Value.Lambda lambda)) {
      return;
    }
    if (lambda.reference()) {
      reference(method, event, lambda, receivers, out);
      return;
    }
    List<Value> leading = Arguments.parameters(lambda);
    int captured = leading.size();
    MethodModel body = hierarchy.resolve(lambda.implementation());
    if (body == null || body.body() == null) {
      return;
    }
    for (Operation inner : effects.of(body)) {
      Set<Location> bases = Set.of();
      if (inner.at().root() instanceof ThisRoot) {
        bases = locator.locate(method, lambda.captured().get(0));
      } else if (inner.at().root() instanceof ParameterRoot parameter) {
        int index = parameter.index();
        if (index < captured) {
          bases = locator.locate(method, leading.get(index));
        } else {
          boolean two = lambda.type().startsWith("Ljava/util/function/Bi");
          bases = handed(receivers, entry, index - captured, two);
        }
      }
      for (Location base : bases) {
        out.add(effects.lift(inner, inner.at().rooted(base), body, method, event, leading));
      }
    }
  }

  /** What a container method hands to the function that it is given. */
  private static Set<Location> handed(
      Set<Location> receivers, Entry entry, int position, boolean two) {
    Set<Location> result = new LinkedHashSet<>();
    if (entry != null && (entry.has("iterate") || entry.has("shrink") || entry.has("compute"))) {
      for (Location receiver : receivers) {
        if (!two) {
          result.add(Locator.element(receiver));
        } else if (position == 1) {
          result.add(receiver.element());
        }
      }
    }
    return result;
  }

  /** {@code ids.forEach(map::remove)} and {@code map.values().forEach(Set::clear)}. */
  private void reference(
      MethodModel method,
      Event event,
      Value.Lambda lambda,
      Set<Location> receivers,
      List<Operation> out) {
    Set<Location> places = new LinkedHashSet<>();
    if (!lambda.captured().isEmpty()) {
      places.addAll(locator.locate(method, lambda.captured().get(0)));
    } else {
      receivers.forEach(receiver -> places.add(Locator.element(receiver)));
    }
    Entry referred = lookup.first("method", lambda.implementation());
    MethodModel body = hierarchy.resolve(lambda.implementation());
    for (Location at : places) {
      if (referred != null) {
        effects.apply(method, event, referred, at, List.of(), out);
      } else if (body != null) {
        for (Operation inner : effects.of(body)) {
          if (inner.at().root() instanceof ThisRoot) {
            out.add(effects.lift(inner, inner.at().rooted(at), body, method, event, List.of()));
          }
        }
      }
    }
  }
}
