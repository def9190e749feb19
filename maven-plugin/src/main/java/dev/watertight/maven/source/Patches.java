package dev.watertight.maven.source;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Fix;
import dev.watertight.fixes.FixWriter;
import java.util.Optional;

/** Writes the fixes of findings into their sources, on paper only. */
public final class Patches {
  private final Sources sources;

  /** Fixes files of these sources. */
  public Patches(Sources sources) {
    this.sources = sources;
  }

  /** The fix of a finding; empty where none is certain or the source is not at hand. */
  public Optional<Patch> of(Finding finding) {
    Fix fix = finding.fix();
    if (fix == null) {
      return Optional.empty();
    }
    return sources
        .find(fix.at().file())
        .flatMap(
            file ->
                file.tree()
                    .flatMap(tree -> FixWriter.edits(fix, new ParsedCode(file.text(), tree)))
                    .map(edits -> new Patch(fix.at().file(), fix.summary(), file.text(), edits)));
  }
}
