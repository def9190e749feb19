package dev.watertight.maven.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CodeLinesTest {
  @Test
  void blankAndCommentLinesDoNotCount() {
    assertEquals(
        2,
        CodeLines.of("\n  // one\n/* two\n three\n*/ int a; // four\n\t\n/** five */\nint b;\n"));
  }

  @Test
  void commentSignsInLiteralsAreCode() {
    assertEquals(3, CodeLines.of("a(\"/*\");\nb('\"', \"\\\"//\");\nc();\n"));
  }

  @Test
  void everyLineOfTextBlockIsCode() {
    assertEquals(
        4, CodeLines.of("a(\"\"\"\n  // text \\\"\"\" goes on\n  /* text */\n  \"\"\");\n// b\n"));
  }
}
