package dev.watertight.analysis;

import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.MethodModel;
import dev.watertight.model.Progress;
import dev.watertight.model.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** One run over a world: finds what is tracked, what happens to it, and what is wrong with it. */
public final class Analysis {
  private final Scene scene;
  private final Map<FieldRef, ContainerFacts> facts = new TreeMap<>();

  private Analysis(World world, Knowledge knowledge) {
    this.scene = new Scene(world, knowledge);
  }

  /** Looks at everything once. */
  public static Analysis of(World world, Knowledge knowledge, Progress progress) {
    Analysis analysis = new Analysis(world, knowledge);
    analysis.collect(progress);
    return analysis;
  }

  private void collect(Progress progress) {
    Containers containers = scene.containers();
    containers.linkAliases(scene.arguments(), scene.locator());
    Map<FieldRef, List<Operation>> operations = new TreeMap<>();
    Set<MethodModel> relevant = relevant();
    int read = 0;
    for (MethodModel method : relevant) {
      for (Operation operation : scene.effects().of(method)) {
        FieldRef field = operation.at().field();
        if (field != null) {
          operations.computeIfAbsent(field, k -> new ArrayList<>()).add(operation);
        }
      }
      progress.at("methods followed", ++read, relevant.size());
    }
    operations.forEach(
        (field, list) -> {
          Container container = containers.container(field);
          ContainerFacts gathered = new ContainerFacts(container, list);
          GrowthFilter filter = new GrowthFilter(scene, container);
          for (Operation operation : list) {
            filter.sort(operation, gathered);
          }
          facts.put(field, gathered);
        });
  }

  /** Methods that mention a container, directly or through a getter. */
  private Set<MethodModel> relevant() {
    Set<MethodModel> result = new LinkedHashSet<>();
    for (FieldRef field : scene.containers().fields()) {
      result.addAll(scene.containers().readers(field));
      result.addAll(scene.containers().writers(field));
    }
    Set<MethodModel> getters = result;
    for (int round = 0; round < 2; round++) {
      Set<MethodModel> more = new LinkedHashSet<>();
      for (MethodModel getter : getters) {
        if (!scene.locator().fieldsOnly(scene.locator().returned(getter)).isEmpty()) {
          more.addAll(scene.calls().callers(getter));
        }
      }
      more.removeAll(result);
      result.addAll(more);
      getters = more;
    }
    return result;
  }

  /**
   * What does not let go: containers sorted by field, then the other kinds in the order of classes
   * and members.
   *
   * @param trouble told of a member whose judging failed, and why
   */
  public List<Verdict> verdicts(BiConsumer<String, Throwable> trouble, Progress progress) {
    List<Verdict> result = new ArrayList<>();
    int judged = 0;
    ContainerJudge judge = new ContainerJudge(scene, facts);
    for (ContainerFacts each : facts.values()) {
      try {
        ContainerVerdict verdict = judge.judge(each);
        if (verdict != null) {
          result.add(verdict);
        }
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        trouble.accept(each.container().ref().toString(), e);
      }
      progress.at("containers judged", ++judged, facts.size());
    }
    result.addAll(new RegistrationJudge(scene, facts.values()).verdicts(trouble));
    result.addAll(new OwnThreadJudge(scene).verdicts(trouble));
    result.addAll(new ThreadJudge(scene).verdicts(trouble));
    result.addAll(new ImmortalJudge(scene).verdicts(trouble));
    return result;
  }

  /**
   * What was seen of one container or of the registrations of one method, and why it was or was not
   * reported, as lines of text.
   *
   * @param member {@code pkg.Class.field} or a suffix of it at a dot or dollar
   */
  public List<String> explain(String member) {
    List<String> lines = new ArrayList<>();
    ContainerJudge judge = new ContainerJudge(scene, facts);
    for (ContainerFacts each : facts.values()) {
      String name = each.container().ref().toString();
      if (name.equals(member) || name.endsWith("." + member) || name.endsWith("$" + member)) {
        lines.addAll(judge.explain(each));
      }
    }
    lines.addAll(new RegistrationJudge(scene, facts.values()).explain(member));
    if (lines.isEmpty()) {
      lines.add(
          "No method that registers something, and no container field, is called "
              + member
              + "; "
              + facts.size()
              + " containers are used in "
              + scene.world().classes().size()
              + " classes");
    }
    lines.add(
        scene.world().missing().isEmpty()
            ? "No class was missing"
            : "Missing classes: " + String.join(", ", scene.world().missing()));
    return lines;
  }

  /** Classes looked at. */
  public int classCount() {
    return scene.world().classes().size();
  }

  /** Containers in use. */
  public int containerCount() {
    return facts.size();
  }

  Scene scene() {
    return scene;
  }

  Map<FieldRef, ContainerFacts> facts() {
    return facts;
  }

  /** The class that holds a field, for tests and reports. */
  public ClassModel holder(FieldRef field) {
    return scene.world().find(field.owner());
  }
}
