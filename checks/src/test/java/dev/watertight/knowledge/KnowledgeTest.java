package dev.watertight.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnowledgeTest {
  private static Knowledge own(String text) {
    return Knowledge.builtIn().with("own.knowledge", new StringReader(text));
  }

  @Test
  void unknownMethodHasNoEntries() {
    assertEquals(List.of(), Knowledge.builtIn().lookup("method", "java/util/Map", "putt", 2));
    assertEquals(List.of(), Knowledge.builtIn().lookup("method", "java/util/HashMap", "put", 2));
    assertEquals(List.of(), Knowledge.builtIn().lookup("method", "java/util/Map", "put", 3));
    assertEquals(List.of(), Knowledge.builtIn().all("no such verb"));
  }

  @Test
  void entryGivesItsAttributes() {
    Entry put = Knowledge.builtIn().lookup("method", "java/util/Map", "put", 2).get(0);
    assertEquals("grow", put.effect());
    assertEquals(0, put.index("key"));
    assertEquals(1, put.index("value"));
    assertEquals(-1, put.index("function"));
    assertEquals("previous", put.get("returns"));
    assertNull(put.get("function"));
    assertEquals("none", put.get("function", "none"));
    assertTrue(put.has("grow"));
    assertFalse(put.has("absent"));
    assertEquals("java.util.Map.put/2", put.subject());
    assertTrue(put.place().startsWith("jdk-collections.knowledge:"), put.place());
  }

  @Test
  void exactArityComesBeforeAny() {
    Knowledge knowledge =
        own(
            """
            method pkg.Registry.add grow value=0
            method pkg.Registry.add/2 grow key=0 value=1
            """);
    assertEquals(
        List.of("pkg.Registry.add/2", "pkg.Registry.add"),
        knowledge.lookup("method", "pkg/Registry", "add", 2).stream().map(Entry::subject).toList());
    assertEquals(1, knowledge.lookup("method", "pkg/Registry", "add", 1).size());
  }

  @Test
  void entriesOfOneFileStandSideBySide() {
    Knowledge knowledge =
        own("runs pkg.Pool.run/2 task=0 later\nruns pkg.Pool.run/2 task=1 on-completion\n");
    assertEquals(2, knowledge.lookup("runs", "pkg/Pool", "run", 2).size());
  }

  @Test
  void laterFileReplacesWhatIsSaidOfTheSameSubject() {
    Knowledge knowledge = own("container java.util.HashMap kind=map\n");
    Knowledge again =
        knowledge.with(
            "later.knowledge", new StringReader("container java.util.HashMap kind=map bounded"));
    assertFalse(knowledge.lookup("container", "java/util/HashMap").get(0).has("bounded"));
    List<Entry> entries = again.lookup("container", "java/util/HashMap");
    assertEquals(1, entries.size());
    assertEquals("later.knowledge:1", entries.get(0).place());
    assertTrue(entries.get(0).has("bounded"));
  }

  @Test
  void nestedTypesAndAnnotationsHaveInternalNames() {
    Knowledge knowledge =
        own(
            """
            life @pkg.Outer$Begin phase=begin of=session end=@pkg.Outer$End,finish
            container pkg.Outer$Inner kind=map # with a comment
            \s
            # nothing but a comment
            """);
    Entry begin = knowledge.lookup("life", "@pkg/Outer$Begin").get(0);
    assertEquals(List.of("@pkg.Outer$End", "finish"), begin.names("end"));
    assertEquals("@pkg.Outer$Begin", begin.subject());
    assertEquals(2, knowledge.lookup("container", "pkg/Outer$Inner").get(0).line());
  }

  @Test
  void receiverIsNoArgument() {
    Entry hook = Knowledge.builtIn().lookup("register", "java/io/File", "deleteOnExit", 0).get(0);
    assertEquals("this", hook.get("listener"));
    assertEquals(-1, hook.index("listener"));
  }

  @Test
  void releasesFollowFromNames() {
    Knowledge knowledge = Knowledge.builtIn();
    assertEquals(
        List.of("removeFooListener", "removeAllFooListeners"),
        knowledge.releasesByName("addFooListener"));
    assertEquals(List.of(), knowledge.releasesByName("addListenerTo"));
    assertEquals(List.of(), knowledge.releasesByName("subscribeAll"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "contaner java.util.Map kind=map"
            + "| unknown verb 'contaner'; use one of container, method, wrap, create, keeps,"
            + " builder,"
            + " build, scope, life, life-event, lifecycle-name, lived-name, register, register-name, starts-threads, runs,"
            + " fails, waits, immortal, closed-keys, threadlocal, pooled, session-attribute,"
            + " session-id, session-id-change",
        "container" + "| 'container' lacks its subject; write a type such as pkg.Outer$Inner",
        "container java.util.Map"
            + "| 'container' lacks the attribute 'kind'; add kind=, one of map, multimap,"
            + " collection, queue, buffer, cache, array",
        "container java.util.Map kind=mapp"
            + "| 'mapp' is no value of 'kind'; write one of map, multimap, collection, queue,"
            + " buffer, cache, array",
        "container java.util.Map kind=map big"
            + "| unknown attribute 'big' of 'container'; use bounded, bounded-by=, expiring,"
            + " immutable, kind=, soft, weak-keys, weak-values",
        "container java.util.Map kind=map bounded=yes"
            + "| 'bounded' takes no value; write bounded alone",
        "container java.util.Map kind"
            + "| 'kind' lacks its value; write kind=, one of map, multimap, collection, queue,"
            + " buffer, cache, array",
        "container java.util.Map kind=map kind=queue"
            + "| attribute 'kind' is given twice; keep one of them",
        "container java/util/Map kind=map"
            + "| malformed subject 'java/util/Map' of 'container'; write a type such as"
            + " pkg.Outer$Inner",
        "method put grow value=0"
            + "| malformed subject 'put' of 'method'; write a method such as pkg.Type.name or"
            + " pkg.Type.name/2",
        "method java.util.Map.put/x grow value=0"
            + "| malformed subject 'java.util.Map.put/x' of 'method'; write a method such as"
            + " pkg.Type.name or pkg.Type.name/2",
        "method java.util.Map.put/2 gro key=0"
            + "| unknown attribute 'gro' of 'method'; use absent, all=, clear, compute,"
            + " container=, contains, current, drain, element, entry-key, entry-set,"
            + " entry-value, function=, grow, grows, head, index=, iterate, key=, of=,"
            + " predicate=, read, remover, replace-all, retain, returns=, shrink, size, some,"
            + " to=, value=, view",
        "method java.util.Map.put/2 key=0"
            + "| 'method' lacks its effect; use exactly one of clear, compute, contains, drain,"
            + " element, entry-key, entry-set, entry-value, grow, iterate, read, replace-all,"
            + " retain, shrink, size, view",
        "method java.util.Map.put/2 grow shrink"
            + "| more than one effect: grow, shrink; use exactly one of clear, compute, contains,"
            + " drain, element, entry-key, entry-set, entry-value, grow, iterate, read,"
            + " replace-all, retain, shrink, size, view",
        "method java.util.Map.put/2 grow key=first"
            + "| 'first' is no value of 'key'; write an argument position counted from 0, or this",
        "method java.util.Map.put/2 grow key=2"
            + "| 'key=2' is beyond the arguments of java.util.Map.put/2; count from 0, the last"
            + " is 1",
        "method java.util.Queue.poll/0 shrink value=0"
            + "| 'value=0' is beyond the arguments of java.util.Queue.poll/0; it has none",
        "register pkg.Bus.listen/1 release=unlisten"
            + "| 'register' lacks the attribute 'listener'; add listener=, an argument position"
            + " counted from 0, or this",
        "register pkg.Bus.listen/1 listener=0 release=un;listen"
            + "| 'un;listen' is no value of 'release'; write names separated by commas",
        "immortal pkg.Session.setTimeout/1 argument=0 when=0"
            + "| '0' is no value of 'when'; write a comparison such as <=0",
        "closed-keys pkg.Kind all" + "| unknown attribute 'all' of 'closed-keys'; use no attribute",
        "life @pkg. phase=begin of=session"
            + "| malformed subject '@pkg.' of 'life'; write a method such as pkg.Type.name/2 or"
            + " an annotation such as @pkg.Name",
        "lifecycle-name log-in phase=begin of=user"
            + "| malformed subject 'log-in' of 'lifecycle-name'; write a method name such as"
            + " login",
        "register-name add**er release=remove"
            + "| malformed subject 'add**er' of 'register-name'; write a method name with at most"
            + " one * such as add*Listener",
      })
  void wrongEntryFailsAtItsLine(String line, String message) {
    KnowledgeException e =
        assertThrows(KnowledgeException.class, () -> own("# first\n\n" + line + "\n"));
    assertEquals("own.knowledge:3: " + message, e.getMessage());
  }

  @Test
  void missingFileIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("absent.knowledge");
    KnowledgeException e =
        assertThrows(KnowledgeException.class, () -> Knowledge.builtIn().with(file));
    assertEquals(
        file
            + ": cannot be read (java.nio.file.NoSuchFileException: "
            + file
            + "); check the path and its rights",
        e.getMessage());
  }

  @Test
  void jarOnTheClassPathBringsItsOwn(@TempDir Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("META-INF/watertight"));
    Files.writeString(home.resolve("knowledge.list"), "# ours\nregistry.knowledge\n");
    Files.writeString(home.resolve("registry.knowledge"), "container pkg.Registry kind=map\n");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      Knowledge knowledge = Knowledge.builtIn().withExtensionsOf(loader);
      assertEquals(1, knowledge.lookup("container", "pkg/Registry").size());
    }
  }

  @Test
  void listedButMissingExtensionIsNamed(@TempDir Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("META-INF/watertight"));
    Files.writeString(home.resolve("knowledge.list"), "lost.knowledge\n");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      KnowledgeException e =
          assertThrows(
              KnowledgeException.class, () -> Knowledge.builtIn().withExtensionsOf(loader));
      assertTrue(e.getMessage().startsWith("lost.knowledge, named by "), e.getMessage());
      assertTrue(e.getMessage().endsWith("; check the path and its rights"), e.getMessage());
    }
  }
}
