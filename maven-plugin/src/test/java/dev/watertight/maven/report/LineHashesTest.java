package dev.watertight.maven.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineHashesTest {
  private static final BigInteger BASE = BigInteger.valueOf(37);
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  /**
   * The definition, without a rolling window: a polynomial in 37, modulo two to the 64th, over the
   * hundred characters from the start of the line, in the text without blanks and tabs, with line
   * feeds only, an end mark of 65535 and zeros behind it.
   */
  private static Map<Integer, String> defined(String text) {
    String unified = text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[ \t]", "");
    String padded = unified + '\uffff' + "\0".repeat(200);
    Map<Integer, String> result = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    int line = 0;
    for (int start = 0; start <= unified.length(); start = next(unified, start)) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < 100; i++) {
        sum = sum.add(BigInteger.valueOf(padded.charAt(start + i)).multiply(BASE.pow(99 - i)));
      }
      String hex = sum.mod(TWO_TO_64).toString(16);
      result.put(++line, hex + ":" + seen.merge(hex, 1, Integer::sum));
    }
    return result;
  }

  private static int next(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() + 1 : end + 1;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "a",
        "  class A {\n\tint x;\n}\n",
        "one\r\ntwo\r\n\r\nthree",
        "one\rtwo\r\rthree\r",
        "same\nsame\nsame\n",
        "x\n\n\n\n\n\n\n\n\n\n\ny",
        "\u00fc\ud83d\udca7\u4e2d\n\u202e\n"
      })
  void equalsTheDefinition(String text) {
    assertEquals(defined(text), LineHashes.of(text));
  }

  @Test
  void linesLongerThanTheWindowCountUpToIt() {
    String text = "y".repeat(99) + "\n" + "y".repeat(150) + "\n" + "y".repeat(151) + "\n";
    assertEquals(defined(text), LineHashes.of(text));
  }

  @Test
  void indentationAndLineEndsDoNotMatter() {
    assertEquals(LineHashes.of("a b\nc\n"), LineHashes.of("\ta  b \r\n  c\r\n"));
  }

  @Test
  void equalLinesAreTold() {
    String line = "z".repeat(120) + "\n";
    Map<Integer, String> hashes = LineHashes.of(line + line);
    assertNotEquals(hashes.get(1), hashes.get(2));
    assertEquals(hashes.get(1).replaceFirst(":1$", ":2"), hashes.get(2));
  }
}
