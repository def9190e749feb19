package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.RecordComponent;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCBindingPattern;
import com.sun.tools.javac.tree.JCTree.JCPattern;
import dev.watertight.extract.javac.Conditions.Ways;
import dev.watertight.model.Event;
import dev.watertight.model.Value;
import java.util.List;

/** Matching of patterns, those of newer compilers included. */
final class Patterns {
  private final BodyBuilder builder;
  private final Graph graph;

  Patterns(BodyBuilder builder) {
    this.builder = builder;
    this.graph = builder.graph;
  }

  static boolean isPattern(JCTree tree) {
    return tree instanceof JCPattern;
  }

  /**
   * Tests a value and binds what the pattern names.
   *
   * @param tested static type of the value
   */
  Ways match(JCTree pattern, Value value, Type tested) {
    if (!graph.isReachable()) {
      return new Ways(null, null);
    }
    if (pattern instanceof JCBindingPattern binding) {
      return bind(binding, value, tested);
    }
    switch (pattern.getKind().name()) {
      case "DECONSTRUCTION_PATTERN":
        return deconstruct(pattern, value);
      case "PARENTHESIZED_PATTERN":
        return match(Newer.tree(pattern, "pattern"), value, tested);
      case "GUARDED_PATTERN":
        Ways ways = match(Newer.tree(pattern, "patt"), value, tested);
        graph.flow = ways.yes();
        Ways guard = builder.conditions.decide(Newer.expression(pattern, "expr"));
        return new Ways(guard.yes(), graph.join(ways.no(), guard.no()));
      case "ANY_PATTERN":
        Flow flow = graph.flow;
        graph.flow = null;
        return new Ways(flow, null);
      default:
        graph.losePaths();
        return builder.conditions.branch(Values.unknown("Z"));
    }
  }

  private Ways bind(JCBindingPattern pattern, Value value, Type tested) {
    Type type = pattern.var.sym.type;
    if (type.isPrimitive()) {
      graph.losePaths();
      builder.declare(pattern.var.sym, value);
      return builder.conditions.branch(Values.unknown("Z"));
    }
    String descriptor = builder.descriptor(type);
    Ways ways = builder.conditions.branch(new Value.InstanceOf(value, descriptor, "Z"));
    graph.flow = ways.yes();
    boolean same = builder.descriptor(tested).equals(descriptor);
    builder.declare(pattern.var.sym, same ? value : builder.values.refine(value, descriptor));
    graph.flow = null;
    return ways;
  }

  private Ways deconstruct(JCTree pattern, Value value) {
    String descriptor = builder.descriptor(pattern.type);
    Ways ways = builder.conditions.branch(new Value.InstanceOf(value, descriptor, "Z"));
    Value record = builder.values.refine(value, descriptor);
    Flow no = ways.no();
    graph.flow = ways.yes();
    List<JCTree> nested = Newer.trees(pattern, "nested");
    int i = 0;
    for (RecordComponent component : ((ClassSymbol) pattern.type.tsym).getRecordComponents()) {
      if (i >= nested.size() || !graph.isReachable()) {
        break;
      }
      JCTree inner = nested.get(i++);
      Type type = builder.symbols.types.memberType(pattern.type, component);
      if (inner.getKind().name().equals("ANY_PATTERN")) {
        continue;
      }
      Value part = access(component.accessor, record, type);
      if (inner instanceof JCBindingPattern binding
          && builder.symbols.types.isSubtype(
              builder.symbols.types.erasure(type),
              builder.symbols.types.erasure(binding.var.sym.type))) {
        builder.declare(binding.var.sym, part);
        continue;
      }
      Ways deeper = match(inner, part, type);
      no = graph.join(no, deeper.no());
      graph.flow = deeper.yes();
    }
    Flow yes = graph.flow;
    graph.flow = null;
    return new Ways(yes, no);
  }

  private Value access(MethodSymbol accessor, Value record, Type type) {
    int id = graph.next();
    graph.addThrowing(
        new Event.Invoke(
            id,
            builder.line(),
            Event.Dispatch.VIRTUAL,
            builder.symbols.method(accessor),
            record,
            List.of(),
            true));
    return new Value.Result(id, builder.descriptor(type));
  }
}
