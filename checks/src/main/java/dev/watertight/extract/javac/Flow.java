package dev.watertight.extract.javac;

import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A place between events: the edges that lead here, and what the locals hold. */
final class Flow {
  /** Where a loop begins; its event is not known before something in the loop is one. */
  static final class Label {
    int event = -1;
    final List<Flow> waiting = new ArrayList<>(1);
  }

  private int[] edges;
  private int count;
  private List<Label> labels;
  Value[] locals;

  private Flow(int[] edges, int count, List<Label> labels, Value[] locals) {
    this.edges = edges;
    this.count = count;
    this.labels = labels;
    this.locals = locals;
  }

  /** After that successor of that event. */
  static Flow after(int event, int successor, Value[] locals) {
    return new Flow(new int[] {event, successor}, 2, null, locals);
  }

  /** Where nothing leads by a normal edge: a handler. */
  static Flow at(Value[] locals) {
    return new Flow(new int[2], 0, null, locals);
  }

  void place(Label label) {
    if (labels == null) {
      labels = new ArrayList<>(1);
    }
    labels.add(label);
  }

  /** Adds the ways that lead to another place; the locals are the caller's business. */
  void absorb(Flow other) {
    if (count + other.count > edges.length) {
      edges = Arrays.copyOf(edges, Math.max(count + other.count, edges.length * 2));
    }
    System.arraycopy(other.edges, 0, edges, count, other.count);
    count += other.count;
    if (other.labels != null) {
      if (labels == null) {
        labels = new ArrayList<>(other.labels.size());
      }
      labels.addAll(other.labels);
    }
  }

  Flow copy() {
    return new Flow(
        edges.clone(), count, labels == null ? null : new ArrayList<>(labels), locals.clone());
  }

  /** Draws all edges to that event, those that wait for a label here included. */
  void bind(int event, List<int[]> successors) {
    for (int i = 0; i < count; i += 2) {
      successors.get(edges[i])[edges[i + 1]] = event;
    }
    count = 0;
    if (labels != null) {
      List<Label> here = labels;
      labels = null;
      for (Label label : here) {
        if (label.event < 0) {
          label.event = event;
          for (Flow flow : label.waiting) {
            flow.bind(event, successors);
          }
          label.waiting.clear();
        }
      }
    }
  }

  /** Draws all edges to the label. */
  void jump(Label label, List<int[]> successors) {
    if (label.event >= 0) {
      bind(label.event, successors);
    } else {
      if (labels != null) {
        labels.remove(label); // around without an event
      }
      label.waiting.add(this);
    }
  }

  /** After an event with one successor. */
  void follow(int event) {
    edges[0] = event;
    edges[1] = 0;
    count = 2;
  }
}
