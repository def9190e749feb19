package dev.watertight.extract.bytecode;

import dev.watertight.extract.bytecode.Frames.Slot;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** Makes the event graph of one method out of its instructions and their frames. */
final class BodyBuilder implements Opcodes {
  private static final String THROWABLE = "java/lang/Throwable";

  private final MethodShape shape;
  private final Accessors accessors;
  private final ToIntFunction<MethodInsnNode> hiddenArguments;
  private final BiPredicate<String, String> subtype;
  private final Frames frames;
  private final AbstractInsnNode[] insns;
  private final int[] lines;
  private Frame<Slot>[] states;
  private final List<TryCatchBlockNode> handlers = new ArrayList<>();
  private final Map<Integer, Event> raw = new LinkedHashMap<>();
  private final Map<Integer, Integer> ids = new HashMap<>();

  /**
   * @param hiddenArguments how many leading arguments of a constructor call the source lacks
   * @param subtype whether the first class is known to extend the second
   */
  BodyBuilder(
      MethodShape shape,
      Accessors accessors,
      ToIntFunction<MethodInsnNode> hiddenArguments,
      BiPredicate<String, String> subtype) {
    this.shape = shape;
    this.accessors = accessors;
    this.hiddenArguments = hiddenArguments;
    this.subtype = subtype;
    this.frames = new Frames(shape, accessors);
    this.insns = shape.method().instructions.toArray();
    this.lines = new int[insns.length];
    int line = 0;
    for (int i = 0; i < insns.length; i++) {
      if (insns[i] instanceof LineNumberNode number) {
        line = number.line;
      }
      lines[i] = line;
    }
  }

  Body build() throws AnalyzerException {
    states = frames.run();
    for (TryCatchBlockNode block : shape.method().tryCatchBlocks) {
      if (!(block.type == null && releasesMonitor(block.handler))) {
        handlers.add(block);
      }
    }
    Map<Integer, List<String>> catches = new HashMap<>();
    for (TryCatchBlockNode block : handlers) {
      List<String> types =
          catches.computeIfAbsent(frames.position(block.handler), k -> new ArrayList<>());
      if (block.type != null && !types.contains(block.type)) {
        types.add(block.type);
      }
    }
    for (int i = 0; i < insns.length; i++) {
      if (states[i] == null) {
        continue;
      }
      Event event =
          catches.containsKey(i)
              ? new Event.Catch(i, nextLine(i), catches.get(i))
              : event(i, insns[i], states[i]);
      if (event != null) {
        raw.put(i, event);
      }
    }
    return connect();
  }

  private int nextLine(int from) {
    for (int i = from; i < insns.length; i++) {
      if (insns[i] instanceof LineNumberNode number) {
        return number.line;
      }
      if (insns[i].getOpcode() >= 0) {
        break;
      }
    }
    return lines[from];
  }

  /** The handler that leaves a synchronized block on an exception. */
  private static boolean releasesMonitor(LabelNode handler) {
    AbstractInsnNode insn = handler;
    for (int i = 0; insn != null && i < 12; insn = insn.getNext()) {
      int op = insn.getOpcode();
      if (op == MONITOREXIT) {
        return true;
      }
      if (op >= 0 && op != ASTORE && op != ALOAD) {
        return false;
      }
      i++;
    }
    return false;
  }

  private Event event(int i, AbstractInsnNode insn, Frame<Slot> state) {
    int line = lines[i];
    int op = insn.getOpcode();
    if (insn instanceof MethodInsnNode call) {
      return call(i, line, call, state);
    }
    if (insn instanceof FieldInsnNode field && (op == PUTFIELD || op == PUTSTATIC)) {
      if (field.name.startsWith("this$")) {
        return null;
      }
      Value receiver = op == PUTFIELD ? top(state, 1) : null;
      return new Event.Put(i, line, new FieldRef(field.owner, field.name), receiver, top(state, 0));
    }
    if (op >= IASTORE && op <= SASTORE) {
      return new Event.ArrayStore(i, line, top(state, 2), top(state, 1), top(state, 0));
    }
    if (insn instanceof JumpInsnNode jump && op != GOTO) {
      return isAssertion(jump) ? null : new Event.Branch(i, line, condition(op, state));
    }
    if (op == TABLESWITCH || op == LOOKUPSWITCH) {
      return new Event.Branch(i, line, top(state, 0));
    }
    if (op >= IRETURN && op <= RETURN) {
      return new Event.Return(i, line, op == RETURN ? null : top(state, 0));
    }
    return op == ATHROW ? new Event.Throw(i, line, top(state, 0)) : null;
  }

  /** The n-th value from the top of the stack. */
  private static Value top(Frame<Slot> state, int n) {
    return state.getStack(state.getStackSize() - 1 - n).value();
  }

