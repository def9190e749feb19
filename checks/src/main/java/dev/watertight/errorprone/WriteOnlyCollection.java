package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.WriteOnlyCollection}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A collection is only ever added to",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class WriteOnlyCollection extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
