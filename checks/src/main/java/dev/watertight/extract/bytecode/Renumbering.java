package dev.watertight.extract.bytecode;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replaces positions of instructions by the ids of their events. */
final class Renumbering {
  private final Frames frames;
  private final Map<Integer, Integer> ids = new HashMap<>();

  /**
   * @param order positions of the instructions that have events, by id
   */
  Renumbering(Frames frames, List<Integer> order) {
    this.frames = frames;
    for (int i = 0; i < order.size(); i++) {
      ids.put(order.get(i), i);
    }
  }

  /** The edges as ids. */
  int[] edges(int[] targets) {
    int[] result = new int[targets.length];
    for (int i = 0; i < targets.length; i++) {
      result[i] = targets[i] < 0 ? Body.EXIT : ids.get(targets[i]);
    }
    return result;
  }

  /** The event of that id with all that it uses. */
  Event event(int id, Event event) {
    if (event instanceof Event.Invoke e) {
      return new Event.Invoke(
          id,
          e.line(),
          e.dispatch(),
          e.method(),
          v(e.receiver()),
          all(e.arguments()),
          e.resultUsed());
    }
    if (event instanceof Event.Put e) {
      return new Event.Put(id, e.line(), e.field(), v(e.receiver()), v(e.value()));
    }
    if (event instanceof Event.ArrayStore e) {
      return new Event.ArrayStore(id, e.line(), v(e.array()), v(e.index()), v(e.value()));
    }
    if (event instanceof Event.Branch e) {
      return new Event.Branch(id, e.line(), v(e.condition()));
    }
    if (event instanceof Event.Catch e) {
      return new Event.Catch(id, e.line(), e.types());
    }
    if (event instanceof Event.Return e) {
      return new Event.Return(id, e.line(), v(e.value()));
    }
    Event.Throw e = (Event.Throw) event;
    return new Event.Throw(id, e.line(), v(e.value()));
  }

  private List<Value> all(List<Value> values) {
    List<Value> result = new ArrayList<>(values.size());
    for (Value value : values) {
      result.add(v(value));
    }
    return result;
  }

  /** The value with instructions replaced by events. */
  private Value v(Value value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Value.Result x) {
      Integer id = ids.get(x.event());
      return id == null ? new Value.Unknown(x.type()) : new Value.Result(id, x.type());
    }
    if (value instanceof Value.New x) {
      Integer id = ids.get(frames.constructorOf(x.event()));
      return new Value.New(id == null ? -1 : id, x.type());
    }
    if (value instanceof Value.Caught x) {
      Integer id = ids.get(x.event());
      return new Value.Caught(id == null ? -1 : id, x.type());
    }
    if (value instanceof Value.FieldRead x) {
      return x.receiver() == null ? x : new Value.FieldRead(x.field(), v(x.receiver()), x.type());
    }
    if (value instanceof Value.ArrayElement x) {
      return new Value.ArrayElement(v(x.array()), x.type());
    }
    if (value instanceof Value.Union x) {
      return new Value.Union(all(x.values()), x.type());
    }
    if (value instanceof Value.Computed x) {
      return new Value.Computed(x.operation(), all(x.operands()), x.type());
    }
    if (value instanceof Value.Convert x) {
      return new Value.Convert(v(x.operand()), x.type());
    }
    if (value instanceof Value.InstanceOf x) {
      return new Value.InstanceOf(v(x.operand()), x.tested(), x.type());
    }
    if (value instanceof Value.Lambda x) {
      return new Value.Lambda(
          x.type(),
          x.interfaceMethod(),
          x.implementation(),
          all(x.captured()),
          x.reference(),
          x.implementationStatic());
    }
    return value;
  }
}
