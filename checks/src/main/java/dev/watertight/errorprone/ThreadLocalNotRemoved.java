package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.ThreadLocalNotRemoved}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A value set in a thread-local stays with the thread after the request or task",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ThreadLocalNotRemoved extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
