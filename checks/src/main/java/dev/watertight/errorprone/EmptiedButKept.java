package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.EmptiedButKept}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "The inner collection is emptied, the entry that holds it stays",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class EmptiedButKept extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
