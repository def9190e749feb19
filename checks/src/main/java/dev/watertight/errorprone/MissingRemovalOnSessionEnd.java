package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.MissingRemovalOnSessionEnd}. */
@AutoService(BugChecker.class)
@BugPattern(
    altNames = "MissingRemovalOnLogout",
    summary = "Added when a session or connection begins, not removed at every end of it",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class MissingRemovalOnSessionEnd extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
