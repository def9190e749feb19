package dev.watertight.analysis;

import dev.watertight.analysis.Publisher.Tie;
import dev.watertight.analysis.Registrants.Often;
import dev.watertight.analysis.RegistrationVerdict.Fault;
import dev.watertight.findings.Confidence;
import dev.watertight.findings.Place;
import dev.watertight.knowledge.Entry;
import dev.watertight.model.ClassModel;
import dev.watertight.model.Event;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Finds what registers at something that lives longer, and does not unregister at every end. */
final class RegistrationJudge {
  private static final Comparator<Place> IN_SOURCE_ORDER =
      Comparator.comparing((Place p) -> p.file() == null ? "" : p.file())
          .thenComparingInt(Place::line)
          .thenComparing(Place::className)
          .thenComparing(Place::member);

  /** What was decided, and why, for explanations. */
  private record Decision(RegistrationVerdict verdict, String why) {
    static Decision silent(String why) {
      return new Decision(null, why);
    }
  }

  private final Scene scene;
  private final Registrations registrations;
  private final Publishers publishers;
  private final Registrants registrants;
  private final RegistrationReleases releases;
  private final RegistrationPaths paths;
  private final RegistrationSiblings siblings;

  RegistrationJudge(Scene scene, Collection<ContainerFacts> facts) {
    this.scene = scene;
    this.registrations = new Registrations(scene, new RegistrationPairs(scene, facts));
    this.registrants = scene.registrants();
    this.publishers = new Publishers(scene);
    this.releases = new RegistrationReleases(scene, registrations, publishers);
    this.paths = new RegistrationPaths(scene);
    this.siblings = new RegistrationSiblings(scene, registrations, releases, publishers);
  }

  /** In the order of classes and methods; one for each line that registers. */
  List<RegistrationVerdict> verdicts(BiConsumer<String, Throwable> trouble) {
    List<RegistrationVerdict> result = new ArrayList<>();
    Set<String> lines = new LinkedHashSet<>();
    for (Registration each : registrations.all()) {
      try {
        RegistrationVerdict verdict = decide(each).verdict();
        if (verdict != null && lines.add(key(verdict))) {
          result.add(verdict);
        }
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        trouble.accept(each.method().toString(), e);
      }
    }
    return result;
  }

  /** A line is told once; what nobody could undo, once for a class. */
  private static String key(RegistrationVerdict verdict) {
    return verdict.registers()
        + (verdict.releases().isEmpty() ? verdict.owner() : verdict.at().toString());
  }

  /** What was seen of the registrations of a method, as lines of text. */
  List<String> explain(String member) {
    List<String> lines = new ArrayList<>();
    for (Registration each : registrations.all()) {
      Place at = at(each);
      String name = at.qualifiedMember();
      if (name.equals(member) || name.endsWith("." + member) || name.endsWith("$" + member)) {
        Publisher publisher = publisher(each);
        lines.add(
            name
                + " calls "
                + each.pair().registers()
                + " of "
                + each.pair().owner().replace('/', '.')
                + " at "
                + at.file()
                + ":"
                + at.line()
                + "; publisher "
                + publisher.tie()
                + " "
                + publisher.reason()
                + "; undone by "
                + new TreeSet<>(each.pair().releases())
                + "; runs "
                + registrants.often(each.origin(), each.from()));
        for (Release release : releases.of(each, publisher)) {
          Place place = Site.of(scene.hierarchy(), release.method(), release.event().line());
          lines.add(
              "  undone at "
                  + place.file()
                  + ":"
                  + place.line()
                  + " in "
                  + place.qualifiedMember());
        }
        Decision decision = decide(each);
        lines.add(
            "  => "
                + (decision.verdict() == null
                    ? "nothing to report: " + decision.why()
                    : decision.verdict().fault()
                        + " "
                        + decision.verdict().confidence()
                        + ": "
                        + decision.why()));
      }
    }
    return lines;
  }

  private Publisher publisher(Registration registration) {
    return publishers.of(registration.pair(), registration.method(), registration.publisher());
  }

