package dev.watertight.analysis;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A method that registers something, and what undoes it.
 *
 * @param registers the method's simple name
 * @param owner internal name of the type that the pair belongs to
 * @param releases simple names of the methods that undo it: of the publisher, of the handle, or of
 *     what is registered
 * @param listener which argument is registered, -1 for the receiver
 * @param publisher which argument it is registered with, -1 for the receiver
 * @param handle whether the result undoes the registration
 * @param weak whether the publisher lets go of it when nobody else holds it, or takes but one
 * @param life how long the publisher lives where that is known of its type; null where the operand
 *     decides
 * @param auto internal names of types whose registrations somebody else undoes
 */
record RegistrationPair(
    String registers,
    String owner,
    Set<String> releases,
    int listener,
    int publisher,
    boolean handle,
    boolean weak,
    String life,
    Set<String> auto) {
  RegistrationPair {
    releases = Collections.unmodifiableSet(new TreeSet<>(releases));
    auto = Set.copyOf(auto);
  }
}
