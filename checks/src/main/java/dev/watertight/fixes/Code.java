package dev.watertight.fixes;

import java.util.List;
import java.util.Set;

/** What an edit needs to know of a source file. Offsets count UTF-16 units from zero. */
public interface Code {
  /** The file. */
  String text();

  /**
   * The method calls that touch a line, in the order of the text.
   *
   * @param line 1-based
   */
  List<Call> calls(int line);

  /**
   * A part of the text.
   *
   * @param start offset of the first character
   * @param end offset behind the last one
   */
  record Span(int start, int end) {
    String of(String text) {
      return text.substring(start, end);
    }
  }

  /**
   * A method call.
   *
   * @param name of the method
   * @param span all of it
   * @param receiver what it is called on; null where nothing is named
   * @param arguments in order
   * @param statement that it is run by; null where that is the expression of a lambda or switch
   */
  record Call(String name, Span span, Span receiver, List<Span> arguments, Host statement) {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * The statement that runs a call.
   *
   * @param span all of it, with its semicolon
   * @param alone the expression that it consists of; null for any other kind of statement
   * @param block the statements of the block that it is in, with this one; empty where it is in
   *     none, as the branch of an {@code if} may be
   * @param index of this one in the block
   */
  record Host(Span span, Span alone, List<Sibling> block, int index) {
    public Host {
      block = List.copyOf(block);
    }
  }

  /**
   * A statement as its neighbours see it.
   *
   * @param span all of it
   * @param declares names of local variables and classes that those behind it can use
   */
  record Sibling(Span span, Set<String> declares) {
    public Sibling {
      declares = Set.copyOf(declares);
    }
  }
}
