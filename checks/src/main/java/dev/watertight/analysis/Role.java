package dev.watertight.analysis;

/**
 * A life event that a method handles.
 *
 * @param phase begin, end, ...
 * @param of whose: session, connection, request, component, ...
 * @param strong known from a framework type or annotation, not from the method's name alone
 * @param guaranteed an end that always comes, such as a session's destruction
 * @param label how to name it in a message
 */
public record Role(Phase phase, String of, boolean strong, boolean guaranteed, String label) {}
