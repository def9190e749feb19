package dev.watertight.model;

import java.util.List;

/**
 * The event graph of one method: events, the normal edges between them, and the exceptional ones.
 *
 * <p>Every {@link Event.Invoke} and {@link Event.Throw} has exceptional successors: the handlers
 * that may catch (in order, up to the first that catches all) and {@link #EXIT} where the exception
 * may leave the method. {@code finally} blocks occur once per way into them, as in class files;
 * whoever counts sites counts (line, method) pairs.
 */
public final class Body {
  /** The exceptional successor that stands for leaving the method. */
  public static final int EXIT = -1;

  private final List<Event> events;
  private final int[][] normal;
  private final int[][] exceptional;
  private final boolean pathsKnown;

  /**
   * @param events with {@code events.get(i).id() == i}, the entry first
   * @param normal successors of each event
   * @param exceptional successors of each event on an exception; may contain {@link #EXIT}
   * @param pathsKnown false where the extractor met something whose flow it does not know
   */
  public Body(List<Event> events, int[][] normal, int[][] exceptional, boolean pathsKnown) {
    this.events = List.copyOf(events);
    this.normal = normal.clone();
    this.exceptional = exceptional.clone();
    this.pathsKnown = pathsKnown;
  }

  public List<Event> events() {
    return events;
  }

  public Event event(int id) {
    return events.get(id);
  }

  /** Normal successors; the array is shared and must not be changed. */
  public int[] normal(int id) {
    return normal[id];
  }

  /** Exceptional successors; the array is shared and must not be changed. */
  public int[] exceptional(int id) {
    return exceptional[id];
  }

  public boolean pathsKnown() {
    return pathsKnown;
  }

  /** The call behind a {@link Value.Result} or {@link Value.New}, or null for other values. */
  public Event.Invoke invoke(Value value) {
    int id =
        value instanceof Value.Result result
            ? result.event()
            : value instanceof Value.New created ? created.event() : -1;
    return id >= 0 && events.get(id) instanceof Event.Invoke invoke ? invoke : null;
  }
}
