package dev.watertight.extract.javac;

import com.sun.tools.javac.util.ClientCodeException;
import com.sun.tools.javac.util.PropagatedException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps our faults away from the compiler, and the compiler's own control flow out of our hands.
 */
public final class Guard {
  private Guard() {}

  /**
   * Runs something of ours.
   *
   * @param fault is told of a RuntimeException, StackOverflowError or LinkageError
   * @return what it yields, or null after a fault
   */
  public static <T> T orNull(Supplier<T> work, Consumer<Throwable> fault) {
    try {
      return work.get();
    } catch (PropagatedException | ClientCodeException e) {
      throw e; // javac's own: somebody else's plugin or tool failed, or the task was cancelled
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      fault.accept(e);
      return null;
    }
  }
}
