package dev.watertight.model;

import java.lang.reflect.Modifier;
import java.util.List;

/**
 * A class, interface, enum, record or annotation type.
 *
 * @param name internal name
 * @param access JVM access flags (those of the InnerClasses attribute for a nested class)
 * @param superName internal name, null for {@code java/lang/Object}
 * @param interfaces internal names
 * @param signature generic JVM signature or null
 * @param sourceFile path below a source root, such as {@code pkg/Outer.java}; null where unknown
 * @param outerClass internal name of the class whose text directly contains this one, or null
 * @param enclosingMethod for local and anonymous classes the method that contains them, or null
 * @param anonymous whether the class has no name in the source
 * @param annotations those with class or runtime retention (javac: all)
 * @param fields in declaration order
 * @param methods in declaration order, lambda bodies last
 */
public record ClassModel(
    String name,
    int access,
    String superName,
    List<String> interfaces,
    String signature,
    String sourceFile,
    String outerClass,
    MethodRef enclosingMethod,
    boolean anonymous,
    List<AnnotationModel> annotations,
    List<FieldModel> fields,
    List<MethodModel> methods) {
  private static final int ENUM = 0x4000;

  public ClassModel {
    interfaces = List.copyOf(interfaces);
    annotations = List.copyOf(annotations);
    fields = List.copyOf(fields);
    methods = List.copyOf(methods);
  }

  public boolean isInterface() {
    return Modifier.isInterface(access);
  }

  public boolean isEnum() {
    return (access & ENUM) != 0;
  }

  public boolean isStatic() {
    return Modifier.isStatic(access);
  }

  /** The declared field of that name, or null. */
  public FieldModel field(String fieldName) {
    for (FieldModel field : fields) {
      if (field.ref().name().equals(fieldName)) {
        return field;
      }
    }
    return null;
  }

  /** The declared method, or null. */
  public MethodModel method(String methodName, String descriptor) {
    for (MethodModel method : methods) {
      if (method.name().equals(methodName) && method.ref().descriptor().equals(descriptor)) {
        return method;
      }
    }
    return null;
  }

  /** {@code pkg.Outer$Inner}. */
  public String displayName() {
    return name.replace('/', '.');
  }
}
