package dev.watertight.rules;

import dev.watertight.analysis.Container;
import dev.watertight.analysis.ContainerVerdict;
import dev.watertight.analysis.Defect;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Fix;
import dev.watertight.findings.Kept;
import dev.watertight.findings.Place;
import dev.watertight.findings.Step;
import dev.watertight.findings.Step.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** How a verdict on a container is told: the chain that all rules share. */
final class Telling {
  private static final int MOST_SITES = 3;

  private final Rule rule;
  private final ContainerVerdict verdict;
  private final Defect defect;
  private final List<Step> found = new ArrayList<>();
  private Step begins;
  private Step expected;
  private Fix fix;
  private Place place;

  Telling(Rule rule, ContainerVerdict verdict, Defect defect) {
    this.rule = rule;
    this.verdict = verdict;
    this.defect = defect;
    this.place = defect.at() == null ? verdict.growth().get(0) : defect.at();
  }

  /** The container as messages name it. */
  static String name(ContainerVerdict verdict) {
    return verdict.container().ref().name();
  }

  /** {@code map SessionRegistry.entries}. */
  static String subject(ContainerVerdict verdict) {
    Container container = verdict.container();
    String holder = container.holder().name();
    int cut = Math.max(holder.lastIndexOf('/'), holder.lastIndexOf('$'));
    return container.kind() + " " + holder.substring(cut + 1) + "." + container.ref().name();
  }

  /** What a place's member is called in a sentence. */
  static String method(Place place) {
    return place.member().equals("<init>")
        ? "the constructor"
        : place.member().equals("<clinit>") ? "the class initialiser" : place.member();
  }

  Telling at(Place other) {
    place = other;
    return this;
  }

  /** Where the shorter life begins, if that is not where it is stored. */
  Telling begins(Place where, String text) {
    if (verdict.growth().stream()
        .noneMatch(site -> site.qualifiedMember().equals(where.qualifiedMember()))) {
      begins = new Step(Role.BEGINS, where, text);
    }
    return this;
  }

  /** A release that is there and does not do. */
  Telling found(Place where, String text) {
    found.add(new Step(Role.RELEASE_FOUND, where, text));
    return this;
  }

  /** Where the missing release belongs; without a place where there is nothing at all. */
  Telling expected(Place where, String text) {
    expected = new Step(Role.RELEASE_EXPECTED, where, text);
    return this;
  }

  /** An edit that is certain; null for none. */
  Telling fix(Fix edit) {
    fix = edit;
    return this;
  }

  Finding tell(String message, String advice) {
    List<Step> chain = new ArrayList<>();
    if (begins != null) {
      chain.add(begins);
    }
    List<Place> growth = verdict.growth();
    for (int i = 0; i < Math.min(MOST_SITES, growth.size()); i++) {
      chain.add(
          new Step(
              Role.STORED,
              growth.get(i),
              method(growth.get(i)) + " adds to " + Telling.name(verdict)));
    }
    Container container = verdict.container();
    chain.add(
        new Step(
            Role.HOLDER,
            new Place(
                container.holder().sourceFile(),
                0,
                container.ref().owner(),
                container.ref().name()),
            subject(verdict) + " " + verdict.holderLife().reason()));
    chain.addAll(found);
    if (expected != null) {
      chain.add(expected);
    }
    TreeSet<String> acquiring = new TreeSet<>();
    for (Place site : growth) {
      acquiring.add(site.qualifiedMember());
    }
    return new Finding(
        rule.id(),
        rule.family(),
        defect.confidence(),
        container.ref().owner(),
        container.ref().name(),
        defect.failedEnd(),
        place,
        message,
        chain,
        List.copyOf(acquiring),
        List.of(),
        advice,
        0,
        new Kept(
            subject(verdict),
            container.isMap() ? typeName(container.keyType()) : null,
            typeName(container.valueType()),
            verdict.holderLife().reason()),
        fix);
  }

  /** The name of a class by its descriptor; null for one that says nothing. */
  private static String typeName(String descriptor) {
    return descriptor.equals("Ljava/lang/Object;") || !descriptor.startsWith("L")
        ? null
        : descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }
}
