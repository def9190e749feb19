package dev.watertight.model;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A class, interface, enum, record or annotation type. Of most classes that are looked up only the
 * supertypes matter, so that the members of one may be made when they are asked for.
 */
public final class ClassModel {
  private static final int ENUM = 0x4000;

  /** So many methods are found faster one by one than by a map that has to be filled first. */
  private static final int FEW = 12;

  /**
   * What the head of the declaration says.
   *
   * @param name internal name
   * @param access JVM access flags (those of the InnerClasses attribute for a nested class)
   * @param superName internal name, null for {@code java/lang/Object}
   * @param interfaces internal names
   * @param sourceFile path below a source root, such as {@code pkg/Outer.java}; null where unknown
   * @param outerClass internal name of the class whose text directly contains this one, or null
   * @param enclosingMethod for local and anonymous classes the method that contains them, or null
   * @param anonymous whether the class has no name in the source
   * @param annotations those with class or runtime retention (javac: all)
   */
  public record Head(
      String name,
      int access,
      String superName,
      List<String> interfaces,
      String sourceFile,
      String outerClass,
      MethodRef enclosingMethod,
      boolean anonymous,
      List<AnnotationModel> annotations) {
    public Head {
      interfaces = List.copyOf(interfaces);
      annotations = List.copyOf(annotations);
    }
  }

  private final Head head;
  private final Supplier<List<FieldModel>> fieldSource;
  private final Supplier<List<MethodModel>> methodSource;
  private List<FieldModel> fields;
  private List<MethodModel> methods;
  private Map<String, List<MethodModel>> byName;

  /**
   * A class with its members.
   *
   * @param fields in declaration order
   * @param methods in declaration order, lambda bodies last
   */
  public ClassModel(Head head, List<FieldModel> fields, List<MethodModel> methods) {
    this(head, () -> fields, () -> methods);
  }

  /** A class whose members are made on first use; each source is asked once. */
  public ClassModel(
      Head head, Supplier<List<FieldModel>> fieldSource, Supplier<List<MethodModel>> methodSource) {
    this.head = head;
    this.fieldSource = fieldSource;
    this.methodSource = methodSource;
  }

  /** Internal name. */
  public String name() {
    return head.name();
  }

  /** JVM access flags. */
  public int access() {
    return head.access();
  }

  /** Internal name, null for {@code java/lang/Object}. */
  public String superName() {
    return head.superName();
  }

  /** Internal names. */
  public List<String> interfaces() {
    return head.interfaces();
  }

  /** Path below a source root; null where unknown. */
  public String sourceFile() {
    return head.sourceFile();
  }

  /** Internal name of the class whose text directly contains this one, or null. */
  public String outerClass() {
    return head.outerClass();
  }

  /** The method that contains a local or anonymous class, or null. */
  public MethodRef enclosingMethod() {
    return head.enclosingMethod();
  }

  /** Whether the class has no name in the source. */
  public boolean anonymous() {
    return head.anonymous();
  }

  public List<AnnotationModel> annotations() {
    return head.annotations();
  }

  /** In declaration order. */
  public synchronized List<FieldModel> fields() {
    if (fields == null) {
      fields = List.copyOf(fieldSource.get());
    }
    return fields;
  }

  /** In declaration order, lambda bodies last. */
  public synchronized List<MethodModel> methods() {
    if (methods == null) {
      methods = List.copyOf(methodSource.get());
    }
    return methods;
  }

  /** Those of that name, in declaration order. */
  public List<MethodModel> methods(String methodName) {
    if (methods().size() > FEW) {
      return byName().getOrDefault(methodName, List.of());
    }
    List<MethodModel> result = List.of();
    for (MethodModel method : methods()) {
      if (method.name().equals(methodName)) {
        result = result.isEmpty() ? new ArrayList<>(2) : result;
        result.add(method);
      }
    }
    return result;
  }

  private synchronized Map<String, List<MethodModel>> byName() {
    if (byName == null) {
      byName = new HashMap<>();
      for (MethodModel method : methods()) {
        byName.computeIfAbsent(method.name(), k -> new ArrayList<>(1)).add(method);
      }
    }
    return byName;
  }

  public boolean isInterface() {
    return Modifier.isInterface(access());
  }

  public boolean isEnum() {
    return (access() & ENUM) != 0;
  }

  public boolean isStatic() {
    return Modifier.isStatic(access());
  }

  /** The declared field of that name, or null. */
  public FieldModel field(String fieldName) {
    for (FieldModel field : fields()) {
      if (field.ref().name().equals(fieldName)) {
        return field;
      }
    }
    return null;
  }

  /** The declared method, or null. */
  public MethodModel method(String methodName, String descriptor) {
    for (MethodModel method : methods(methodName)) {
      if (method.ref().descriptor().equals(descriptor)) {
        return method;
      }
    }
    return null;
  }

  /** {@code pkg.Outer$Inner}. */
  public String displayName() {
    return name().replace('/', '.');
  }

  @Override
  public String toString() {
    return displayName();
  }
}
