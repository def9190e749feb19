package dev.watertight.analysis;

import dev.watertight.model.MethodModel;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The transitive closure of a relation between judged methods, asked for many times: it knows them
 * by number, so that a walk over thousands of them touches integers only.
 */
final class Reach {
  private final Mentions mentions;
  private final int[][] next;

  /**
   * @param next what each method leads to, by number
   */
  Reach(Mentions mentions, int[][] next) {
    this.mentions = mentions;
    this.next = next;
  }

  /** Everything that the relation leads to, the starts included, nearest first. */
  Collected from(Collection<MethodModel> starts) {
    BitSet seen = new BitSet(next.length);
    int[] order = new int[64];
    int count = 0;
    for (MethodModel start : starts) {
      int number = mentions.number(start);
      if (number >= 0 && !seen.get(number)) {
        seen.set(number);
        order = with(number, order, count++);
      }
    }
    for (int at = 0; at < count; at++) {
      for (int target : next[order[at]]) {
        if (!seen.get(target)) {
          seen.set(target);
          order = with(target, order, count++);
        }
      }
    }
    return new Collected(seen, Arrays.copyOf(order, count));
  }

  private static int[] with(int number, int[] row, int size) {
    int[] result = size < row.length ? row : Arrays.copyOf(row, size * 2);
    result[size] = number;
    return result;
  }

  /** A set of methods in the order in which they were reached. */
  final class Collected extends AbstractSet<MethodModel> {
    private final BitSet members;
    private final int[] order;

    private Collected(BitSet members, int[] order) {
      this.members = members;
      this.order = order;
    }

    @Override
    public boolean contains(Object method) {
      int number = method instanceof MethodModel each ? mentions.number(each) : -1;
      return number >= 0 && members.get(number);
    }

    @Override
    public Iterator<MethodModel> iterator() {
      return new Iterator<>() {
        private int at;

        @Override
        public boolean hasNext() {
          return at < order.length;
        }

        @Override
        public MethodModel next() {
          if (at == order.length) {
            throw new NoSuchElementException();
          }
          return mentions.methods().get(order[at++]);
        }
      };
    }

    @Override
    public int size() {
      return order.length;
    }
  }
}
