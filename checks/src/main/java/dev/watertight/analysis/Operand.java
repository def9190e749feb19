package dev.watertight.analysis;

import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;

/** A value together with the method whose body it belongs to. */
record Operand(MethodModel method, Value value) {}
