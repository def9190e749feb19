package dev.watertight.extract.javac;

import dev.watertight.model.Bounds;
import dev.watertight.model.Event;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes values within bounds, so that no method makes them grow without end. What a loop assigns is
 * a placeholder until the loop is read; {@link #settle} puts the union of all that reaches it in.
 */
final class Values {
  private static final char PLACEHOLDER = '\0';

  /** What a local may hold where a loop begins. */
  final class Phi {
    private final String type;
    private final String refined;
    private final List<Value> inputs = new ArrayList<>(2);
    private final Value placeholder;
    private Value settled;
    private boolean settling;

    private Phi(String type, String refined) {
      this.type = type;
      this.refined = refined;
      this.placeholder = new Value.Unknown(PLACEHOLDER + Integer.toString(phis.size()));
      phis.add(this);
    }

    void add(Value input) {
      if (input != null) {
        inputs.add(input);
      }
    }

    Value placeholder() {
      return placeholder;
    }
  }

  private final List<Phi> phis = new ArrayList<>(0);

  Phi phi(String type) {
    return new Phi(type, null);
  }

  private static boolean isPlaceholder(Value value) {
    return value instanceof Value.Unknown unknown
        && !unknown.type().isEmpty()
        && unknown.type().charAt(0) == PLACEHOLDER;
  }

  private Phi phi(Value placeholder) {
    return phis.get(Integer.parseInt(placeholder.type().substring(1)));
  }

  boolean anyPlaceholders() {
    return !phis.isEmpty();
  }

  /** Either of two; a null is nothing. */
  Value either(Value one, Value two, String type) {
    if (one == null || one == two) {
      return two;
    }
    if (two == null || one.equals(two)) {
      return one;
    }
    Set<Value> members = new LinkedHashSet<>(Bounds.members(one));
    members.addAll(Bounds.members(two));
    return union(members, type);
  }

  private static Value union(Set<Value> members, String declared) {
    String type = null;
    for (Value member : members) {
      if ((member instanceof Value.Unknown && !isPlaceholder(member)) || Bounds.isDeepest(member)) {
        return new Value.Unknown(declared);
      }
      boolean isNull = member instanceof Value.Const constant && constant.value() == null;
      if (isPlaceholder(member)) {
        type = declared;
      } else if (!isNull) {
        type = type == null || type.equals(member.type()) ? member.type() : declared;
      }
    }
    if (members.size() == 1) {
      return members.iterator().next();
    }
    return members.size() > Bounds.WIDEST_UNION
        ? new Value.Unknown(declared)
        : new Value.Union(List.copyOf(members), type == null ? declared : type);
  }

  static Value unknown(String type) {
    return new Value.Unknown(type);
  }

  Value arithmetic(String operation, Value one, Value two, String type) {
    return Bounds.isOpen(one) || Bounds.isOpen(two)
        ? unknown(type)
        : Bounds.computed(operation, List.of(one, two), type);
  }

  /** The same value, known to be of that type. */
  Value refine(Value value, String type) {
    if (isPlaceholder(value)) {
      Phi phi = new Phi(type, type);
      phi.add(value);
      return phi.placeholder();
    }
    return Bounds.refined(value, type);
  }

  /** The event with all placeholders replaced. */
  Event settle(Event event) {
    if (event instanceof Event.Invoke e) {
      return new Event.Invoke(
          e.id(),
          e.line(),
          e.dispatch(),
          e.method(),
          v(e.receiver()),
          all(e.arguments()),
          e.resultUsed());
    }
    if (event instanceof Event.Put e) {
      return new Event.Put(e.id(), e.line(), e.field(), v(e.receiver()), v(e.value()));
    }
    if (event instanceof Event.ArrayStore e) {
      return new Event.ArrayStore(e.id(), e.line(), v(e.array()), v(e.index()), v(e.value()));
    }
    if (event instanceof Event.Branch e) {
      return new Event.Branch(e.id(), e.line(), v(e.condition()));
    }
    if (event instanceof Event.Return e) {
      return new Event.Return(e.id(), e.line(), v(e.value()));
    }
    if (event instanceof Event.Throw e) {
      return new Event.Throw(e.id(), e.line(), v(e.value()));
    }
    return event;
  }

  private List<Value> all(List<Value> values) {
    List<Value> result = null;
    for (int i = 0; i < values.size(); i++) {
      Value settled = v(values.get(i));
      if (settled != values.get(i) && result == null) {
        result = new ArrayList<>(values);
      }
      if (result != null) {
        result.set(i, settled);
      }
    }
    return result == null ? values : result;
  }

  private Value v(Value value) {
    if (isPlaceholder(value)) {
      return settle(phi(value));
    }
    if (value instanceof Value.FieldRead x) {
      Value receiver = v(x.receiver());
      return receiver == x.receiver() ? x : Bounds.fieldRead(x.field(), receiver, x.type());
    }
    if (value instanceof Value.ArrayElement x) {
      Value array = v(x.array());
      return array == x.array() ? x : Bounds.arrayElement(array, x.type());
    }
    if (value instanceof Value.Union x) {
      List<Value> members = all(x.values());
      if (members == x.values()) {
        return x;
      }
      Set<Value> flat = new LinkedHashSet<>();
      members.forEach(member -> flat.addAll(Bounds.members(member)));
      return union(flat, x.type());
    }
    if (value instanceof Value.Computed x) {
      List<Value> operands = all(x.operands());
      return operands == x.operands() ? x : Bounds.computed(x.operation(), operands, x.type());
    }
    if (value instanceof Value.Convert x) {
      Value operand = v(x.operand());
      return operand == x.operand() ? x : Bounds.convert(operand, x.type());
    }
    if (value instanceof Value.InstanceOf x) {
      Value operand = v(x.operand());
      return operand == x.operand() ? x : new Value.InstanceOf(operand, x.tested(), x.type());
    }
    if (value instanceof Value.Lambda x) {
      List<Value> captured = all(x.captured());
      return captured == x.captured()
          ? x
          : new Value.Lambda(
              x.type(),
              x.interfaceMethod(),
              x.implementation(),
              captured,
              x.reference(),
              x.implementationStatic());
    }
    return value;
  }

  private Value settle(Phi phi) {
    if (phi.settled != null) {
      return phi.settled;
    }
    if (phi.settling) {
      return new Value.Unknown(phi.type); // made of itself
    }
    phi.settling = true;
    Set<Value> leaves = new LinkedHashSet<>();
    collect(phi, new LinkedHashSet<>(), leaves);
    Set<Value> members = new LinkedHashSet<>();
    for (Value leaf : leaves) {
      members.addAll(Bounds.members(v(leaf)));
    }
    phi.settling = false;
    Value result = members.isEmpty() ? new Value.Unknown(phi.type) : union(members, phi.type);
    phi.settled = phi.refined == null ? result : Bounds.refined(result, phi.refined);
    return phi.settled;
  }

  /** Everything but placeholders that reaches a placeholder through others. */
  private void collect(Phi phi, Set<Phi> seen, Set<Value> leaves) {
    if (!seen.add(phi)) {
      return;
    }
    for (Value input : phi.inputs) {
      for (Value member : Bounds.members(input)) {
        if (isPlaceholder(member)) {
          collect(phi(member), seen, leaves);
        } else {
          leaves.add(member);
        }
      }
    }
  }
}
