package dev.watertight.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watertight.findings.BaselineComparison.Match;
import dev.watertight.findings.BaselineEntry;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Family;
import dev.watertight.findings.Finding;
import dev.watertight.findings.Place;
import dev.watertight.findings.Trace;
import dev.watertight.maven.source.Bodies;
import dev.watertight.maven.source.Sources;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecognitionTest {
  private static final Trace TRACE = new Trace("Map<String,Cart>", "00aa11bb");

  @Test
  void otherFailedEndIsAnotherLeak() {
    assertEquals(
        List.of(),
        match(
            List.of(finding("shop/Carts", "open", "session-destroyed", "enter")),
            List.of(entry("shop/Carts", "open", "logout", "enter")),
            TRACE,
            Set.of("shop.Carts", "shop.Carts.open", "shop.Carts.enter")));
  }

  @Test
  void otherFamilyIsAnotherLeak() {
    BaselineEntry entry = entry("shop/Baskets", "open", "none", "enter");
    Recognition recognition =
        recognition(rule -> Optional.of(Family.THREAD), TRACE, Set.of("shop.Carts"));

    assertEquals(
        List.of(),
        recognition.match(List.of(finding("shop/Carts", "open", "none", "enter")), List.of(entry)));
  }

  @Test
  void containerThatIsStillThereWasNotRenamed() {
    List<Finding> found = List.of(finding("shop/Carts", "other", "none", "enter"));
    List<BaselineEntry> gone = List.of(entry("shop/Carts", "open", "none", "enter"));

    assertEquals(1, match(found, gone, TRACE, Set.of("shop.Carts", "shop.Carts.other")).size());
    assertEquals(
        List.of(),
        match(found, gone, TRACE, Set.of("shop.Carts", "shop.Carts.other", "shop.Carts.open")));
  }

  @Test
  void containerOfAnotherTypeIsAnotherContainer() {
    assertEquals(
        List.of(),
        match(
            List.of(finding("shop/Carts", "other", "none", "enter")),
            List.of(entry("shop/Carts", "open", "none", "enter")),
            new Trace("List<Cart>", "22cc33dd"),
            Set.of("shop.Carts", "shop.Carts.other")));
  }

  @Test
  void ofTwoThatCouldBeItNeitherIs() {
    assertEquals(
        List.of(),
        match(
            List.of(
                finding("shop/Carts", "one", "none", "enter"),
                finding("shop/Carts", "other", "none", "enter")),
            List.of(entry("shop/Carts", "open", "none", "enter")),
            TRACE,
            Set.of("shop.Carts", "shop.Carts.one", "shop.Carts.other")));
  }

  @Test
  void renamedEndIsKnownByTheMethodThatIsGone() {
    List<Finding> found = List.of(finding("shop/Carts", "open", "sibling:close", "enter"));
    List<BaselineEntry> gone = List.of(entry("shop/Carts", "open", "sibling:leave", "enter"));

    List<Match> matches =
        match(found, gone, TRACE, Set.of("shop.Carts", "shop.Carts.open", "shop.Carts.close"));

    assertEquals("end", matches.get(0).by());
    assertEquals(
        List.of(),
        match(
            found,
            gone,
            TRACE,
            Set.of("shop.Carts", "shop.Carts.open", "shop.Carts.close", "shop.Carts.leave")));
  }

  @Test
  void movedClassIsKnownByWhatItHolds() {
    List<Match> matches =
        match(
            List.of(finding("store/Baskets", "open", "none", "enter")),
            List.of(entry("shop/Carts", "open", "none", "enter")),
            TRACE,
            Set.of("store.Baskets", "store.Baskets.open"));

    assertEquals("holder", matches.get(0).by());
  }

  private static List<Match> match(
      List<Finding> unknown, List<BaselineEntry> gone, Trace trace, Set<String> names) {
    return recognition(rule -> Optional.of(Family.RETENTION), trace, names).match(unknown, gone);
  }

  private static Recognition recognition(
      java.util.function.Function<String, Optional<Family>> families,
      Trace trace,
      Set<String> names) {
    return new Recognition(
        families, finding -> trace, names::contains, new Bodies(new Sources(List.of())));
  }

  private static BaselineEntry entry(String holder, String subject, String end, String member) {
    return BaselineEntry.of(finding(holder, subject, end, member), "shop:web").withTrace(TRACE);
  }

  private static Finding finding(String holder, String subject, String end, String member) {
    Place place = new Place(holder + ".java", 12, holder, member);
    return new Finding(
        "MissingRemovalOnSessionEnd",
        Family.RETENTION,
        Confidence.LIKELY,
        holder,
        subject,
        end,
        place,
        "something grows",
        List.of(),
        List.of(place.qualifiedMember()),
        List.of(),
        "remove it",
        0);
  }
}
