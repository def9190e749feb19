package dev.watertight.analysis;

import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;

/**
 * A call, or a reference to a method, whose name says that it undoes a registration.
 *
 * @param event in whose operands it stands
 * @param called the method
 * @param receiver the publisher, handle or listener; null for a static method
 * @param argument what is unregistered, or null where the call has no argument that could say
 */
record Release(MethodModel method, Event event, MethodRef called, Value receiver, Value argument) {}