  private static boolean isAssertion(JumpInsnNode jump) {
    AbstractInsnNode before = jump.getPrevious();
    while (before != null && before.getOpcode() < 0) {
      before = before.getPrevious();
    }
    return jump.getOpcode() == IFNE
        && before instanceof FieldInsnNode field
        && field.name.equals("$assertionsDisabled");
  }

  private Event call(int i, int line, MethodInsnNode call, Frame<Slot> state) {
    if (Frames.isNullCheck(call) || Frames.isBoxing(call) || isNullProbe(call)) {
      return null;
    }
    MethodInsnNode real = call;
    Accessors.Access access = accessors.of(call);
    int count = Type.getArgumentTypes(call.desc).length;
    List<Value> arguments = new ArrayList<>(count);
    for (int n = count - 1; n >= 0; n--) {
      arguments.add(top(state, n));
    }
    Value receiver = call.getOpcode() == INVOKESTATIC ? null : top(state, count);
    if (access != null) {
      if (access.isRead()) {
        return null;
      }
      if (access.isWrite()) {
        FieldRef field = new FieldRef(access.field().owner, access.field().name);
        Value target = access.isStatic() ? null : arguments.get(0);
        return new Event.Put(i, line, field, target, arguments.get(arguments.size() - 1));
      }
      real = access.call();
      if (!access.isStatic()) {
        receiver = arguments.remove(0);
      }
    }
    int hidden = hiddenArguments.applyAsInt(real);
    if (hidden > 0 && hidden <= arguments.size()) {
      arguments = arguments.subList(hidden, arguments.size());
    }
    Event.Dispatch dispatch =
        switch (real.getOpcode()) {
          case INVOKESTATIC -> Event.Dispatch.STATIC;
          case INVOKESPECIAL -> Event.Dispatch.SPECIAL;
          default -> Event.Dispatch.VIRTUAL;
        };
    return new Event.Invoke(
        i,
        line,
        dispatch,
        new MethodRef(real.owner, real.name, real.desc),
        receiver,
        arguments,
        isUsed(call));
  }

  /** Old compilers test the outer instance by calling getClass and dropping the result. */
  private static boolean isNullProbe(MethodInsnNode call) {
    return call.name.equals("getClass")
        && call.owner.equals("java/lang/Object")
        && call.getNext() != null
        && call.getNext().getOpcode() == POP;
  }

  private static boolean isUsed(MethodInsnNode call) {
    if (call.desc.endsWith(")V")) {
      return false;
    }
    AbstractInsnNode next = call.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next != null && next.getOpcode() != POP && next.getOpcode() != POP2;
  }

  /** What holds where the jump is taken. */
  private static Value condition(int op, Frame<Slot> state) {
    Value value = top(state, 0);
    switch (op) {
      case IFNULL, IFNONNULL:
        return compare(op == IFNULL ? "==" : "!=", value, new Value.Const(null, Frames.OBJECT));
      case IF_ACMPEQ, IF_ICMPEQ:
        return compare("==", top(state, 1), value);
      case IF_ACMPNE, IF_ICMPNE:
        return compare("!=", top(state, 1), value);
      case IF_ICMPLT:
        return compare("<", top(state, 1), value);
      case IF_ICMPGE:
        return compare(">=", top(state, 1), value);
      case IF_ICMPGT:
        return compare(">", top(state, 1), value);
      case IF_ICMPLE:
        return compare("<=", top(state, 1), value);
      default:
        break;
    }
    String operation =
        switch (op) {
          case IFEQ -> "==";
          case IFNE -> "!=";
          case IFLT -> "<";
          case IFGE -> ">=";
          case IFGT -> ">";
          default -> "<=";
        };
    if (value instanceof Value.Computed computed && computed.operation().equals("compare")) {
      return new Value.Computed(operation, computed.operands(), "Z");
    }
    if ((op == IFEQ || op == IFNE) && isBoolean(value)) {
      return value; // the edges say whether it holds
    }
    return compare(operation, value, new Value.Const(0, "I"));
  }

  private static boolean isBoolean(Value value) {
    return value.type().equals("Z") || value instanceof Value.InstanceOf;
  }

  private static Value compare(String operation, Value one, Value two) {
    return new Value.Computed(operation, List.of(one, two), "Z");
  }

