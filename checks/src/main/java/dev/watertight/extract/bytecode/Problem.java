package dev.watertight.extract.bytecode;

/**
 * Something that could not be read and was left out.
 *
 * @param place file, or entry of an archive
 * @param message what is wrong, no full stop
 * @param remedy what to do about it, no full stop
 */
public record Problem(String place, String message, String remedy) {}
