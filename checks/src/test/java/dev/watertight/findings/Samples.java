package dev.watertight.findings;

import java.util.List;

/** Findings to compare. */
final class Samples {
  static final String HOLDER = "shop/web/Carts";

  private Samples() {}

  static Finding finding() {
    return about(HOLDER, "open", "session-destroyed", "shop.web.Carts.login");
  }

  static Finding about(String holder, String subject, String end, String... sources) {
    Place place = new Place("shop/web/Carts.java", 12, holder, "login");
    return new Finding(
        "MissingRemovalOnSessionEnd",
        Family.RETENTION,
        Confidence.LIKELY,
        holder,
        subject,
        end,
        place,
        "something grows",
        List.of(new Step(Step.Role.STORED, place, "stored here")),
        List.of(sources),
        List.of(),
        "remove it",
        0);
  }
}