  /** Numbers the reachable events and draws the edges. */
  private Body connect() {
    int entry = -1;
    Map<Integer, int[]> normal = new HashMap<>();
    Map<Integer, int[]> exceptional = new HashMap<>();
    List<Integer> order = new ArrayList<>();
    Deque<Integer> work = new ArrayDeque<>();
    normal.put(entry, edge(0));
    exceptional.put(entry, new int[0]);
    order.add(entry);
    work.add(entry);
    Map<Integer, Boolean> seen = new HashMap<>();
    while (!work.isEmpty()) {
      int at = work.poll();
      for (int[] targets : List.of(normal.get(at), exceptional.get(at))) {
        for (int target : targets) {
          if (target >= 0 && seen.putIfAbsent(target, true) == null) {
            normal.put(target, normalEdges(target));
            exceptional.put(target, exceptionalEdges(target));
            order.add(target);
            work.add(target);
          }
        }
      }
    }
    order.sort(null);
    for (int i = 0; i < order.size(); i++) {
      ids.put(order.get(i), i);
    }
    List<Event> events = new ArrayList<>(order.size());
    int[][] next = new int[order.size()][];
    int[][] thrown = new int[order.size()][];
    for (int i = 0; i < order.size(); i++) {
      int at = order.get(i);
      events.add(at == entry ? new Event.Entry(0, firstLine()) : renumber(i, raw.get(at)));
      next[i] = mapped(normal.get(at));
      thrown[i] = mapped(exceptional.get(at));
    }
    return new Body(events, next, thrown, true);
  }

  private int firstLine() {
    for (AbstractInsnNode insn : insns) {
      if (insn instanceof LineNumberNode number) {
        return number.line;
      }
    }
    return 0;
  }

  private int[] mapped(int[] targets) {
    int[] result = new int[targets.length];
    for (int i = 0; i < targets.length; i++) {
      result[i] = targets[i] < 0 ? Body.EXIT : ids.get(targets[i]);
    }
    return result;
  }

  /** The first event at or after an instruction on the straight way, as an edge. */
  private int[] edge(int from) {
    int i = from;
    for (int steps = 0; i < insns.length && steps <= insns.length; steps++) {
      if (raw.containsKey(i)) {
        return new int[] {i};
      }
      if (insns[i] instanceof JumpInsnNode jump) {
        i = frames.position(jump.label); // goto, or an assertion that is off
      } else {
        i++;
      }
    }
    return new int[0];
  }

  private int[] normalEdges(int at) {
    AbstractInsnNode insn = insns[at];
    Event event = raw.get(at);
    if (event instanceof Event.Return || event instanceof Event.Throw) {
      return new int[0];
    }
    if (insn instanceof JumpInsnNode jump) {
      int[] taken = edge(frames.position(jump.label));
      int[] passed = edge(at + 1);
      boolean swap = jump.getOpcode() == IFEQ && isPlain((Event.Branch) event);
      return swap ? join(passed, taken) : join(taken, passed);
    }
    if (insn instanceof TableSwitchInsnNode table) {
      return targets(table.labels, table.dflt);
    }
    if (insn instanceof LookupSwitchInsnNode lookup) {
      return targets(lookup.labels, lookup.dflt);
    }
    return edge(at + 1);
  }

  /** A condition that is a boolean itself holds where IFEQ does not jump. */
  private static boolean isPlain(Event.Branch branch) {
    return !(branch.condition() instanceof Value.Computed computed
        && List.of("==", "!=", "<", ">=", ">", "<=").contains(computed.operation()));
  }

  private int[] targets(List<LabelNode> labels, LabelNode otherwise) {
    int[] result = new int[0];
    for (LabelNode label : labels) {
      result = join(result, edge(frames.position(label)));
    }
    return join(result, edge(frames.position(otherwise)));
  }

  private static int[] join(int[] one, int[] two) {
    int[] result = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, result, one.length, two.length);
    return result;
  }

  private int[] exceptionalEdges(int at) {
    Event event = raw.get(at);
    String type = null;
    if (event instanceof Event.Throw thrown) {
      String descriptor = thrown.value().type();
      type =
          descriptor.startsWith("L") && thrown.value() instanceof Value.New
              ? descriptor.substring(1, descriptor.length() - 1)
              : null;
    } else if (!(event instanceof Event.Invoke)) {
      return new int[0];
    }
    List<Integer> result = new ArrayList<>();
    for (TryCatchBlockNode block : handlers) {
      if (at < frames.position(block.start) || at >= frames.position(block.end)) {
        continue;
      }
      if (type != null
          && block.type != null
          && !subtype.test(type, block.type)
          && !subtype.test(block.type, type)) {
        continue;
      }
      int handler = frames.position(block.handler);
      if (raw.containsKey(handler) && !result.contains(handler)) {
        result.add(handler);
      }
      if (block.type == null
          || block.type.equals(THROWABLE)
          || (type != null && subtype.test(type, block.type))) {
        return toArray(result);
      }
    }
    result.add(Body.EXIT);
    return toArray(result);
  }

  private static int[] toArray(List<Integer> list) {
    int[] result = new int[list.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = list.get(i);
    }
    return result;
  }

  private Event renumber(int id, Event event) {
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
