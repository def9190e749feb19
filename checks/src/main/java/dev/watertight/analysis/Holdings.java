package dev.watertight.analysis;

import dev.watertight.findings.Place;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What an object is seen to hold strongly: what its constructor, its factory, its setters or the
 * lambda that it is put into its fields, what was added to it.
 */
final class Holdings {
  /**
   * Something that an object holds.
   *
   * @param value what is held, in the body that the object was asked about in
   * @param through what leads there, from the object on; empty where it is the object itself
   * @param at where it is stored; null where it is the object itself
   */
  record Held(Value value, List<String> through, Place at) {
    Held {
      through = List.copyOf(through);
    }

    /** What is held by something that is itself held. */
    Held behind(Held outer) {
      List<String> all = new ArrayList<>(outer.through);
      all.addAll(through);
      return new Held(value, all, at == null ? outer.at : at);
    }
  }

  private static final int DEEPEST = 6;

  /** Looking at more bodies than this tells nothing new of one object. */
  private static final int MOST_BODIES = 200;

  private static final int MOST_TARGETS = 4;

  private final Scene scene;
  private final StrongFields fields;
  private int bodies;

  Holdings(Scene scene, StrongFields fields) {
    this.scene = scene;
    this.fields = fields;
  }

  /** The object itself, and what it holds; nothing where it is a weak or soft reference. */
  List<Held> of(MethodModel method, Value value) {
    bodies = 0;
    return held(method, value, 0);
  }

  /**
   * What the method returns, or what that holds, in terms of the method's own parameters.
   *
   * @param method a judged method
   */
  List<Held> returned(MethodModel method) {
    bodies = 0;
    return returned(method, 0);
  }

  /**
   * How an object keeps what this method of it, or constructor, is given; null where it does not.
   */
  Held kept(MethodModel method, int parameter) {
    bodies = 0;
    return kept(method, parameter, 0);
  }

  private List<Held> held(MethodModel method, Value value, int depth) {
    List<Held> result = new ArrayList<>();
    if (method.body() != null) {
      collect(method, value, depth, result);
    }
    return result;
  }

  private void collect(MethodModel method, Value value, int depth, List<Held> out) {
    if (value == null || depth > DEEPEST || fields.isReference(value.type())) {
      return;
    }
    if (value instanceof Value.Union union) {
      for (Value member : union.values()) {
        collect(method, member, depth + 1, out);
      }
      return;
    }
    out.add(new Held(value, List.of(), null));
    if (value instanceof Value.New created) {
      made(method, created, depth, out);
      given(method, value, depth, out);
    } else if (value instanceof Value.Result) {
      called(method, method.body().invoke(value), depth, out);
      given(method, value, depth, out);
    } else if (value instanceof Value.Param
        || (value instanceof Value.This && method.isConstructor())) {
      given(method, value, depth, out);
    } else if (value instanceof Value.Lambda lambda) {
      Held by = new Held(value, List.of("a lambda"), null);
      for (Value captured : lambda.captured()) {
        behind(by, method, captured, depth, out);
      }
    } else if (value instanceof Value.NewArray) {
      Held by = new Held(value, List.of("an array"), null);
      for (Event event : method.body().events()) {
        if (event instanceof Event.ArrayStore store && store.array().equals(value)) {
          behind(by, method, store.value(), depth, out);
        }
      }
    }
  }

  /** Adds what a value is and holds, behind that through which it is held. */
  private void behind(Held by, MethodModel method, Value value, int depth, List<Held> out) {
    for (Held inner : held(method, value, depth + 1)) {
      out.add(inner.behind(by));
    }
  }

  private void made(MethodModel method, Value.New created, int depth, List<Held> out) {
    Event.Invoke call = method.body().invoke(created);
    if (call == null) {
      return;
    }
    MethodModel constructor = scene.hierarchy().resolve(call.method());
    if (constructor != null && scene.hierarchy().declaring(constructor) != null) {
      for (int i = 0; i < call.arguments().size(); i++) {
        Held kept = mayHold(call.arguments().get(i)) ? kept(constructor, i, depth + 1) : null;
        if (kept != null) {
          behind(kept, method, call.arguments().get(i), depth, out);
        }
      }
      Value around = new Value.This("L" + method.ref().owner() + ";");
      if (!method.isStatic()
          && usesOuter(scene.hierarchy().declaring(constructor), around.type())) {
        Held by = new Held(created, List.of("the instance that it belongs to"), null);
        behind(by, method, around, depth, out);
      }
    } else {
      known(method, call, depth, out);
    }
  }

