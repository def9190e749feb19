package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.RemovalWithWrongKey}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "The key of the removal can never be the key of the addition",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class RemovalWithWrongKey extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
