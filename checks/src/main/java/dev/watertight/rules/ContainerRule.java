package dev.watertight.rules;

import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Verdict;
import dev.watertight.findings.Finding;
import java.util.Optional;

/** A rule about containers. */
interface ContainerRule extends Rule {
  /** The finding, if this rule explains what is wrong with the container. */
  Optional<Finding> judge(ContainerVerdict verdict);

  @Override
  default Optional<Finding> judge(Verdict verdict) {
    return verdict instanceof ContainerVerdict container ? judge(container) : Optional.empty();
  }
}
