package dev.watertight.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.model.MethodRef;
import dev.watertight.model.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupTest {
  private static final Lookup LOOKUP =
      Snippet.of(World.Kind.APPLICATION, "class Sessions<V> extends LinkedHashMap<String, V> {}")
          .scene()
          .lookup();

  @Test
  void whatIsSaidOfASupertypeHoldsForItsSubtypes() {
    MethodRef put =
        new MethodRef(
            "Sessions", "put", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
    assertTrue(LOOKUP.first("method", put).has("grow"));
    assertEquals("map", LOOKUP.first("container", "Sessions").get("kind"));
  }

  @Test
  void numbersOfParametersTellMethodsApart() {
    assertNull(LOOKUP.first("method", new MethodRef("Sessions", "put", "(Ljava/lang/Object;)V")));
  }

  @Test
  void namesOfWhichNothingIsSaidAreNotLookedUp() {
    MethodRef other = new MethodRef("no/such/Type", "somethingElse", "()V");
    assertEquals(List.of(), LOOKUP.of("method", other));
    assertNull(LOOKUP.first("container", "[I"));
    assertNull(LOOKUP.first("container", (String) null));
  }
}
