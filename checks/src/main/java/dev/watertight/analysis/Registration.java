package dev.watertight.analysis;

import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;

/**
 * A call that registers something.
 *
 * @param pair what kind of registration it is
 * @param method whose text registers
 * @param call the call in it
 * @param publisher with what; null for a static method
 * @param listener what is registered, as seen where it comes from
 * @param origin where the listener comes from: the method itself, or a caller of it that hands the
 *     listener over
 * @param from the event in the origin's body: the call itself, or the call of the method
 */
record Registration(
    RegistrationPair pair,
    MethodModel method,
    Event.Invoke call,
    Value publisher,
    Value listener,
    MethodModel origin,
    Event from) {

  boolean isDirect() {
    return origin == method;
  }
}
