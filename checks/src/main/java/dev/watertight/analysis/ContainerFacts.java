package dev.watertight.analysis;

import dev.watertight.analysis.Operation.Kind;
import dev.watertight.model.MethodModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that is done to one container, sorted out. */
final class ContainerFacts {
  private static final int SOON = 4;

  private final Container container;
  private final List<Operation> all;
  private final List<Operation> growth = new ArrayList<>();
  private final List<Operation> weakGrowth = new ArrayList<>(0);
  private final List<Operation> releases = new ArrayList<>();
  private final List<Operation> deadReleases = new ArrayList<>();
  private final List<Operation> innerReleases = new ArrayList<>();
  private final List<Operation> reads = new ArrayList<>();
  private final List<Operation> escapes = new ArrayList<>();
  private final Set<MethodModel> releasing = new LinkedHashSet<>();
  private Set<MethodModel> leadsToRelease;
  private Set<MethodModel> leadsSoonToRelease;

  ContainerFacts(Container container, List<Operation> all) {
    this.container = container;
    this.all = List.copyOf(all);
  }

  Container container() {
    return container;
  }

  List<Operation> all() {
    return all;
  }

  /** Additions that count: not configuration, not bounded, with keys without end. */
  List<Operation> growth() {
    return growth;
  }

  /** Additions that would count if the keys were not weak. */
  List<Operation> weakGrowth() {
    return weakGrowth;
  }

  /** Removals of entries, in code that can run. */
  List<Operation> releases() {
    return releases;
  }

  /** Removals in code that nothing calls. */
  List<Operation> deadReleases() {
    return deadReleases;
  }

  /** Removals from the values of the container. */
  List<Operation> innerReleases() {
    return innerReleases;
  }

  List<Operation> reads() {
    return reads;
  }

  List<Operation> escapes() {
    return escapes;
  }

  /** Methods whose own text releases. */
  Set<MethodModel> releasing() {
    return releasing;
  }

  /** Methods that may lead to a release. */
  Set<MethodModel> leadsToRelease(CallGraph calls) {
    if (leadsToRelease == null) {
      leadsToRelease = calls.reaching(releasing);
    }
    return leadsToRelease;
  }

  /** Methods that lead to a release through a few calls, so that it is part of what they do. */
  Set<MethodModel> leadsSoonToRelease(CallGraph calls) {
    if (leadsSoonToRelease == null) {
      leadsSoonToRelease = calls.reaching(releasing, SOON);
    }
    return leadsSoonToRelease;
  }

  boolean hasKeyedRelease() {
    for (Operation release : releases) {
      if (release.kind() == Kind.SHRINK || release.kind() == Kind.SHRINK_SOME) {
        return true;
      }
    }
    return false;
  }

  void sort(Operation operation, boolean counts, boolean live) {
    switch (operation.kind()) {
      case GROW -> {
        if (operation.at().level() == 0) {
          if (counts) {
            (container.limitsItself() ? weakGrowth : growth).add(operation);
          }
        } else {
          reads.add(operation);
        }
      }
      case SHRINK, SHRINK_SOME, CLEAR, REASSIGN -> {
        if (operation.at().level() > 0) {
          innerReleases.add(operation);
        } else if (live) {
          releases.add(operation);
          releasing.add(operation.method());
        } else {
          deadReleases.add(operation);
        }
      }
      case ESCAPE -> escapes.add(operation);
      case READ, ITERATE, CONTAINS, SIZE, COMPUTE -> reads.add(operation);
    }
  }
}
