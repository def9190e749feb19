package dev.watertight.extract.javac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Each construct of the language means in trees what it means in class files. */
class LanguageTest {
  private static void check(String... body) {
    String source =
        "package p;\nimport java.util.*;\nimport java.util.function.*;\n"
            + "public class T {\n  Map<String, Object> map = new HashMap<>();\n"
            + "  static List<String> LIST = new ArrayList<>();\n  int count;\n"
            + String.join("\n", body)
            + "\n}\n";
    List<String> differences = Differences.of(Map.of("p/T.java", source));
    // A record pattern wraps what an accessor throws; its handler is the compiler's own
    differences.removeIf(each -> each.lines().skip(1).allMatch(LanguageTest::isOfRecordPattern));
    assertEquals("", String.join("\n", differences));
  }

  private static boolean isOfRecordPattern(String line) {
    return line.matches("  (source|bytes ) \\d+ VIRTUAL p\\.T\\$(Point|Line)\\.\\w\\(\\).*")
        || line.contains("java.lang.Throwable.toString()");
  }

  @Test
  void jumps() {
    check(
        "void m(List<String> keys, int n) {",
        "  outer:",
        "  for (String k : keys) {",
        "    for (int i = 0; i < n; i++) {",
        "      if (map.containsKey(k)) continue outer;",
        "      if (i == 3) break outer;",
        "      map.put(k, n);",
        "    }",
        "    do { map.remove(k); if (n > 2) break; } while (map.size() > n);",
        "  }",
        "  int j = n;",
        "  while (j-- > 0) LIST.add(\"x\" + j);",
        "  for (;;) { if (LIST.isEmpty()) return; LIST.clear(); }",
        "}");
  }

  @Test
  void tries() {
    check(
        "Object m(String k) throws Exception {",
        "  try {",
        "    map.put(k, k);",
        "    if (k.isEmpty()) return map.get(k);",
        "    work(k);",
        "  } catch (IllegalStateException | IllegalArgumentException e) {",
        "    LIST.add(e.getMessage());",
        "    throw e;",
        "  } catch (RuntimeException e) {",
        "    throw new Exception(\"again\", e);",
        "  } finally {",
        "    map.remove(k);",
        "  }",
        "  for (String each : LIST) {",
        "    try { if (each == k) continue; work(each); } finally { LIST.size(); }",
        "  }",
        "  return null;",
        "}",
        "void work(String k) throws Exception {",
        "  try (java.io.StringReader in = new java.io.StringReader(k);",
        "      AutoCloseable other = open(in)) {",
        "    if (in.read() < 0) return;",
        "    LIST.add(k);",
        "  }",
        "}",
        "AutoCloseable open(Object o) { return () -> LIST.add(\"closed \" + o); }",
        "synchronized void locked(Object lock) {",
        "  synchronized (lock) { map.clear(); if (count > 0) return; count++; }",
        "}");
  }

  @Test
  void switches() {
    check(
        "enum E { A, B { int v() { return 2; } }, C; int v() { return 1; } }",
        "int old(int n) {",
        "  int r = 0;",
        "  switch (n) { case 1: LIST.clear(); case 2: r = 5; break; default: map.clear(); }",
        "  switch (n) { case 7 -> LIST.add(\"7\"); case 8, 9 -> { LIST.add(\"8\"); } }",
        "  return r;",
        "}",
        "Object fresh(E e, String s) {",
        "  Object o = switch (e) { case A -> map.get(s); case B -> { LIST.add(s); yield s; }",
        "    case C -> throw new IllegalStateException(); };",
        "  map.put(s, o);",
        "  switch (s) { case \"a\": LIST.clear(); break; case \"b\": map.clear(); }",
        "  return switch (s) { case \"x\": yield 1; default: yield LIST.size(); };",
        "}");
  }

  @Test
  void conditions() {
    check(
        "boolean m(String a, Object o, boolean f) {",
        "  if (a != null && !a.isEmpty() || f) map.put(a, o);",
        "  boolean b = a == null || map.containsKey(a);",
        "  if (!(b && f)) LIST.add(a);",
        "  String v = f ? a : o instanceof String s && s.length() > 2 ? s : \"none\";",
        "  if (!(o instanceof Integer i)) { LIST.add(v); return false; }",
        "  map.put(v, i + 1);",
        "  return i > 3 == f;",
        "}");
  }

  @Test
  void lambdasAndReferences() {
    check(
        "Runnable later;",
        "Supplier<String> s = () -> \"n\" + count;",
        "void m(String k, List<String> keys) {",
        "  keys.forEach(map::remove);",
        "  keys.forEach(x -> map.remove(x));",
        "  keys.forEach(x -> { Runnable r = () -> map.put(x, k); r.run(); });",
        "  map.computeIfAbsent(k, x -> new ArrayList<String>());",
        "  map.computeIfAbsent(k, T::make);",
        "  map.computeIfAbsent(k, StringBuilder::new);",
        "  map.merge(k, 1, (a, b) -> null);",
        "  keys.stream().map(String::length).map(n -> n + 1).filter(Objects::nonNull);",
        "  later = this::tidy;",
        "  Function<String, Runnable> f = a -> () -> LIST.add(a + k);",
        "  BiFunction<String, Integer, Character> at = String::charAt;",
        "}",
        "static Object make(String k) { return k; }",
        "void tidy() { Optional.of(map).ifPresent(Map::clear); }");
  }

