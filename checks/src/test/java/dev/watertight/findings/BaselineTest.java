package dev.watertight.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaselineTest {
  private static final String LINE =
      "{\"key\":\"w1:0123456789abcdef\",\"rule\":\"MissingRemovalOnSessionEnd\","
          + "\"subject\":\"shop.web.Carts.open\",\"end\":\"session-destroyed\","
          + "\"sources\":[\"shop.web.Carts.login\"],\"module\":\"shop:web\"}\n";

  @TempDir Path folder;

  @Test
  void writesOneShortLineAFinding() {
    BaselineEntry entry = BaselineEntry.of(Samples.finding(), "shop:web");

    assertEquals(
        LINE.replace("w1:0123456789abcdef", entry.key()), Baseline.of(List.of(entry)).text());
  }

  @Test
  void readsWhatItWrites() {
    BaselineEntry accepted =
        new BaselineEntry(
            "w1:00000000000000ff",
            "ListenerLeak",
            "shop.Ünïcode$Inner.listen",
            "none",
            List.of("shop.B.b", "shop.A.a"),
            null,
            Confidence.POSSIBLE,
            "tab\t, quote \", backslash \\, line\nand \u2028",
            LocalDate.of(2030, 12, 31),
            new Trace("Map<String,Object>", "0011aabb"),
            true);
    Baseline written = Baseline.of(List.of(accepted, BaselineEntry.of(Samples.finding(), "g:a")));

    Baseline read = parse(written.text());

    assertEquals(written.entries(), read.entries());
    assertEquals(2, written.text().lines().count());
  }

  @Test
  void sortsWhateverTheOrder() {
    BaselineEntry one = BaselineEntry.of(Samples.about("b/B", "x", "none"), "g:a");
    BaselineEntry other = BaselineEntry.of(Samples.about("a/A", "x", "none"), "g:a");

    assertEquals(Baseline.of(List.of(one, other)).text(), Baseline.of(List.of(other, one)).text());
  }

  @Test
  void readsARepeatedLineOnce() {
    assertEquals(LINE, parse(LINE + LINE).text());
  }

  @Test
  void joinsWhatAUnionMergeLeaves() {
    String ours = LINE.replace("\"shop.web.Carts.login\"", "\"shop.web.Carts.renew\"");
    String accepted =
        LINE.replace(
            "\"shop:web\"}", "\"shop:web\",\"reason\":\"small\",\"until\":\"2030-01-01\"}");

    BaselineEntry joined = parse(LINE + ours + accepted).entries().get(0);

    assertEquals(1, parse(LINE + ours + accepted).entries().size());
    assertEquals(List.of("shop.web.Carts.login", "shop.web.Carts.renew"), joined.sources());
    assertEquals("small", joined.reason());
    assertEquals(LocalDate.of(2030, 1, 1), joined.until());
  }

  @Test
  void keepsModulesApart() {
    Baseline baseline = parse(LINE + LINE.replace("shop:web", "shop:admin"));

    assertEquals("shop:web", baseline.find("w1:0123456789abcdef", "shop:web").module());
    assertEquals("shop:admin", baseline.find("w1:0123456789abcdef", "shop:admin").module());
    assertEquals("shop:admin", baseline.find("w1:0123456789abcdef", "shop:moved").module());
    assertNull(baseline.find("w1:0123456789abcdee", "shop:web"));
  }

  @Test
  void readsWhatEditorsDoToFiles() {
    String edited = "\ufeff" + LINE.replace(",", " , ").replace("\n", "\r\n") + "\r\n  \n";

    assertEquals(LINE, parse(edited).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <<<<<<< HEAD | a merge conflict is not resolved
          ======= | a merge conflict is not resolved
          >>>>>>> topic | a merge conflict is not resolved
          {"key":"w2:0123456789abcdef","rule":"R"} | newer version of Watertight
          {"key":"w1:0123456789abcdef","colour":"red"} | unknown field [colour]
          {"key":"0123"} | not w1: and 16 hexadecimal digits
          {"rule":"R"} | "key" is missing
          {"key":"w1:0123456789abcdef"} | "rule" is missing
          {"key":["w1:0123456789abcdef"]} | "key" must be a string
          {"key":"w1:0123456789abcdef","rule":"R","subject":"s","end":"e","sources":"x"} | array of strings
          {"key":"w1:0123456789abcdef","rule":"R","subject":"s","end":"e","reason":" "} | "reason" is empty
          {"key":"w1:0123456789abcdef","rule":"R","subject":"s","end":"e","until":"2030-01-01"} | needs a "reason"
          {"key":"w1:0123456789abcdef","rule":"R","subject":"s","end":"e","reason":"r","until":"soon"} | not a date
          {"key":"w1:0123456789abcdef" | column 29: '}' is expected
          {"key":"w1:0123456789abcdef"} {} | nothing may follow
          {"key":"a","key":"b"} | stands twice
          {"key":"w1:0123456789abcdef","rule":null} | a string in double quotes is expected
          {"key":"\\x"} | unknown escape
          garbage | '{' is expected
          """)
  void refusesALineThatIsNoEntry(String line, String why) {
    BaselineException refused =
        assertThrows(BaselineException.class, () -> parse(LINE + "\n" + line + "\n"));

    assertTrue(refused.getMessage().startsWith("baseline.jsonl:3: "), refused.getMessage());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void refusesWhatIsNotUtf8() {
    BaselineException refused =
        assertThrows(
            BaselineException.class, () -> Baseline.parse("b", new byte[] {'\n', (byte) 0xff}));

    assertTrue(refused.getMessage().startsWith("b:2: "), refused.getMessage());
  }

  @Test
  void createsOnceAndNeverOverwrites() throws IOException {
    Path file = folder.resolve("new/folder/baseline.jsonl");
    parse(LINE).create(file);
    assertEquals(LINE, Files.readString(file));

    BaselineException refused =
        assertThrows(BaselineException.class, () -> Baseline.EMPTY.create(file));

    assertTrue(refused.getMessage().contains("not overwritten"), refused.getMessage());
    assertEquals(LINE, Files.readString(file));
  }

  @Test
  void replacesInOneStepAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("baseline.jsonl");
    Files.writeString(file, "old");

    parse(LINE).write(file);

    assertEquals(LINE, Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void saysWhereItCouldNotWriteAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("occupied");
    Files.createDirectories(file.resolve("by a folder"));

    assertThrows(BaselineException.class, () -> parse(LINE).write(file));

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void saysWhichFileIsMissing() {
    Path file = folder.resolve("absent.jsonl");

    BaselineException refused = assertThrows(BaselineException.class, () -> Baseline.read(file));

    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
  }

  private static Baseline parse(String text) {
    return Baseline.parse("baseline.jsonl", text.getBytes(StandardCharsets.UTF_8));
  }
}