  /** What knowledge says that a call keeps in what it makes. */
  private boolean known(MethodModel method, Event.Invoke call, int depth, List<Held> out) {
    List<Entry> entries = scene.lookup().of("keeps", call.method());
    for (Entry entry : entries) {
      int index = entry.index("what");
      Value what = index < 0 ? call.receiver() : argument(call, index);
      behind(by(method, call), method, what, depth, out);
    }
    if (!entries.isEmpty()) {
      return true;
    }
    Entry create = scene.lookup().first("create", call.method());
    if (create != null && create.has("immutable") && !create.has("from")) {
      for (Value argument : call.arguments()) {
        behind(by(method, call), method, argument, depth, out);
      }
      return true;
    }
    Entry wrap = scene.lookup().first("wrap", call.method());
    if (wrap != null) {
      behind(by(method, call), method, argument(call, wrap.index("from")), depth, out);
    }
    return wrap != null;
  }

  private Held by(MethodModel method, Event.Invoke call) {
    String name = Types.simpleName(call.method().owner());
    if (!call.method().name().equals("<init>")) {
      name += "." + call.method().name();
    }
    return new Held(null, List.of(name), Site.of(scene.hierarchy(), method, call.line()));
  }

  static Value argument(Event.Invoke call, int index) {
    return index >= 0 && index < call.arguments().size() ? call.arguments().get(index) : null;
  }

  /** What a call returns: what all that it may run agree on. */
  private void called(MethodModel method, Event.Invoke call, int depth, List<Held> out) {
    if (call == null || known(method, call, depth, out)) {
      return;
    }
    List<MethodModel> targets = scene.hierarchy().targets(call.method(), Locator.isVirtual(call));
    List<Held> agreed = null;
    int seen = 0;
    for (MethodModel target : targets) {
      if (target.isAbstract()) {
        continue;
      }
      if (++seen > MOST_TARGETS) {
        return;
      }
      List<Held> returned = returned(target, depth + 1);
      if (agreed == null) {
        agreed = returned;
      } else {
        agreed = common(agreed, returned);
      }
    }
    if (agreed == null) {
      return;
    }
    for (Held inner : agreed) {
      if (inner.value() instanceof Value.FieldRead read
          && read.receiver() instanceof Value.This
          && call.receiver() != null) {
        moved(inner, read, method, call.receiver(), depth, out);
        continue;
      }
      Value here =
          inner.value() instanceof Value.Param param
              ? argument(call, param.index())
              : inner.value() instanceof Value.This ? call.receiver() : null;
      if (here != null) {
        behind(inner, method, here, depth, out);
      }
    }
  }

  /** What a method takes from a field of its object: what a builder was given, say. */
  private void moved(
      Held inner, Value.FieldRead read, MethodModel method, Value from, int depth, List<Held> out) {
    String field = fields.name(read.field());
    for (Held held : held(method, from, depth + 1)) {
      if (!held.through().isEmpty() && held.through().get(0).equals(field)) {
        List<String> rest = held.through().subList(1, held.through().size());
        out.add(new Held(held.value(), rest, held.at()).behind(inner));
      }
    }
  }

  private static List<Held> common(List<Held> one, List<Held> other) {
    List<Held> result = new ArrayList<>();
    for (Held each : one) {
      for (Held match : other) {
        if (Identity.same(each.value(), match.value())) {
          result.add(each);
          break;
        }
      }
    }
    return result;
  }

  private List<Held> returned(MethodModel method, int depth) {
    List<Held> result = new ArrayList<>();
    if (depth > DEEPEST || ++bodies > MOST_BODIES || method.body() == null) {
      return result;
    }
    for (Event event : method.body().events()) {
      if (event instanceof Event.Return exit) {
        collect(method, exit.value(), depth + 1, result);
      }
    }
    return result;
  }

  /** What is stored in the object elsewhere in the body: by assignments, setters, additions. */
  private void given(MethodModel method, Value object, int depth, List<Held> out) {
    for (Event event : method.body().events()) {
      if (event instanceof Event.Put put
          && put.receiver() != null
          && Identity.same(object, put.receiver())) {
        Held by = put(method, put);
        if (by != null && mayHold(put.value())) {
          behind(by, method, put.value(), depth, out);
        }
      } else if (event instanceof Event.Invoke call
          && !(object instanceof Value.New created && created.event() == call.id())) {
        if (call.receiver() != null && Identity.same(object, call.receiver())) {
          handed(method, call, depth, out);
        }
        passed(method, object, call, depth, out);
      }
    }
  }

  /** What a helper stores in the object that it is passed, of what it is passed besides. */
  private void passed(
      MethodModel method, Value object, Event.Invoke call, int depth, List<Held> out) {
    for (int i = 0; i < call.arguments().size() && call.arguments().size() > 1; i++) {
      Value argument = call.arguments().get(i);
      if (!Identity.same(object, argument)) {
        continue;
      }
      for (MethodModel target : targets(call)) {
        if (depth >= DEEPEST || ++bodies > MOST_BODIES) {
          return;
        }
        for (Held inner : held(target, new Value.Param(i, argument.type()), depth + 1)) {
          if (!inner.through().isEmpty() && inner.value() instanceof Value.Param param) {
            behind(inner, method, argument(call, param.index()), depth, out);
          }
        }
      }
    }
  }

