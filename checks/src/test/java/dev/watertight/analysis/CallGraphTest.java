package dev.watertight.analysis;

import static dev.watertight.analysis.Snippet.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watertight.model.MethodModel;
import dev.watertight.model.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallGraphTest {
  @Test
  void virtualCallsReachOverridesInTheOrderOfClasses() {
    Snippet snippet =
        Snippet.of(
            World.Kind.APPLICATION,
            """
            interface Shape { void draw(); }
            class Circle implements Shape { public void draw() {} }
            class Square implements Shape { public void draw() { helper(); } void helper() {} }
            class Canvas { void show(Shape s) { s.draw(); } }
            """);
    CallGraph calls = snippet.scene().calls();
    MethodModel show = snippet.method("Canvas", "show");
    assertEquals(List.of("Shape.draw", "Circle.draw", "Square.draw"), names(calls.callees(show)));
    assertEquals(List.of("Canvas.show"), names(calls.callers(snippet.method("Circle", "draw"))));
    assertEquals(
        List.of("Canvas.show", "Shape.draw", "Circle.draw", "Square.draw", "Square.helper"),
        List.copyOf(names(calls.reachable(List.of(show)))));
    assertEquals(
        List.of("Square.helper", "Square.draw", "Canvas.show"),
        List.copyOf(names(calls.reaching(List.of(snippet.method("Square", "helper"))))));
  }

  @Test
  void genericParametersAreNarrowedByOverrides() {
    Snippet snippet =
        Snippet.of(
            World.Kind.APPLICATION,
            """
            interface Sink<T> { void take(T t); }
            class Texts implements Sink<String> {
              public void take(String s) {}
              public void take(Integer other, int more) {}
            }
            class User { <T> void give(Sink<T> sink, T t) { sink.take(t); } }
            """);
    List<MethodModel> callees = snippet.scene().calls().callees(snippet.method("User", "give"));
    assertEquals(List.of("Sink.take", "Texts.take"), names(callees));
    assertEquals("(Ljava/lang/String;)V", callees.get(1).ref().descriptor());
  }

  @Test
  void callbacksOfNestedClassesCountAsCalledByWhoeverMakesThem() {
    Snippet snippet =
        Snippet.of(
            World.Kind.APPLICATION,
            """
            class Timers {
              void start(java.util.Timer timer) {
                timer.schedule(new TimerTask() { @Override public void run() { tick(); } }, 1);
              }
              void tick() {}
            }
            """);
    CallGraph calls = snippet.scene().calls();
    assertTrue(names(calls.callees(snippet.method("Timers", "start"))).contains("Timers$1.run"));
    assertEquals(List.of("Timers$1.run"), names(calls.callers(snippet.method("Timers", "tick"))));
  }

  @Test
  void fewHopsThroughOwnMethodsOnly() {
    Snippet snippet =
        Snippet.of(
            World.Kind.APPLICATION,
            """
            class Chain {
              static void a() { b(); }
              static void b() { c(); }
              static void c() { d(); }
              static void d() {}
            }
            class Task implements Runnable { public void run() { Chain.a(); } }
            class Pool { void go(Runnable r) { r.run(); } }
            """);
    CallGraph calls = snippet.scene().calls();
    MethodModel d = snippet.method("Chain", "d");
    assertEquals(
        List.of("Chain.d", "Chain.c", "Chain.b"),
        List.copyOf(names(calls.reaching(List.of(d), 2))));
    assertEquals(
        List.of("Chain.d", "Chain.c", "Chain.b", "Chain.a", "Task.run"),
        List.copyOf(names(calls.reaching(List.of(d), 9))));
    assertTrue(calls.reaching(List.of(d)).contains(snippet.method("Pool", "go")));
  }

  @Test
  void whatALibraryOffersIsAlive() {
    Snippet snippet =
        Snippet.of(
            World.Kind.LIBRARY,
            """
            public class Snippet {
              public interface Lease { void end(); }
              private static class Held implements Lease {
                public void end() { gone(); }
                public void forgotten() { never(); }
                void gone() {}
                void never() {}
              }
              public static Lease take() { return new Held(); }
              private void unused() {}
            }
            """);
    CallGraph calls = snippet.scene().calls();
    assertTrue(calls.isEntry(snippet.method("Snippet", "take")));
    assertTrue(calls.isEntry(snippet.method("Snippet$Held", "end")), "through the interface");
    assertFalse(calls.isEntry(snippet.method("Snippet$Held", "forgotten")));
    assertTrue(calls.isLive(snippet.method("Snippet$Held", "gone")));
    assertFalse(calls.isLive(snippet.method("Snippet$Held", "never")));
    assertFalse(calls.isLive(snippet.method("Snippet", "unused")));
  }

  @Test
  void anApplicationIsAliveFromItsMain() {
    Snippet snippet =
        Snippet.of(
            World.Kind.APPLICATION,
            """
            public class Snippet {
              public static void main(String[] arguments) { used(); }
              public static void used() {}
              public static void unused() {}
            }
            """);
    CallGraph calls = snippet.scene().calls();
    assertTrue(calls.isLive(snippet.method("Snippet", "used")));
    assertFalse(calls.isLive(snippet.method("Snippet", "unused")));
  }
}
