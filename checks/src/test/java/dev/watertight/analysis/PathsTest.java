package dev.watertight.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.model.Body;
import dev.watertight.model.Event;
import dev.watertight.model.World;
import org.junit.jupiter.api.Test;

class PathsTest {
  private static final Body BODY =
      Snippet.of(
              World.Kind.APPLICATION,
              """
              class Snippet {
                void act(List<String> in) {
                  first();
                  for (String each : in) {
                    if (each.isEmpty()) {
                      inner();
                    }
                  }
                  try {
                    risky();
                  } finally {
                    last();
                  }
                }
                void first() {}
                void inner() {}
                void risky() {}
                void last() {}
              }
              """)
          .method("Snippet", "act")
          .body();

  private static int call(String name) {
    for (Event event : BODY.events()) {
      if (event instanceof Event.Invoke call && call.method().name().equals(name)) {
        return event.id();
      }
    }
    throw new IllegalArgumentException(name);
  }

  @Test
  void aLoopLeadsBackToItself() {
    assertTrue(Paths.reachable(BODY, call("inner"), Paths.NEVER, Paths.NEVER).get(call("inner")));
    assertFalse(Paths.reachable(BODY, call("first"), Paths.NEVER, Paths.NEVER).get(call("first")));
    assertFalse(Paths.reachable(BODY, call("risky"), Paths.NEVER, Paths.ALWAYS).get(call("inner")));
  }

  @Test
  void blockedEventsAreNotEntered() {
    int isEmpty = call("isEmpty");
    assertFalse(
        Paths.reachable(BODY, call("first"), e -> e == isEmpty, Paths.NEVER).get(call("inner")));
    assertTrue(
        Paths.reachable(BODY, call("first"), e -> e == isEmpty, Paths.NEVER).get(call("risky")));
  }

  @Test
  void decisionsOfALoopAreAroundWhatIsInIt() {
    assertEquals(2, Paths.decisionsAround(BODY, call("inner")).cardinality());
    assertTrue(Paths.decisionsAround(BODY, call("risky")).isEmpty());
  }

  @Test
  void anEdgeIsNeededByWhatItAloneLeadsTo() {
    int branch = -1;
    for (Event event : BODY.events()) {
      if (event instanceof Event.Branch && event.id() > call("isEmpty")) {
        branch = branch < 0 ? event.id() : branch;
      }
    }
    boolean then = Paths.needsEdge(BODY, branch, 0, call("inner"));
    boolean otherwise = Paths.needsEdge(BODY, branch, 1, call("inner"));
    assertTrue(then ^ otherwise);
    assertFalse(Paths.needsEdge(BODY, branch, 0, call("risky")));
  }
}
