package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.ExecutorNotShutDown}. */
@AutoService(BugChecker.class)
@BugPattern(
    altNames = "TimerNotCancelled",
    summary = "An object makes a timer or executor for itself and does not stop it at its end",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ExecutorNotShutDown extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
