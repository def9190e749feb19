package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.ImmortalSession}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A session is told never to time out",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ImmortalSession extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
