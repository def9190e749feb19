package dev.watertight.errorprone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** This module under its own checks, which it cannot have while it is being built. */
class SelfApplicationTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  @Test
  void nothingIsFoundInThisModule() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        sources.put(SOURCES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    assertFalse(sources.isEmpty());
    String[] exports =
        Stream.of("api", "code", "comp", "main", "model", "processing", "tree", "util")
            .map(name -> "--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED")
            .toArray(String[]::new);
    Compiler.Outcome outcome = Compiler.compile(sources, List.of(), exports);
    assertTrue(outcome.success(), outcome.others()::toString);
    assertEquals(List.of(), outcome.warnings());
  }
}
