package dev.watertight.analysis;

import dev.watertight.model.MethodModel;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The transitive closure of a relation between methods, asked for many times: methods are numbered,
 * so that a walk over thousands of them touches integers only.
 */
final class Reach {
  private static final int[] NONE = {};

  private final Map<MethodModel, List<MethodModel>> edges;
  private final Map<MethodModel, Integer> numbers = new HashMap<>();
  private final List<MethodModel> methods = new ArrayList<>();
  private int[][] next;

  Reach(Map<MethodModel, List<MethodModel>> edges) {
    this.edges = edges;
  }

  /** Everything that the relation leads to, the starts included, nearest first. */
  Collected from(Collection<MethodModel> starts) {
    if (next == null) {
      link();
    }
    BitSet seen = new BitSet(methods.size());
    int[] order = new int[methods.size() + starts.size()];
    int count = 0;
    for (MethodModel start : starts) {
      int number = number(start);
      if (!seen.get(number)) {
        seen.set(number);
        order[count++] = number;
      }
    }
    for (int at = 0; at < count; at++) {
      for (int target : order[at] < next.length ? next[order[at]] : NONE) {
        if (!seen.get(target)) {
          seen.set(target);
          order[count++] = target;
        }
      }
    }
    return new Collected(seen, order, count);
  }

  private void link() {
    edges.forEach(
        (method, targets) -> {
          number(method);
          targets.forEach(this::number);
        });
    int[][] linked = new int[methods.size()][];
    for (int i = 0; i < linked.length; i++) {
      List<MethodModel> targets = edges.getOrDefault(methods.get(i), List.of());
      int[] row = targets.isEmpty() ? NONE : new int[targets.size()];
      for (int j = 0; j < row.length; j++) {
        row[j] = number(targets.get(j));
      }
      linked[i] = row;
    }
    next = linked;
  }

  private int number(MethodModel method) {
    Integer known = numbers.get(method);
    if (known == null) {
      known = methods.size();
      numbers.put(method, known);
      methods.add(method);
    }
    return known;
  }

  /** A set of methods in the order in which they were reached. */
  final class Collected extends AbstractSet<MethodModel> {
    private final BitSet members;
    private final int[] order;
    private final int size;

    private Collected(BitSet members, int[] order, int size) {
      this.members = members;
      this.order = size == order.length ? order : Arrays.copyOf(order, size);
      this.size = size;
    }

    @Override
    public boolean contains(Object method) {
      Integer number = numbers.get(method);
      return number != null && members.get(number);
    }

    @Override
    public Iterator<MethodModel> iterator() {
      return new Iterator<>() {
        private int at;

        @Override
        public boolean hasNext() {
          return at < size;
        }

        @Override
        public MethodModel next() {
          if (at == size) {
            throw new NoSuchElementException();
          }
          return methods.get(order[at++]);
        }
      };
    }

    @Override
    public int size() {
      return size;
    }
  }
}
