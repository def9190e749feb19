package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.MissingEndCallback}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "Removed in callbacks that need not come, the one that always comes is left out",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class MissingEndCallback extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
