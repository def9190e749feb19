package dev.watertight.analysis;

import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;
import java.util.List;

/**
 * A timer or executor that an object makes for itself and does not stop when the object ends.
 *
 * @param owner internal name of the class that holds it
 * @param field the field's simple name
 * @param type simple name of the field's type
 * @param releases simple names of what would stop it, sorted
 * @param at where it is made
 * @param ends ends of the object that do not stop it, in source order
 * @param confidence how sure
 */
public record OwnThreadVerdict(
    String owner,
    String field,
    String type,
    List<String> releases,
    Place at,
    List<Place> ends,
    Confidence confidence)
    implements Verdict {
  public OwnThreadVerdict {
    releases = List.copyOf(releases);
    ends = List.copyOf(ends);
  }

  @Override
  public String subject() {
    return owner.replace('/', '.') + "." + field;
  }
}
