package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import java.util.Map;

/** An index beside a container that limits itself: what that drops, the index keeps. */
final class EvictedSiblings {
  private final Scene scene;
  private final Map<FieldRef, ContainerFacts> all;

  EvictedSiblings(Scene scene, Map<FieldRef, ContainerFacts> all) {
    this.scene = scene;
    this.all = all;
  }

  /** The defect, or null. */
  Defect of(ContainerFacts facts, HolderLife life) {
    if (!facts.releases().isEmpty() || !life.isLong() || facts.container().limitsItself()) {
      return null;
    }
    for (FieldModel field : facts.container().holder().fields()) {
      ContainerFacts other = all.get(field.ref());
      if (other != null
          && (other.container().flags().contains("bounded")
              || other.container().flags().contains("expiring"))) {
        Operation filled = filledTogether(facts, other);
        if (filled != null) {
          return new Defect.EvictedBeside(
              ContainerJudge.confidence(facts),
              "none",
              other.container().ref().name(),
              Site.of(scene.hierarchy(), filled));
        }
      }
    }
    return null;
  }

  private static Operation filledTogether(ContainerFacts facts, ContainerFacts other) {
    for (Operation growth : facts.growth()) {
      for (Operation beside : other.all()) {
        if (beside.kind() == Kind.GROW
            && beside.at().level() == 0
            && SiblingDefects.filledTogether(growth, beside)) {
          return beside;
        }
      }
    }
    return null;
  }
}
