package dev.watertight.extract.bytecode;

import dev.watertight.extract.bytecode.Frames.Slot;
import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** Makes the event graph of one method out of its instructions and their frames. */
final class BodyBuilder implements Opcodes {
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
    if (Transparent.isNullCheck(call) || Transparent.isBoxing(call) || isNullProbe(call)) {
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
    Flow flow = new Flow(insns, frames, raw, handlers, subtype);
    int entry = -1;
    Map<Integer, int[]> normal = new HashMap<>();
    Map<Integer, int[]> exceptional = new HashMap<>();
    List<Integer> order = new ArrayList<>();
    Deque<Integer> work = new ArrayDeque<>();
    normal.put(entry, flow.edge(0));
    exceptional.put(entry, new int[0]);
    order.add(entry);
    work.add(entry);
    Map<Integer, Boolean> seen = new HashMap<>();
    while (!work.isEmpty()) {
      int at = work.poll();
      for (int[] targets : List.of(normal.get(at), exceptional.get(at))) {
        for (int target : targets) {
          if (target >= 0 && seen.putIfAbsent(target, true) == null) {
            normal.put(target, flow.normal(target));
            exceptional.put(target, flow.exceptional(target));
            order.add(target);
            work.add(target);
          }
        }
      }
    }
    order.sort(null);
    Renumbering renumbering = new Renumbering(frames, order);
    List<Event> events = new ArrayList<>(order.size());
    int[][] next = new int[order.size()][];
    int[][] thrown = new int[order.size()][];
    for (int i = 0; i < order.size(); i++) {
      int at = order.get(i);
      events.add(at == entry ? new Event.Entry(0, firstLine()) : renumbering.event(i, raw.get(at)));
      next[i] = renumbering.edges(normal.get(at));
      thrown[i] = renumbering.edges(exceptional.get(at));
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
}