  private Decision decide(Registration registration) {
    RegistrationPair pair = registration.pair();
    if (pair.releases().contains(pair.registers())) {
      return Decision.silent("the next registration replaces it");
    }
    if (pair.weak() || releases.isWeak(registration)) {
      return Decision.silent("the publisher does not hold it by itself");
    }
    if (isOfRareThings(registration)) {
      return Decision.silent("what is made beside it is made once");
    }
    ClassModel type = registrants.registrant(registration.origin());
    if (type == null || isAutomatic(pair, type)) {
      return Decision.silent("the framework unregisters it");
    }
    Publisher publisher = publisher(registration);
    Often often = registrants.often(registration.origin(), registration.from());
    if (often == Often.PER_CALL && publisher.tie() == Tie.OWNED && isKept(registration, type)) {
      publisher = new Publisher(Tie.LONG, "is kept from one call to the next");
    }
    List<Release> undone = releases.of(registration, publisher);
    RegistrationPaths.Gap guard = undone.isEmpty() ? null : siblings.guard(registration, undone);
    List<MethodModel> beside =
        undone.isEmpty() && often != Often.ONCE
            ? siblings.undoing(registration, publisher)
            : List.of();
    if (publisher.tie().compareTo(Tie.GIVEN) < 0 && guard == null && beside.isEmpty()) {
      return Decision.silent("nothing shows that the publisher lives longer: " + publisher.tie());
    }
    if (releases.endsPublisher(registration, publisher)) {
      return Decision.silent("the registrant ends the publisher too");
    }
    if (releases.undoesItself(registration)) {
      return Decision.silent("the listener unregisters itself");
    }
    if (guard != null) {
      return found(
          registration,
          publisher,
          Fault.GUARDED,
          guard.failedEnd(),
          undone,
          List.of(),
          guard,
          LIKELY,
          "it is undone under a condition of its own");
    }
    if (!undone.isEmpty()) {
      return released(registration, publisher, undone, often);
    }
    List<Release> fresh = releases.ofOthers(registration);
    if (!fresh.isEmpty() && often != Often.ONCE) {
      return found(
          registration,
          publisher,
          Fault.FRESH,
          "fresh",
          fresh,
          List.of(),
          null,
          LIKELY,
          "another object is unregistered");
    }
    if (!beside.isEmpty()) {
      return found(
          registration,
          publisher,
          Fault.NEVER,
          "none",
          List.of(),
          beside,
          null,
          LIKELY,
          "what is registered beside it is unregistered");
    }
    return unreleased(registration, publisher, often, type);
  }

  private static final Confidence LIKELY = Confidence.LIKELY;

  /** Whether the one object that registers for every call holds the publisher in a field. */
  private boolean isKept(Registration registration, ClassModel type) {
    return registration.publisher() instanceof Value.FieldRead
        && registrants.isFresh(registration.listener())
        && registrants.existsOnce(type);
  }

