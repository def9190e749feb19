package dev.watertight.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a method mentions, without operands or order: cheap enough to have for every method, so that
 * event graphs are built for the few that matter only.
 *
 * @param calls every method named by a call, a method reference or (for a lambda) its body
 * @param reads fields read
 * @param writes fields assigned
 * @param instantiated internal names of the classes instantiated
 */
public record Index(
    List<MethodRef> calls, Set<FieldRef> reads, Set<FieldRef> writes, Set<String> instantiated) {
  /** Of a method without a body. */
  public static final Index EMPTY = new Index(List.of(), Set.of(), Set.of(), Set.of());

  public Index {
    calls = List.copyOf(calls);
    reads = inOrder(reads);
    writes = inOrder(writes);
    instantiated = inOrder(instantiated);
  }

  /** {@code Set.copyOf} has another order in every run. */
  private static <T> Set<T> inOrder(Set<T> set) {
    return set.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(set));
  }
}
