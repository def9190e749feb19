package dev.watertight.extract.javac;

import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.code.Attribute.Compound;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.util.Pair;
import dev.watertight.model.AnnotationModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Annotations of symbols, those that only sources have included. */
final class Annotations {
  private final Symbols symbols;

  Annotations(Symbols symbols) {
    this.symbols = symbols;
  }

  List<AnnotationModel> of(Symbol symbol) {
    var attributes = symbol.getAnnotationMirrors();
    if (attributes.isEmpty()) {
      return List.of();
    }
    List<AnnotationModel> result = new ArrayList<>(attributes.size());
    for (Compound attribute : attributes) {
      result.add(model(attribute));
    }
    return result;
  }

  private AnnotationModel model(Compound attribute) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Pair<MethodSymbol, Attribute> pair : attribute.values) {
      Object value = value(pair.snd);
      if (value != null) {
        values.put(pair.fst.name.toString(), value);
      }
    }
    return new AnnotationModel(symbols.internalName(attribute.type.tsym), values);
  }

  private Object value(Attribute attribute) {
    if (attribute instanceof Attribute.Constant constant) {
      return constant.type.hasTag(TypeTag.BOOLEAN) || constant.type.hasTag(TypeTag.CHAR)
          ? constant.getValue()
          : constant.value;
    }
    if (attribute instanceof Attribute.Class literal) {
      return symbols.internalName(literal.classType);
    }
    if (attribute instanceof Attribute.Enum constant) {
      return constant.value.name.toString();
    }
    if (attribute instanceof Attribute.Array array) {
      List<Object> result = new ArrayList<>(array.values.length);
      for (Attribute each : array.values) {
        Object value = value(each);
        if (value != null) {
          result.add(value);
        }
      }
      return List.copyOf(result);
    }
    return null;
  }
}
