package dev.watertight.extract.javac;

import dev.watertight.extract.bytecode.BytecodeWorld;
import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import dev.watertight.model.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what javac's trees say against what the class files of the same compilation say. */
final class Differences {
  private Differences() {}

  /** One line for each member whose calls and assignments differ, in order of class and member. */
  static List<String> of(Map<String, String> sources, String... options) {
    var outcome =
        Compilations.compile(
            sources,
            context -> {
              JavacWorld world = JavacWorld.ofCompilation(context);
              SortedMap<String, List<String>> told = tell(world);
              for (JavacWorld.Skipped skipped : world.skipped()) {
                told.put("skipped " + skipped.place(), List.of(trace(skipped.fault())));
              }
              return told;
            },
            options);
    if (outcome.seen() == null) {
      throw new AssertionError(String.join("\n", outcome.messages()));
    }
    SortedMap<String, List<String>> fromBytes;
    try (BytecodeWorld world =
        BytecodeWorld.builder(World.Kind.MODULE)
            .judge(ClassSource.memory(outcome.classFiles()))
            .build()) {
      fromBytes = tell(world);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    List<String> result = new ArrayList<>();
    TreeMap<String, List<String>> all = new TreeMap<>(fromBytes);
    all.putAll(outcome.seen());
    for (String member : all.keySet()) {
      List<String> source = outcome.seen().get(member);
      List<String> bytes = fromBytes.get(member);
      if (source == null || bytes == null || !source.equals(bytes)) {
        result.add(member + diff(source, bytes));
      }
    }
    return result;
  }

  private static String trace(Throwable fault) {
    if (fault == null) {
      return "error in the source";
    }
    java.io.StringWriter out = new java.io.StringWriter();
    fault.printStackTrace(new java.io.PrintWriter(out));
    return out.toString();
  }

  private static String diff(List<String> source, List<String> bytes) {
    if (source == null || bytes == null) {
      return "\n  only in the " + (bytes == null ? "sources " + source : "class files " + bytes);
    }
    List<String> onlySource = new ArrayList<>(source);
    bytes.forEach(onlySource::remove);
    List<String> onlyBytes = new ArrayList<>(bytes);
    source.forEach(onlyBytes::remove);
    if (onlySource.isEmpty() && onlyBytes.isEmpty()) {
      return "\n  other order\n  s " + source + "\n  b " + bytes;
    }
    return onlySource.stream().map(each -> "\n  source " + each).collect(Collectors.joining())
        + onlyBytes.stream().map(each -> "\n  bytes  " + each).collect(Collectors.joining());
  }

  private static SortedMap<String, List<String>> tell(World world) {
    SortedMap<String, List<String>> result = new TreeMap<>();
    for (ClassModel type : world.classes()) {
      result.put(
          type.name(),
          List.of(
              type.superName() + " " + type.interfaces(),
              "outer " + type.outerClass() + " in " + type.enclosingMethod(),
              "file " + type.sourceFile() + (type.anonymous() ? " anonymous" : "")));
      type.fields().stream()
          .filter(field -> !field.ref().name().matches("this\\$.*|\\$VALUES|\\$assertions.*"))
          .forEach(
              field ->
                  result.put(
                      "field " + field.ref(),
                      List.of(
                          field.descriptor(),
                          field.ref().name().startsWith("val$")
                              ? ""
                              : String.valueOf(field.signature()),
                          Integer.toHexString(field.access() & 0xffff))));
      for (MethodModel method : type.methods()) {
        if ((method.isClassInitialiser() && type.isEnum())
            || method.name().equals("$deserializeLambda$")) {
          continue; // the compiler's own
        }
        if (!method.isLambdaBody()) {
          result.put(method.toString(), tell(method, type));
          continue;
        }
        // Several on one line come in any order
        String name =
            "lambda in "
                + method.enclosing()
                + method.enclosing().descriptor()
                + " at "
                + method.line();
        List<String> told = new ArrayList<>(result.getOrDefault(name, List.of()));
        told.add(String.join("; ", tell(method, type)));
        told.sort(null);
        result.put(name, told);
      }
    }
    return result;
  }

  private static List<String> tell(MethodModel method, ClassModel type) {
    List<String> result = new ArrayList<>();
    result.add("static " + method.isStatic() + " line " + method.line());
    Body body = method.body();
    if (body == null) {
      result.add("no body");
      return result;
    }
    for (Event event : body.events()) {
      String text = tell(event, body, type);
      if (text != null) {
        result.add(text);
      }
    }
    return result;
  }

  private static String tell(Event event, Body body, ClassModel type) {
    if (event instanceof Event.Invoke e) {
      if (isIncidental(e.method()) || (type.isEnum() && e.method().name().equals("<init>"))) {
        return null;
      }
      return e.line()
          + " "
          + e.dispatch()
          + " "
          + name(e.method())
          + " on "
          + shape(e.receiver(), body, 0)
          + " with "
          + e.arguments().stream().map(a -> shape(a, body, 0)).toList()
          + (e.resultUsed() ? " used" : "")
          + " throwing to "
          + handlers(event, body);
    }
    if (event instanceof Event.Put e) {
      if (e.field().name().matches("\\$assertions.*")) {
        return null;
      }
      return e.line()
          + " put "
          + e.field()
          + " of "
          + shape(e.receiver(), body, 0)
          + " := "
          + shape(e.value(), body, 0);
    }
    if (event instanceof Event.ArrayStore e) {
      return e.line() + " store " + shape(e.array(), body, 0) + " := " + shape(e.value(), body, 0);
    }
    if (event instanceof Event.Throw e) {
      String thrown = e.value().type();
      if (e.value() instanceof Value.New
          && isImpossible(thrown.substring(1, thrown.length() - 1))) {
        return null;
      }
      return "throw " + shape(e.value(), body, 0) + " to " + handlers(event, body);
    }
    return null;
  }

  /** Switches on strings and enums and concatenation call these in some releases. */
  private static boolean isIncidental(MethodRef method) {
    return (method.owner().equals("java/lang/String")
            && (method.name().equals("hashCode") || method.name().equals("equals")))
        || (method.owner().equals("java/lang/String") && method.name().equals("valueOf"))
        || method.name().equals("ordinal")
        || isImpossible(method.owner())
        || method.name().equals("desiredAssertionStatus");
  }

  /** What compilers throw where a switch has no case for a constant added later. */
  private static boolean isImpossible(String type) {
    return type.equals("java/lang/IncompatibleClassChangeError")
        || type.equals("java/lang/MatchException");
  }

  private static String handlers(Event event, Body body) {
    List<String> result = new ArrayList<>();
    for (int handler : body.exceptional(event.id())) {
      result.add(
          handler < 0 ? "exit" : String.valueOf(((Event.Catch) body.event(handler)).types()));
    }
    return result.toString();
  }

  private static String name(MethodRef method) {
    return method.name().startsWith("lambda$")
        ? method.owner() + ".lambda"
        : method + method.descriptor();
  }

  private static String any(Stream<String> alternatives) {
    TreeSet<String> flat = new TreeSet<>();
    alternatives.forEach(each -> flat.addAll(List.of(each.split(" \\| "))));
    return String.join(" | ", flat);
  }

  private static String shape(Value value, Body body, int depth) {
    if (value == null) {
      return "nothing";
    }
    if (depth > 9) {
      return "...";
    }
    if (value instanceof Value.Result v) {
      Event.Invoke call = body.invoke(v);
      if (call != null && isIncidental(call.method()) && call.arguments().size() == 1) {
        return shape(call.arguments().get(0), body, depth);
      }
      return "result of " + (call == null ? "?" : call.method().name());
    }
    if (value instanceof Value.New v) {
      return "new " + v.type();
    }
    if (value instanceof Value.FieldRead v) {
      return v.field() + " of " + shape(v.receiver(), body, depth + 1);
    }
    if (value instanceof Value.Param v) {
      return "param " + v.index();
    }
    if (value instanceof Value.Union v) {
      return any(v.values().stream().map(each -> shape(each, body, depth + 1)));
    }
    if (value instanceof Value.Computed v) {
      return v.operation()
          + v.operands().stream().map(each -> shape(each, body, depth + 1)).toList();
    }
    if (value instanceof Value.Convert v) {
      // Whether one or every alternative is converted is all the same
      return v.operand() instanceof Value.Union u
          ? any(
              u.values().stream()
                  .map(each -> shape(new Value.Convert(each, v.type()), body, depth)))
          : v.type() + " of " + shape(v.operand(), body, depth + 1);
    }
    if (value instanceof Value.ArrayElement v) {
      return "element of " + shape(v.array(), body, depth + 1);
    }
    if (value instanceof Value.Lambda v) {
      return v.type()
          + "."
          + v.interfaceMethod()
          + " as "
          + name(v.implementation())
          + " over "
          + v.captured().stream().map(each -> shape(each, body, depth + 1)).toList()
          + (v.reference() ? " reference" : "")
          + (v.implementationStatic() ? " static" : "");
    }
    if (value instanceof Value.InstanceOf v) {
      return shape(v.operand(), body, depth + 1) + " is " + v.tested();
    }
    if (value instanceof Value.Caught v) {
      return "caught " + ((Event.Catch) body.event(v.event())).types();
    }
    if (value instanceof Value.Const v) {
      return String.valueOf(v.value());
    }
    return value.toString();
  }
}
