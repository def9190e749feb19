package dev.watertight.rules;

import dev.watertight.analysis.Verdict;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import java.util.List;
import java.util.Optional;

/**
 * One kind of defect: looks at a verdict of the analysis and puts it into words, or stays silent.
 * Implementations are stateless and found through {@link java.util.ServiceLoader}.
 */
public interface Rule {
  /** Stable identifier, the name in {@code @SuppressWarnings}; also the page's name. */
  String id();

  /** Former or other names that switches and suppressions accept. */
  default List<String> alternativeNames() {
    return List.of();
  }

  /** One line for lists, no full stop. */
  String summary();

  Family family();

  /** Of several rules that explain one verdict the one with the lowest number speaks. */
  int precedence();

  /** CWE number of the weakness; 401 is "missing release of memory after effective lifetime". */
  default int cwe() {
    return 401;
  }

  /** The finding, if this rule explains the verdict. */
  Optional<Finding> judge(Verdict verdict);
}
