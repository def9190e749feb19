package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.UnboundedStaticCollection}. */
@AutoService(BugChecker.class)
@BugPattern(
    altNames = "UnboundedStaticMap",
    summary = "A static collection gains entries and never loses one",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class UnboundedStaticCollection extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
