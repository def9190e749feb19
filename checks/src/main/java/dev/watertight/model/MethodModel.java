package dev.watertight.model;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A declared method, constructor, class initialiser or lambda body.
 *
 * <p>Lambda bodies are methods of their own in both extractors, as in class files: captured values
 * are the leading parameters. {@link #enclosing()} names the method whose text contains them.
 */
public final class MethodModel {
  private static final int SYNTHETIC = 0x1000;
  private static final int BRIDGE = 0x40;

  private final MethodRef ref;
  private final int access;
  private final List<String> exceptions;
  private final List<AnnotationModel> annotations;
  private final MethodRef enclosing;
  private final IntSupplier lineSource;
  private final Index index;
  private final Supplier<Body> bodySource;
  private Body body;
  private boolean bodyBuilt;

  /**
   * @param exceptions internal names of the declared exceptions
   * @param enclosing for a lambda body the method that contains it, otherwise null
   * @param lineSource tells the first line with code, 0 where unknown; few methods are asked
   * @param bodySource builds the event graph on first use; yields null where there is none
   */
  public MethodModel(
      MethodRef ref,
      int access,
      List<String> exceptions,
      List<AnnotationModel> annotations,
      MethodRef enclosing,
      IntSupplier lineSource,
      Index index,
      Supplier<Body> bodySource) {
    this.ref = ref;
    this.access = access;
    this.exceptions = List.copyOf(exceptions);
    this.annotations = List.copyOf(annotations);
    this.enclosing = enclosing;
    this.lineSource = lineSource;
    this.index = index;
    this.bodySource = bodySource;
  }

  public MethodRef ref() {
    return ref;
  }

  public String name() {
    return ref.name();
  }

  public int access() {
    return access;
  }

  public List<String> exceptions() {
    return exceptions;
  }

  public List<AnnotationModel> annotations() {
    return annotations;
  }

  public MethodRef enclosing() {
    return enclosing;
  }

  /** First line with code, 0 where unknown. */
  public int line() {
    return lineSource.getAsInt();
  }

  public Index index() {
    return index;
  }

  /** The event graph, built on first use; null for abstract and native methods. */
  public synchronized Body body() {
    if (!bodyBuilt) {
      bodyBuilt = true;
      body = bodySource.get();
    }
    return body;
  }

  public boolean isStatic() {
    return Modifier.isStatic(access);
  }

  public boolean isPrivate() {
    return Modifier.isPrivate(access);
  }

  public boolean isPublicOrProtected() {
    return Modifier.isPublic(access) || Modifier.isProtected(access);
  }

  public boolean isAbstract() {
    return Modifier.isAbstract(access);
  }

  public boolean isConstructor() {
    return ref.name().equals("<init>");
  }

  public boolean isClassInitialiser() {
    return ref.name().equals("<clinit>");
  }

  /** True of lambda bodies. */
  public boolean isLambdaBody() {
    return enclosing != null;
  }

  public boolean isSynthetic() {
    return (access & SYNTHETIC) != 0;
  }

  public boolean isBridge() {
    return (access & BRIDGE) != 0;
  }

  @Override
  public String toString() {
    return ref.toString() + ref.descriptor();
  }
}
