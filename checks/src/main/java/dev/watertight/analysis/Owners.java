package dev.watertight.analysis;

import dev.watertight.analysis.Holdings.Held;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;

/** What an object is a property of, so that whoever holds the one holds the other. */
final class Owners {
  private static final int DEEPEST = 6;

  private final Holdings holdings;
  private final StrongFields fields;

  Owners(Holdings holdings, StrongFields fields) {
    this.holdings = holdings;
    this.fields = fields;
  }

  /**
   * The object itself, as what a helper was given that may return just that, then what it is a
   * property of, as far as fields and getters show.
   */
  List<Held> of(MethodModel method, Value value) {
    List<Held> result = new ArrayList<>();
    owners(method, new Held(value, List.of(), null), 0, result);
    return result;
  }

  private void owners(MethodModel method, Held property, int depth, List<Held> out) {
    Value value = property.value();
    if (value == null || depth > DEEPEST) {
      return;
    }
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        owners(method, new Held(member, property.through(), null), depth + 1, out);
      }
      return;
    }
    out.add(property);
    if (value instanceof Value.FieldRead read && read.receiver() != null) {
      owner(method, read.receiver(), read.field(), property, depth, out);
    }
    Event.Invoke call = value instanceof Value.Result ? method.body().invoke(value) : null;
    for (MethodModel target : call == null ? List.<MethodModel>of() : holdings.targets(call)) {
      FieldRef field =
          target.body() != null && call.arguments().isEmpty() ? property(target.body()) : null;
      if (field != null && call.receiver() != null) {
        owner(method, call.receiver(), field, property, depth, out);
      }
      for (Held returned : holdings.returned(target)) {
        if (returned.through().isEmpty() && returned.value() instanceof Value.Param param) {
          Value given = Holdings.argument(call, param.index());
          owners(method, new Held(given, property.through(), null), depth + 1, out);
        }
      }
    }
  }

  private void owner(
      MethodModel method, Value owner, FieldRef field, Held property, int depth, List<Held> out) {
    if (fields.isLasting(field)) {
      List<String> through = new ArrayList<>();
      through.add(fields.name(field));
      through.addAll(property.through());
      owners(method, new Held(owner, through, null), depth + 1, out);
    }
  }

  /** The field of its own object that a getter returns, or null. */
  private static FieldRef property(Body body) {
    FieldRef result = null;
    for (Event event : body.events()) {
      if (event instanceof Event.Return exit) {
        if (!(exit.value() instanceof Value.FieldRead read)
            || !(read.receiver() instanceof Value.This)
            || (result != null && !result.equals(read.field()))) {
          return null;
        }
        result = read.field();
      }
    }
    return result;
  }
}
