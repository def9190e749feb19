package dev.watertight.extract.javac;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parts of trees that the oldest supported compiler does not have, by name. */
final class Newer {
  private static final ClassValue<Map<String, Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Field> computeValue(Class<?> type) {
          Map<String, Field> fields = new HashMap<>();
          for (Field field : type.getFields()) {
            fields.put(field.getName(), field);
          }
          return Map.copyOf(fields);
        }
      };

  private Newer() {}

  private static Object part(JCTree tree, String name) {
    Field field = FIELDS.get(tree.getClass()).get(name);
    try {
      return field == null ? null : field.get(tree);
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  /** The subtree, or null where this compiler's trees have none of that name. */
  static JCTree tree(JCTree tree, String field) {
    return part(tree, field) instanceof JCTree found ? found : null;
  }

  static JCExpression expression(JCTree tree, String field) {
    return part(tree, field) instanceof JCExpression found ? found : null;
  }

  static List<JCTree> trees(JCTree tree, String field) {
    List<JCTree> result = new ArrayList<>();
    if (part(tree, field) instanceof Iterable<?> parts) {
      for (Object each : parts) {
        if (each instanceof JCTree found) {
          result.add(found);
        }
      }
    }
    return result;
  }
}
