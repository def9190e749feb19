package dev.watertight.analysis;

import dev.watertight.analysis.Keys.Shape;
import dev.watertight.analysis.Operation.Kind;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Fix;
import dev.watertight.model.Event;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Removals whose key cannot be the key of the growth. */
final class KeyDefects {
  private final Scene scene;

  KeyDefects(Scene scene) {
    this.scene = scene;
  }

  List<Defect> of(ContainerFacts facts) {
    List<Defect> result = new ArrayList<>();
    if (!facts.container().isMap()) {
      return result;
    }
    List<Operation> keyed = new ArrayList<>();
    for (Operation release : facts.releases()) {
      if (release.kind() == Kind.SHRINK && release.key() != null) {
        keyed.add(release);
      } else if (release.kind() == Kind.SHRINK || release.kind() == Kind.SHRINK_SOME) {
        return result; // entries go by another way
      } else if (!scene.lives().isEnd(release.method())) {
        return result; // renewed as a whole now and then
      }
    }
    if (keyed.isEmpty()) {
      return result;
    }
    Defect types = byType(facts, keyed);
    if (types != null) {
      result.add(types);
      return result;
    }
    Defect accessor = byAccessor(facts, keyed);
    if (accessor != null) {
      result.add(accessor);
      return result;
    }
    Defect swapped = byOrder(facts, keyed);
    if (swapped != null) {
      result.add(swapped);
      return result;
    }
    Defect branch = byBranch(facts, keyed);
    if (branch == null) {
      branch = byOtherMethod(facts, keyed);
    }
    if (branch != null) {
      result.add(branch);
    }
    return result;
  }

  /** No removal's key has a type that could equal the growth's. */
  private Defect byType(ContainerFacts facts, List<Operation> keyed) {
    for (Operation release : keyed) {
      for (Operation growth : facts.growth()) {
        if (growth.key() == null
            || !scene
                .keys()
                .incompatible(growth.key().value().type(), release.key().value().type())) {
          return null;
        }
      }
    }
    return defect(facts, keyed.get(0), "key-type");
  }

  /**
   * Growth by {@code x.getA()}, removal by {@code y.getB()} only, although {@code y} offers {@code
   * getA()} too.
   */
  private Defect byAccessor(ContainerFacts facts, List<Operation> keyed) {
    for (Operation growth : facts.growth()) {
      List<Shape> grown = scene.keys().shapes(growth.key());
      if (grown.size() != 1 || !grown.get(0).isAccessor()) {
        return null;
      }
      for (Operation release : keyed) {
        List<Shape> removed = scene.keys().shapes(release.key());
        if (removed.size() != 1
            || !removed.get(0).isAccessor()
            || removed.get(0).name().equals(grown.get(0).name())
            || !removed.get(0).type().equals(grown.get(0).type())
            || !scene.keys().offers(removed.get(0).base(), grown.get(0).name())) {
          return null;
        }
      }
    }
    return defect(facts, keyed.get(0), "key-accessor");
  }

  /** Both keys are put together of the same parts of one object, but in another order. */
  private Defect byOrder(ContainerFacts facts, List<Operation> keyed) {
    for (Operation growth : facts.growth()) {
      List<Shape> grown = scene.keys().parts(growth.key());
      for (Operation release : keyed) {
        List<Shape> removed = scene.keys().parts(release.key());
        if (grown.size() < 2
            || grown.equals(removed)
            || grown.size() != removed.size()
            || !grown.containsAll(removed)
            || !removed.containsAll(grown)) {
          return null;
        }
      }
    }
    return defect(facts, keyed.get(0), "key-order");
  }

  /**
   * Added under {@code x.getA()} on one way and under {@code x.getB()} on another, removed
   * elsewhere under one of the two only.
   */
  private Defect byOtherMethod(ContainerFacts facts, List<Operation> keyed) {
    Shape found = null;
    for (Operation release : keyed) {
      List<Shape> removed = scene.keys().shapes(release.key());
      if (removed.size() != 1
          || !removed.get(0).isAccessor()
          || (found != null && !found.equals(removed.get(0)))) {
        return null;
      }
      found = removed.get(0);
    }
    Operation other = null;
    boolean some = false;
    for (Operation growth : facts.growth()) {
      List<Shape> grown = scene.keys().shapes(growth.key());
      if (grown.size() != 1
          || !grown.get(0).isAccessor()
          || !String.valueOf(grown.get(0).base()).equals(found.base())) {
        return null;
      }
      if (grown.get(0).equals(found)) {
        some = true;
      } else if (other == null) {
        other = growth;
      }
    }
    if (!some || other == null) {
      return null;
    }
    return new Defect.WrongKey(
        ContainerJudge.confidence(facts),
        "key-branch",
        Site.of(scene.hierarchy(), other),
        described(scene.keys().shapes(other.key())),
        found.toString(),
        null);
  }

