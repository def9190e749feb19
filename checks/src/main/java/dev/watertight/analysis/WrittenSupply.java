package dev.watertight.analysis;

import dev.watertight.model.MethodModel;
import dev.watertight.model.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a container is filled with as many things as the author of the program wrote down: by
 * methods that register them one by one or load them from a description, for keys that callers name
 * by constants.
 *
 * <p>Nothing in the code tells {@code register(name, value)} of an extension point from that of a
 * user, so the names of methods are asked. A name is evidence and no proof: that of a method that
 * registers counts only where its callers fit it, and all that names can do is to lower a claim, or
 * to withhold one that has no other ground than that callers choose what is added. Where shorter
 * lives are seen to bring the entries, {@link Supply#isEndless}, names are not asked.
 */
final class WrittenSupply {
  private static final int FARTHEST = 4;

  /** First words of the names of methods that take one thing more. */
  private static final List<String> REGISTRARS =
      List.of(
          "register",
          "add",
          "set",
          "put",
          "define",
          "install",
          "declare",
          "bind",
          "configure",
          "with",
          "include",
          "exclude",
          "enable",
          "support",
          "contribute",
          "ignore",
          "map");

  /** First words of the names of methods that read many from one source. */
  private static final List<String> LOADERS =
      List.of(
          "load", "import", "parse", "init", "scan", "build", "collect", "visit", "accept", "apply",
          "deploy");

  private final Hierarchy hierarchy;
  private final CallGraph calls;
  private final Lives lives;
  private final Holders holders;
  private final Keys keys;
  private final Handings handings;

  WrittenSupply(
      Hierarchy hierarchy,
      CallGraph calls,
      Lives lives,
      Holders holders,
      Keys keys,
      Handings handings) {
    this.hierarchy = hierarchy;
    this.calls = calls;
    this.lives = lives;
    this.holders = holders;
    this.keys = keys;
    this.handings = handings;
  }

  /**
   * Whether all additions are made by methods that read a configuration in, or that register
   * something and, as far as one can see, are called while something comes up: others may call
   * them, too, but hardly for each life.
   */
  boolean isRegistry(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      MethodModel method = growth.method();
      String name = nameOf(method);
      if (!Types.beginsWithWord(name, LOADERS)
          && !(Types.beginsWithWord(name, REGISTRARS) && isCalledAtStartUp(method))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether all additions look like as many as the author of the program wrote down: what is
   * registered by a method that only others call, what all callers in sight name by constants, what
   * is filed under a format or locale. Code that is out of sight may still do otherwise.
   */
  boolean seemsFinite(ContainerFacts facts) {
    for (Operation growth : facts.growth()) {
      MethodModel method = growth.method();
      String name = nameOf(method);
      boolean registers =
          Types.beginsWithWord(name, REGISTRARS) && isForRegistering(method, FARTHEST);
      Operand what = growth.key() == null ? growth.value() : growth.key();
      if (!registers
          && !(what != null && (keys.isOfFormats(what) || isWrittenDown(what, FARTHEST)))) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing in sight calls the method but what comes up, or registers in its turn. */
  private boolean isForRegistering(MethodModel method, int hops) {
    for (MethodModel caller : calls.callers(method)) {
      boolean comesUp =
          lives.startUpOnly(caller)
              || caller.isClassInitialiser()
              || (caller.isConstructor() && holders.of(hierarchy.declaring(caller)).isLong());
      boolean registers =
          Types.beginsWithWord(caller.name(), REGISTRARS)
              || Types.beginsWithWord(caller.name(), LOADERS);
      if (!comesUp && !(registers && hops > 0 && isForRegistering(caller, hops - 1))) {
        return false;
      }
    }
    return true;
  }

  /** Whether every call in sight passes a constant or a class. */
  private boolean isWrittenDown(Operand operand, int hops) {
    MethodModel method = operand.method();
    if (keys.isClosed(operand, "Ljava/lang/Object;")) {
      return true;
    }
    Set<Integer> parameters = new HashSet<>();
    if (hops == 0
        || Handings.parameters(method, operand.value(), parameters)
        || parameters.size() != 1) {
      return false;
    }
    boolean seen = false;
    for (MethodModel caller : calls.callers(method)) {
      if (caller.body() == null || caller == method) {
        continue;
      }
      for (Handings.Handing handing : handings.of(caller, method)) {
        for (Value argument : handing.to(parameters)) {
          seen = true;
          if (!isWrittenDown(new Operand(caller, argument), hops - 1)) {
            return false;
          }
        }
      }
    }
    return seen;
  }

  private boolean isCalledAtStartUp(MethodModel method) {
    List<MethodModel> callers = calls.callers(method);
    return !callers.isEmpty() && callers.stream().allMatch(lives::startUpOnly);
  }

  /** The name that the author gave the code. */
  private static String nameOf(MethodModel method) {
    return method.isLambdaBody() ? method.enclosing().name() : method.name();
  }
}
