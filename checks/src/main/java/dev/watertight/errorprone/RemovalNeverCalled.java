package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.RemovalNeverCalled}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "The only code that removes is never called",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class RemovalNeverCalled extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
