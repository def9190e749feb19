package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.RemovalMissingOnPath}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A way out of the activity skips the removal",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class RemovalMissingOnPath extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
