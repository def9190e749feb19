package dev.watertight.errorprone;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;

/** Speaks for {@link dev.watertight.rules.ListenerLeak}. */
@AutoService(BugChecker.class)
@BugPattern(
    summary =
        "A listener, subscription or task is registered at something that lives longer and"
            + " never unregistered",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ListenerLeak extends AbstractCheck {
  private static final long serialVersionUID = 1L;
}
