/** Class files in, model out: the reference engine. Needs ASM, which users bring or we shade. */
package dev.watertight.extract.bytecode;