  /** One of several additions in a method uses another key than the removal that ends it. */
  private Defect byBranch(ContainerFacts facts, List<Operation> keyed) {
    for (Operation release : keyed) {
      List<Operation> sameMethod = new ArrayList<>();
      for (Operation growth : facts.growth()) {
        if (growth.method() == release.method() && precedes(growth, release)) {
          sameMethod.add(growth);
        }
      }
      boolean some = false;
      Operation other = null;
      for (Operation growth : sameMethod) {
        if (growth.key() == null) {
          continue;
        }
        if (growth.key().value().equals(release.key().value())) {
          some = true;
        } else if (!overlaps(growth, release)) {
          other = growth;
        }
      }
      if (some && other != null && !releasedOtherwise(other, keyed)) {
        return new Defect.WrongKey(
            Confidence.LIKELY,
            "key-branch",
            Site.of(scene.hierarchy(), other),
            described(scene.keys().shapes(other.key())),
            described(scene.keys().shapes(release.key())),
            null);
      }
    }
    return null;
  }

  private boolean overlaps(Operation growth, Operation release) {
    if (release.key().value() instanceof dev.watertight.model.Value.Union union) {
      return union.values().contains(growth.key().value());
    }
    return false;
  }

  private boolean releasedOtherwise(Operation growth, List<Operation> keyed) {
    for (Operation release : keyed) {
      if (release.method() == growth.method()
          ? release.key().value().equals(growth.key().value())
          : scene.keys().sameShape(release.key(), growth.key())) {
        return true;
      }
    }
    return false;
  }

  private static boolean precedes(Operation growth, Operation release) {
    Event from = growth.event();
    BitSet reachable =
        Paths.reachable(growth.method().body(), from.id(), Paths.NEVER, Paths.ALWAYS);
    return reachable.get(release.event().id());
  }

  private Defect defect(ContainerFacts facts, Operation release, String end) {
    return new Defect.WrongKey(
        ContainerJudge.confidence(facts),
        end,
        Site.of(scene.hierarchy(), release),
        described(scene.keys().shapes(facts.growth().get(0).key())),
        described(scene.keys().shapes(release.key())),
        fix(facts, release));
  }

  /**
   * Certain where every growth asks an object for its key in the same way, and the removal has such
   * an object in its hands.
   */
  private Fix fix(ContainerFacts facts, Operation release) {
    Set<String> accessors = new HashSet<>();
    Set<String> bases = new HashSet<>();
    for (Operation growth : facts.growth()) {
      List<Shape> grown = scene.keys().shapes(growth.key());
      if (grown.size() != 1 || !grown.get(0).isAccessor()) {
        return null;
      }
      accessors.add(scene.keys().accessor(growth.key()));
      bases.add(grown.get(0).base());
    }
    List<Shape> removed = scene.keys().shapes(release.key());
    if (accessors.size() != 1
        || bases.size() != 1
        || removed.size() != 1
        || release.helper() != release.method()
        || !(release.event() instanceof Event.Invoke call)) {
      return null;
    }
    String accessor = accessors.iterator().next();
    boolean instead = removed.get(0).isAccessor() && !isBase(removed.get(0).type(), bases);
    String object = instead ? removed.get(0).base() : removed.get(0).type();
    if (accessor == null || !isBase(object, bases)) {
      return null;
    }
    return new Fix.KeyByAccessor(
        Site.of(scene.hierarchy(), release),
        facts.container().ref().name(),
        call.method().name(),
        accessor,
        instead);
  }

  /** Whether an object of the type is one that the growth asks. */
  private boolean isBase(String type, Set<String> bases) {
    String name = Types.internalName(type);
    String base = Types.internalName(bases.iterator().next());
    return name != null && base != null && scene.hierarchy().isSubtype(name, base);
  }

  private static String described(Collection<Shape> shapes) {
    return shapes.stream().map(Shape::toString).collect(Collectors.joining(" or "));
  }
}