  /** Later compilers drop outer instances that nobody uses, and capture in every inner class. */
  @Test
  @EnabledForJreRange(max = JRE.JAVA_17)
  void innerClasses() {
    check(
        "class Inner { String name = \"i\"; void add(String k) { map.put(k, name); count++; } }",
        "static class Nested extends T { void x() { map.clear(); super.toString(); LIST.clear(); } }",
        "void m(final String k, List<String> keys) {",
        "  int size = keys.size();",
        "  Runnable r = new Runnable() {",
        "    int seen = size;",
        "    public void run() { map.remove(k); T.this.count = size; keys.forEach(x -> use(x, x)); }",
        "    void use(String a, String b) { new Inner().add(a + b + k); }",
        "  };",
        "  class Local { void go() { LIST.add(k); new Thread() { public void run() { map.get(k); } }; } }",
        "  new Local().go();",
        "  new Inner().add(k);",
        "  keys.removeIf(new Predicate<>() { public boolean test(String x) { return x.equals(k); } });",
        "}");
  }

  @Test
  void expressions() {
    check(
        "int[] counts = {1, 2, 3};",
        "long total;",
        "Integer boxed = 4;",
        "void m(String k, Object... rest) {",
        "  counts[0]++; counts[count] += 2; total += count; count = counts.length; boxed++;",
        "  String text = k + count + 'c' + 1L + null; text += \"!\"; LIST.add(text);",
        "  map.put(k, (Object) count); map.put(k, total); map.put(k, String.format(\"%s\", k, count));",
        "  Object o = map.get(k); LIST.add((String) o); LIST.add(((List<String>) o).get(0));",
        "  Object[] two = {k, rest}; two[1] = rest[0];",
        "  m(k); m(k, 1, 2); m(k, two); Objects.requireNonNull(k); LIST.add(Objects.requireNonNull(k));",
        "  int a = this.count = 3; long b = a; char c = (char) a; byte d = (byte) b; double e = b / 2.0;",
        "  map.put(k, e); map.put(k, c); map.put(k, String.class); map.put(k, -a);",
        "  LIST.add(map.isEmpty() ? k : \"no\");",
        "  new T().map.putAll(map); map.entrySet().iterator().next().getValue().hashCode();",
        "  for (Map.Entry<String, Object> entry : map.entrySet()) LIST.add(entry.getKey());",
        "  for (int i : counts) count -= i;",
        "  for (long l : List.of(1L, 2L)) total -= l;",
        "}");
  }

  @Test
  void initialisersAndRecords() {
    check(
        "static final int CONSTANT = 3; final int seven = 7; static { LIST.add(\"s\"); }",
        "{ map.put(\"init\", CONSTANT); }",
        "T() { this(1); count = 2; }",
        "T(int n) { super(); map.put(\"n\", n + seven); }",
        "record Pair(String key, Object value) {",
        "  Pair { Objects.requireNonNull(key); key = key.trim(); LIST.add(key); }",
        "  static Pair of(String k) { return new Pair(k, k); }",
        "}",
        "record Plain(int n) { public int n() { return n + 1; } }",
        "interface Named { String name(); default String twice() { return name() + name(); } }",
        "<X extends Comparable<X> & Runnable> void both(X x) { x.run(); x.compareTo(x); }");
  }

  @Test
  void loopsJoinValues() {
    check(
        "void m(List<String> keys, String first) {",
        "  String last = first;",
        "  for (String k : keys) { if (k.isEmpty()) last = k; map.put(last, k); }",
        "  LIST.add(last);",
        "  Iterator<String> it = keys.iterator();",
        "  while (it.hasNext()) { String x = it.next(); if (x == last) it.remove(); }",
        "  List<String> target = null;",
        "  if (keys.isEmpty()) target = LIST; else target = keys;",
        "  target.add(first);",
        "  String t = null;",
        "  try { t = keys.get(0); LIST.add(t); } catch (RuntimeException e) { LIST.remove(t); }",
        "}");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void patterns() {
    check(
        "record Point(Object x, int y) {}",
        "record Line(Point a, Point b) {}",
        "Object m(Object o, String k) {",
        "  if (o instanceof Point(String x, int y) && y > 2) map.put(x, y);",
        "  if (!(o instanceof Line(Point(var a, int b), Point c))) { map.remove(k); return null; }",
        "  map.put(k, a); map.put(k, b); map.put(k, c);",
        "  switch (o) {",
        "    case String s when s.isEmpty() -> LIST.clear();",
        "    case String s -> LIST.add(s);",
        "    case Point p -> map.put(k, p.x());",
        "    case null -> map.clear();",
        "    default -> LIST.remove(o);",
        "  }",
        "  return switch (o) { case Integer i when i > 3 -> map.get(k); case Line l -> l.a(); default -> o; };",
        "}");
  }
}
