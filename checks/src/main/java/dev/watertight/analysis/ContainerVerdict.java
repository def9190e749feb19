package dev.watertight.analysis;

import dev.watertight.findings.Place;
import java.util.List;
import java.util.Optional;

/**
 * What the analysis has to say of one container: what fills it, what empties it, how long its
 * holder lives, and every reason why that does not do.
 *
 * @param container the container
 * @param holderLife how long the holder lives
 * @param growth where entries are added, first in source order first
 * @param releases where entries are removed
 * @param defects reasons; never empty
 */
public record ContainerVerdict(
    Container container,
    HolderLife holderLife,
    List<Place> growth,
    List<Place> releases,
    List<Defect> defects)
    implements Verdict {
  public ContainerVerdict {
    growth = List.copyOf(growth);
    releases = List.copyOf(releases);
    defects = List.copyOf(defects);
  }

  /** The defect of that kind, if it was found. */
  public <D extends Defect> Optional<D> defect(Class<D> kind) {
    return defects.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  @Override
  public String subject() {
    return container.ref().toString();
  }
}