  /** What a call on an object leaves in it. */
  private void handed(MethodModel method, Event.Invoke call, int depth, List<Held> out) {
    Entry entry = scene.lookup().first("method", call.method());
    if (entry != null) {
      if (entry.has("grow") && !fields.isWeak(call.method().owner())) {
        Held by =
            new Held(null, List.of("its entries"), Site.of(scene.hierarchy(), method, call.line()));
        behind(by, method, argument(call, entry.index("value")), depth, out);
        behind(by, method, argument(call, entry.index("key")), depth, out);
      }
      return;
    }
    if (call.method().name().equals("<init>") && known(method, call, depth, out)) {
      return;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      if (mayHold(call.arguments().get(i))) {
        for (MethodModel target : targets(call)) {
          Held kept = kept(target, i, depth + 1);
          if (kept != null) {
            behind(kept, method, call.arguments().get(i), depth, out);
          }
        }
      }
    }
  }

  /** What a call runs where that is one method; nothing where it may be several. */
  List<MethodModel> targets(Event.Invoke call) {
    List<MethodModel> targets = scene.hierarchy().targets(call.method(), Locator.isVirtual(call));
    return targets.size() == 1 ? targets : List.of();
  }

  private Held kept(MethodModel method, int parameter, int depth) {
    if (depth > DEEPEST || ++bodies > MOST_BODIES || method.isStatic() || method.body() == null) {
      return null;
    }
    for (Event event : method.body().events()) {
      Held found = null;
      if (event instanceof Event.Put put && put.receiver() instanceof Value.This) {
        Held by = put(method, put);
        if (by != null && mayHold(put.value())) {
          found = find(parameter, by, method, put.value(), depth);
        }
      } else if (event instanceof Event.Invoke call) {
        found = keptByCall(method, call, parameter, depth);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Held keptByCall(MethodModel method, Event.Invoke call, int parameter, int depth) {
    if (call.receiver() instanceof Value.This) {
      List<Held> left = new ArrayList<>();
      handed(method, call, depth, left);
      return parameter(parameter, left);
    }
    if (call.receiver() instanceof Value.FieldRead read
        && read.receiver() instanceof Value.This
        && fields.isStrong(read.field())) {
      Entry entry = scene.lookup().first("method", call.method());
      if (entry != null && entry.has("grow") && !fields.isWeak(call.method().owner())) {
        Held by =
            new Held(
                null,
                List.of(fields.name(read.field())),
                Site.of(scene.hierarchy(), method, call.line()));
        Held value = find(parameter, by, method, argument(call, entry.index("value")), depth);
        return value != null
            ? value
            : find(parameter, by, method, argument(call, entry.index("key")), depth);
      }
    }
    return null;
  }

  private Held find(int parameter, Held by, MethodModel method, Value value, int depth) {
    List<Held> all = new ArrayList<>();
    if (value != null) {
      behind(by, method, value, depth, all);
    }
    return parameter(parameter, all);
  }

  private static Held parameter(int index, List<Held> among) {
    for (Held each : among) {
      if (each.value() instanceof Value.Param param && param.index() == index) {
        return each;
      }
    }
    return null;
  }

  /** The link that an assignment makes; null where the field does not hold for good. */
  private Held put(MethodModel method, Event.Put put) {
    if (!fields.isStrong(put.field())) {
      return null;
    }
    return new Held(
        null, List.of(fields.name(put.field())), Site.of(scene.hierarchy(), method, put.line()));
  }

  private static boolean mayHold(Value value) {
    return !Types.isPrimitive(value.type()) && !(value instanceof Value.Const);
  }

  /** Whether instances need the one around them: a compiler leaves it out where they do not. */
  private static boolean usesOuter(ClassModel type, String around) {
    if (type.outerClass() == null && type.enclosingMethod() == null) {
      return false;
    }
    for (MethodModel method : type.methods()) {
      if (method.body() == null || method.isStatic()) {
        continue;
      }
      for (Event event : method.body().events()) {
        for (Value operand : Arguments.operands(event)) {
          if (isOuter(operand, around)) {
            return true;
          }
        }
        Value besides =
            event instanceof Event.Put put
                ? put.receiver()
                : event instanceof Event.Branch branch ? branch.condition() : null;
        if (besides != null && isOuter(besides, around)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOuter(Value value, String around) {
    if (value instanceof Value.FieldRead read) {
      return read.receiver() != null && isOuter(read.receiver(), around);
    }
    List<Value> parts =
        value instanceof Value.Lambda lambda
            ? lambda.captured()
            : value instanceof Value.Union union
                ? union.values()
                : value instanceof Value.Computed computed
                    ? computed.operands()
                    : value instanceof Value.Convert convert
                        ? List.of(convert.operand())
                        : List.of();
    for (Value part : parts) {
      if (isOuter(part, around)) {
        return true;
      }
    }
    return value instanceof Value.Outer outer && outer.type().equals(around);
  }
}
