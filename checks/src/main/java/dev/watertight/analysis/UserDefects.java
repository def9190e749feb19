package dev.watertight.analysis;

import dev.watertight.model.ClassModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several classes enter what is theirs into one long-lived container; one takes it out when it
 * ends, another forgets to.
 */
final class UserDefects {
  private static final int MOST_OVERLOADS = 3;

  private final Scene scene;

  UserDefects(Scene scene) {
    this.scene = scene;
  }

  List<Defect> of(ContainerFacts facts, HolderLife life) {
    if (!life.isLong()
        || !facts.hasKeyedRelease()
        || isContainerItself(facts.container().ref().owner())) {
      return List.of();
    }
    Set<MethodModel> cleaning = facts.leadsSoonToRelease(scene.calls());
    MethodModel example = null;
    List<MethodModel> forgetful = new ArrayList<>();
    Map<ClassModel, MethodModel> users = users(facts);
    for (ClassModel user : users.keySet()) {
      MethodModel end = null;
      MethodModel cleaningEnd = null;
      for (MethodModel method : user.methods()) {
        if (!method.isPrivate()
            && !method.isLambdaBody()
            && scene.lives().has(method, Phase.STOP)) {
          end = end == null ? method : end;
          cleaningEnd = cleaning.contains(method) ? method : cleaningEnd;
        }
      }
      if (cleaningEnd != null) {
        example = example == null ? cleaningEnd : example;
      } else if (end != null
          && scene.lives().startUpOnly(users.get(user))
          && !cleansAnywhere(user, cleaning)
          && isShorter(user, life)) {
        forgetful.add(end);
      }
    }
    if (example == null || forgetful.isEmpty()) {
      return List.of();
    }
    MethodModel end = forgetful.get(0);
    ClassModel user = scene.hierarchy().declaring(end);
    return List.of(
        new Defect.EndWithoutRemoval(
            ContainerJudge.confidence(facts),
            "user:" + Types.simpleName(user.name()) + "." + end.name(),
            Types.simpleName(user.name()),
            users.get(user).isConstructor()
                ? "the constructor of " + Types.simpleName(user.name())
                : users.get(user).name(),
            Site.of(scene.hierarchy(), users.get(user), users.get(user).line()),
            List.of(Types.simpleName(user.name()) + "." + end.name()),
            List.of(
                Types.simpleName(scene.hierarchy().declaring(example).name())
                    + "."
                    + example.name()),
            Site.of(scene.hierarchy(), end, end.line())));
  }

  private boolean isContainerItself(String holder) {
    return scene.lookup().first("container", holder) != null
        || scene.lookup().first("container", Types.outermost(holder)) != null;
  }

  /** Classes that call a method of the holder which adds what it is given, and where they do. */
  private Map<ClassModel, MethodModel> users(ContainerFacts facts) {
    String home = Types.outermost(facts.container().ref().owner());
    Map<ClassModel, MethodModel> result = new LinkedHashMap<>();
    for (Operation growth : facts.growth()) {
      if (!isGiven(growth.key()) && !isGiven(growth.value())) {
        continue;
      }
      collect(growth.method(), home, 0, result);
    }
    return result;
  }

  private void collect(
      MethodModel entrance, String home, int depth, Map<ClassModel, MethodModel> result) {
    for (MethodModel caller : scene.calls().callers(entrance)) {
      ClassModel user = scene.hierarchy().declaring(caller);
      if (user == null) {
        continue;
      }
      if (!Types.outermost(user.name()).equals(home)) {
        result.putIfAbsent(user, caller);
      } else if (caller != entrance && depth < MOST_OVERLOADS) {
        collect(caller, home, depth + 1, result);
      }
    }
  }

  private static boolean isGiven(Operand operand) {
    return operand != null && operand.value() instanceof Value.Param;
  }

  private boolean cleansAnywhere(ClassModel user, Set<MethodModel> cleaning) {
    String home = Types.outermost(user.name());
    for (MethodModel method : cleaning) {
      ClassModel type = scene.hierarchy().declaring(method);
      if (type != null && Types.outermost(type.name()).equals(home)) {
        return true;
      }
    }
    return false;
  }

  private boolean isShorter(ClassModel user, HolderLife holder) {
    HolderLife.Length least =
        holder.length() == HolderLife.Length.JVM
            ? HolderLife.Length.APPLICATION
            : HolderLife.Length.LONG;
    return scene.holders().of(user).length().compareTo(least) >= 0;
  }
}
