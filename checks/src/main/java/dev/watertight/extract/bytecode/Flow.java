package dev.watertight.extract.bytecode;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The edges between events, which stand for the instructions between them, too. */
final class Flow {
  private static final String THROWABLE = "java/lang/Throwable";

  private final AbstractInsnNode[] insns;
  private final Frames frames;
  private final Map<Integer, Event> events;
  private final List<TryCatchBlockNode> handlers;
  private final BiPredicate<String, String> subtype;

  /**
   * @param events by the position of their instruction
   * @param handlers in the order in which they are asked
   * @param subtype whether the first class is known to extend the second
   */
  Flow(
      AbstractInsnNode[] insns,
      Frames frames,
      Map<Integer, Event> events,
      List<TryCatchBlockNode> handlers,
      BiPredicate<String, String> subtype) {
    this.insns = insns;
    this.frames = frames;
    this.events = events;
    this.handlers = handlers;
    this.subtype = subtype;
  }

  /**
   * The first event at or after an instruction on the straight way, as an edge; none at its end.
   */
  int[] edge(int from) {
    int i = from;
    for (int steps = 0; i < insns.length && steps <= insns.length; steps++) {
      if (events.containsKey(i)) {
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

  /** Where control goes after the event at that position, if nothing is thrown. */
  int[] normal(int at) {
    AbstractInsnNode insn = insns[at];
    Event event = events.get(at);
    if (event instanceof Event.Return || event instanceof Event.Throw) {
      return new int[0];
    }
    if (insn instanceof JumpInsnNode jump) {
      int[] taken = edge(frames.position(jump.label));
      int[] passed = edge(at + 1);
      boolean swap = jump.getOpcode() == Opcodes.IFEQ && isPlain((Event.Branch) event);
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

  /** The handlers that may catch what is thrown there, and the way out if none must. */
  int[] exceptional(int at) {
    Event event = events.get(at);
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
      if (events.containsKey(handler) && !result.contains(handler)) {
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
}
