package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.SiblingNotCleaned}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary = "Two collections are filled together and an exit cleans only one",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class SiblingNotCleaned extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