  /**
   * Whether the method also does what says that this is about few things, such as folders; what it
   * makes itself is a new one for every call.
   */
  private boolean isOfRareThings(Registration registration) {
    Entry entry = scene.lookup().first("register", registration.call().method());
    if (entry == null || isMade(registration.origin(), registration.listener())) {
      return false;
    }
    List<String> rare = entry.names("unless");
    for (MethodRef called : registration.method().index().calls()) {
      if (rare.contains(called.name())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMade(MethodModel method, Value value) {
    Event.Invoke call = value instanceof Value.Result ? method.body().invoke(value) : null;
    return value instanceof Value.New
        || (call != null && call.method().name().startsWith("create"));
  }

  private boolean isAutomatic(RegistrationPair pair, ClassModel type) {
    for (String auto : pair.auto()) {
      if (scene.hierarchy().isSubtype(type.name(), auto)) {
        return true;
      }
    }
    return false;
  }

  /** Something undoes it; on every way out, and at the end that always comes? */
  private Decision released(
      Registration registration, Publisher publisher, List<Release> undone, Often often) {
    List<MethodModel> undoing = new ArrayList<>();
    boolean live = false;
    for (Release release : undone) {
      undoing.add(release.method());
      live |= scene.calls().isLive(release.method());
    }
    if (!live) {
      return often == Often.ONCE
          ? Decision.silent("it is registered once")
          : found(
              registration,
              publisher,
              Fault.DEAD,
              "dead",
              undone,
              List.of(),
              null,
              LIKELY,
              "nothing calls what would unregister");
    }
    RegistrationPaths.Gap gap = paths.gap(registration, undone);
    if (gap != null) {
      return found(
          registration,
          publisher,
          Fault.SKIPPED,
          gap.failedEnd(),
          undone,
          List.of(),
          gap,
          LIKELY,
          "a way out skips it");
    }
    RegistrationPaths.OtherEnd end = paths.otherEnd(registration.origin(), undoing);
    if (end != null) {
      return found(
          registration,
          publisher,
          Fault.WRONG_END,
          end.name(),
          undone,
          List.of(end.instead()),
          null,
          LIKELY,
          "the end that always comes does not unregister");
    }
    return Decision.silent("it is unregistered");
  }

  private Decision unreleased(
      Registration registration, Publisher publisher, Often often, ClassModel type) {
    if (often == Often.ONCE) {
      return Decision.silent("it is registered once");
    }
    ClassModel client =
        often == Often.UNKNOWN && registrants.existsOnce(type)
            ? registrants.client(registration.origin())
            : null;
    if (client != null && registrants.isFresh(registration.listener())) {
      return unreleased(registration, publisher, Often.PER_INSTANCE, client);
    }
    boolean once = registrants.existsOnce(type);
    if (once && often != Often.PER_CALL) {
      return Decision.silent("there is one " + Types.simpleName(type.name()));
    }
    if (registrants.holdsNothing(registration.origin(), registration.listener())) {
      return Decision.silent("the listener holds nothing");
    }
    List<MethodModel> ends = once ? List.of() : registrants.ends(type);
    Fault fault = registration.pair().handle() ? Fault.DISCARDED : Fault.NEVER;
    Confidence confidence = confidence(registration, publisher, often, type, ends);
    return found(
        registration,
        publisher,
        fault,
        "none",
        List.of(),
        ends,
        null,
        confidence,
        "nothing unregisters it");
  }

  private Confidence confidence(
      Registration registration,
      Publisher publisher,
      Often often,
      ClassModel type,
      List<MethodModel> ends) {
    boolean comesAndGoes = registrants.isShort(type) || often == Often.PER_CALL;
    if (registration.pair().releases().isEmpty()) {
      // Nobody could undo it, so that only its repetition can be wrong
      return often == Often.PER_CALL ? Confidence.LIKELY : Confidence.POSSIBLE;
    }
    if (publisher.tie().compareTo(Tie.MAKERS) >= 0) {
      return comesAndGoes || !ends.isEmpty() ? Confidence.LIKELY : Confidence.POSSIBLE;
    }
    boolean acts = false;
    for (MethodModel end : ends) {
      acts |= Registrants.acts(end);
    }
    boolean again = often == Often.PER_CALL && registrants.existsOnce(type);
    return again || (often != Often.UNKNOWN && acts) ? Confidence.LIKELY : Confidence.POSSIBLE;
  }

  private Decision found(
      Registration registration,
      Publisher publisher,
      Fault fault,
      String word,
      List<Release> undone,
      List<MethodModel> ends,
      RegistrationPaths.Gap gap,
      Confidence confidence,
      String why) {
    Place at = at(registration);
    RegistrationPair pair = registration.pair();
    RegistrationVerdict verdict =
        new RegistrationVerdict(
            at.className(),
            at.member(),
            pair.registers(),
            name(registration),
            publisher.reason(),
            kept(registration),
            pair.handle(),
            List.copyOf(new TreeSet<>(pair.releases())),
            fault,
            pair.registers() + ":" + word,
            at,
            registration.isDirect()
                ? null
                : Site.of(scene.hierarchy(), registration.origin(), registration.from().line()),
            places(undone),
            endPlaces(ends),
            gap == null ? null : gap.exit(),
            gap == null ? null : gap.leaves(),
            confidence);
    return new Decision(verdict, why);
  }

  private Place at(Registration registration) {
    return Site.of(scene.hierarchy(), registration.method(), registration.call().line());
  }

  private List<Place> places(List<Release> list) {
    Set<Place> result = new TreeSet<>(IN_SOURCE_ORDER);
    for (Release release : list) {
      result.add(Site.of(scene.hierarchy(), release.method(), release.event().line()));
    }
    return List.copyOf(result);
  }

  private List<Place> endPlaces(List<MethodModel> ends) {
    List<Place> result = new ArrayList<>();
    for (MethodModel end : ends) {
      result.add(Site.of(scene.hierarchy(), end, 0));
    }
    return List.copyOf(result);
  }

  /** The publisher in a sentence. */
  private String name(Registration registration) {
    Value value = registration.publisher();
    String type = Types.simpleName(registration.call().method().owner());
    if (value instanceof Value.FieldRead read) {
      return type + " " + read.field().name();
    }
    return type;
  }

  /** What stays, in a sentence. */
  private String kept(Registration registration) {
    Value value = registration.listener();
    if (registration.pair().listener() < 0) {
      return Types.simpleName(registration.call().method().owner());
    }
    if (value instanceof Value.New created) {
      String name = Types.internalName(created.type());
      ClassModel made = scene.hierarchy().find(name);
      if (name != null && (made == null || !made.anonymous())) {
        return Types.simpleName(name);
      }
    }
    MethodRef ref = registration.origin().ref();
    ClassModel type = registrants.registrant(registration.origin());
    return Types.simpleName(type == null ? ref.owner() : type.name());
  }
}
