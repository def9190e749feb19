package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.SessionIdChangeIgnored}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "Kept under the id of a session, which changes, and nothing moves the entry",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class SessionIdChangeIgnored extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
