package dev.watertight.analysis;

import dev.watertight.findings.Confidence;
import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A wrapper is entered into a container and takes itself out in one of its methods, but its end is
 * inherited from a class that forwards everything, and goes straight to what it wraps.
 */
final class WrapperDefects {
  private final Scene scene;

  WrapperDefects(Scene scene) {
    this.scene = scene;
  }

  List<Defect> of(ContainerFacts facts) {
    if (!facts.hasKeyedRelease()) {
      return List.of();
    }
    for (Operation growth : facts.growth()) {
      for (Operand operand : new Operand[] {growth.value(), growth.key()}) {
        String name = operand == null ? null : Types.internalName(operand.value().type());
        if (name != null && scene.world().judges(name)) {
          Defect defect = judge(facts, growth, scene.hierarchy().find(name));
          if (defect != null) {
            return List.of(defect);
          }
        }
      }
    }
    return List.of();
  }

  private Defect judge(ContainerFacts facts, Operation growth, ClassModel wrapper) {
    String wrapped = wrapped(wrapper);
    MethodModel end = wrapped == null ? null : forwardedEnd(wrapper, wrapped);
    if (end == null
        || !scene.hierarchy().subclasses(wrapper.name()).isEmpty()
        || !takesItselfOut(facts, wrapper)) {
      return null;
    }
    Set<MethodModel> cleaning = facts.leadsSoonToRelease(scene.calls());
    TreeSet<String> passing = new TreeSet<>();
    MethodModel removal = null;
    boolean ends = false;
    for (MethodModel method : wrapper.methods()) {
      if (cleaning.contains(method) && !method.isPrivate() && !method.isLambdaBody()) {
        if (method.isConstructor()) {
          return null; // it hands its removal on, whoever runs it
        }
        passing.add(method.name());
        removal = removal == null ? method : removal;
        ends |= scene.lives().isStopName(method.name());
      }
    }
    if (removal == null) {
      return null;
    }
    String begin =
        growth.method().isLambdaBody()
            ? growth.method().enclosing().name()
            : growth.method().name();
    return new Defect.EndNotOverridden(
        ends ? Confidence.POSSIBLE : ContainerJudge.confidence(facts),
        "forwarded:" + end.name(),
        Types.simpleName(wrapped),
        begin.equals("<init>") ? "the constructor" : begin,
        Site.of(scene.hierarchy(), growth),
        List.copyOf(passing),
        Site.of(scene.hierarchy(), removal, removal.line()),
        Types.simpleName(wrapper.name()),
        end.name(),
        Defect.EndNotOverridden.Lack.NOT_OVERRIDDEN);
  }

  /** The type that the class both is and holds one of, through a class between the two; or null. */
  private String wrapped(ClassModel wrapper) {
    String between = wrapper.superName();
    if (wrapper.isInterface() || between == null || between.equals("java/lang/Object")) {
      return null;
    }
    for (String name : List.of(wrapper.name(), between)) {
      ClassModel type = scene.hierarchy().find(name);
      if (type == null) {
        continue;
      }
      for (FieldModel field : type.fields()) {
        String held = Types.internalName(field.descriptor());
        if (!field.isStatic()
            && held != null
            && !held.equals("java/lang/Object")
            && !held.equals(between)
            && !held.equals(wrapper.name())
            && scene.hierarchy().isSubtype(between, held)) {
          return held;
        }
      }
    }
    return null;
  }

  /** An end of the wrapped type that the class between forwards and the wrapper does not touch. */
  private MethodModel forwardedEnd(ClassModel wrapper, String wrapped) {
    ClassModel between = scene.hierarchy().find(wrapper.superName());
    ClassModel type = scene.hierarchy().find(wrapped);
    if (between == null || type == null) {
      return null;
    }
    for (MethodModel end : between.methods()) {
      if (scene.lives().isStopName(end.name())
          && !end.isAbstract()
          && !end.isStatic()
          && !end.isPrivate()
          && type.method(end.name(), end.ref().descriptor()) != null
          && wrapper.methods().stream().noneMatch(own -> own.name().equals(end.name()))
          && forwards(between, end, wrapped)) {
        return end;
      }
    }
    return null;
  }

  /** Whether the method calls its namesake of the wrapped type and nothing of its own but that. */
  private boolean forwards(ClassModel between, MethodModel end, String wrapped) {
    boolean forwarded = false;
    for (MethodRef call : end.index().calls()) {
      if (call.name().equals(end.name()) && scene.hierarchy().isSubtype(call.owner(), wrapped)) {
        forwarded = true;
      } else if (!scene
              .hierarchy()
              .isSubtype(Types.internalName(Types.returnType(call.descriptor())), wrapped)
          || !scene.hierarchy().isSubtype(between.name(), call.owner())) {
        return false; // a hook that the wrapper may have filled
      }
    }
    return forwarded;
  }

  /** Whether nothing but the wrapper removes single entries. */
  private boolean takesItselfOut(ContainerFacts facts, ClassModel wrapper) {
    for (MethodModel method : facts.releasing()) {
      List<MethodModel> removers = new ArrayList<>();
      if (scene.hierarchy().declaring(method) == wrapper) {
        removers.add(method);
      } else if (!scene.lives().has(method, Phase.STOP)) {
        removers.addAll(scene.calls().callers(method));
        if (removers.isEmpty()) {
          return false;
        }
      }
      for (MethodModel remover : removers) {
        if (scene.hierarchy().declaring(remover) != wrapper || remover.isLambdaBody()) {
          return false;
        }
      }
    }
    return true;
  }
}
