package dev.watertight.findings;

/**
 * An edit that repairs a leak, of which the analysis is certain. It says what to do and leaves it
 * to whoever has the source to find out whether the text at hand allows it.
 */
public sealed interface Fix {
  /** The line that the edit starts from. */
  Place at();

  /** What it does, as a clause with a verb in front, no full stop. */
  String summary();

  /**
   * The removal asks for its key as the addition did.
   *
   * @param at the removal
   * @param container field that is removed from
   * @param call name of the removing method
   * @param accessor what is asked of the key's object, such as {@code getId()}
   * @param instead the removal asks for something else now; otherwise it passes the object itself
   */
  record KeyByAccessor(Place at, String container, String call, String accessor, boolean instead)
      implements Fix {
    @Override
    public String summary() {
      return "remove with " + accessor + ", as added";
    }
  }

  /**
   * Where the sibling is cleaned this container is cleaned in the same way.
   *
   * @param at the sibling's removal
   * @param sibling field of the other container
   * @param container field of this one
   * @param call name of the removing method, the same for both
   */
  record CleanBeside(Place at, String sibling, String container, String call) implements Fix {
    @Override
    public String summary() {
      return "clean " + container + " beside " + sibling;
    }
  }

  /**
   * A thread-local is removed where it is set to an empty value.
   *
   * @param at the call of {@code set}
   * @param field the thread-local
   */
  record RemoveInsteadOfSet(Place at, String field) implements Fix {
    @Override
    public String summary() {
      return "remove " + field + " instead of setting it to null";
    }
  }

  /**
   * The release that is there moves into a {@code finally} that follows the acquisition.
   *
   * @param at the acquisition
   * @param release the release, further down in the same block
   * @param field what is acquired from
   */
  record ReleaseInFinally(Place at, Place release, String field) implements Fix {
    @Override
    public String summary() {
      return "let go of " + field + " in a finally block";
    }
  }

  /**
   * A thread-local is removed in a {@code finally} around the rest of the block that sets it.
   *
   * @param at the call of {@code set}, in a method with which the whole activity ends
   * @param field the thread-local
   */
  record RemoveAfterwards(Place at, String field) implements Fix {
    @Override
    public String summary() {
      return "remove " + field + " in a finally block";
    }
  }

  /**
   * A call goes, so that what the application is configured to do applies.
   *
   * @param at the call
   * @param call name of the method called
   */
  record DropCall(Place at, String call) implements Fix {
    @Override
    public String summary() {
      return "drop " + call + ", so that the configured time-out applies";
    }
  }
}
