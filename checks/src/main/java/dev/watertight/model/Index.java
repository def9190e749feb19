package dev.watertight.model;

import java.util.List;

/**
 * What a method mentions, without operands or order: cheap enough to have for every method, so that
 * event graphs are built for the few that matter only. Nothing is named twice.
 *
 * @param calls every method named by a call, a method reference or (for a lambda) its body
 * @param reads fields read
 * @param writes fields assigned
 * @param instantiated internal names of the classes instantiated
 */
public record Index(
    List<MethodRef> calls, List<FieldRef> reads, List<FieldRef> writes, List<String> instantiated) {
  /** Of a method without a body. */
  public static final Index EMPTY = new Index(List.of(), List.of(), List.of(), List.of());

  public Index {
    calls = List.copyOf(calls);
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    instantiated = List.copyOf(instantiated);
  }
}
