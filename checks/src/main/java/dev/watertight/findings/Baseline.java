package dev.watertight.findings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The findings that a project knows of and has not fixed: one short JSON line each, sorted, without
 * lines, paths, times or versions, so that it changes only when a leak comes or goes. Immutable.
 */
public final class Baseline {
  /** Nothing is known. */
  public static final Baseline EMPTY = new Baseline(List.of());

  private static final Comparator<BaselineEntry> ORDER =
      Comparator.comparing(BaselineEntry::subject)
          .thenComparing(BaselineEntry::end)
          .thenComparing(BaselineEntry::key)
          .thenComparing(BaselineEntry::module, Comparator.nullsFirst(Comparator.naturalOrder()));

  private record Owned(String key, String module) implements Comparable<Owned> {
    private static final Comparator<Owned> ORDER =
        Comparator.comparing(Owned::key)
            .thenComparing(Owned::module, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Owned other) {
      return ORDER.compare(this, other);
    }
  }

  private final List<BaselineEntry> entries;
  private final Map<String, List<BaselineEntry>> byKey = new TreeMap<>();

  private Baseline(Collection<BaselineEntry> entries) {
    List<BaselineEntry> sorted = new ArrayList<>(entries);
    sorted.sort(ORDER);
    this.entries = List.copyOf(sorted);
    for (BaselineEntry entry : this.entries) {
      byKey.computeIfAbsent(entry.key(), k -> new ArrayList<>(1)).add(entry);
    }
  }

  /** These entries; several about one leak of one module become one. */
  public static Baseline of(Collection<BaselineEntry> entries) {
    Map<Owned, BaselineEntry> merged = new TreeMap<>();
    for (BaselineEntry entry : entries) {
      merged.merge(new Owned(entry.key(), entry.module()), entry, BaselineEntry::with);
    }
    return new Baseline(merged.values());
  }

  /**
   * Reads a baseline; the file is never touched.
   *
   * @throws BaselineException if it cannot be read, or at the first line that is not an entry
   */
  public static Baseline read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BaselineException(
          file + ": the baseline cannot be read (" + e + "); check the path and its rights", e);
    }
    return parse(file.toString(), bytes);
  }

  /**
   * Reads the bytes of a baseline.
   *
   * @param name of the file, for messages
   * @throws BaselineException at the first line that is not an entry
   */
  public static Baseline parse(String name, byte[] bytes) {
    List<BaselineEntry> entries = new ArrayList<>();
    int start = hasByteOrderMark(bytes) ? 3 : 0;
    for (int line = 1; start <= bytes.length; line++) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      try {
        String text = decode(bytes, start, end);
        if (!text.isBlank()) {
          entries.add(BaselineFormat.read(text.strip()));
        }
      } catch (BaselineFormat.Refused e) {
        throw new BaselineException(name + ":" + line + ": " + e.getMessage());
      }
      start = end + 1;
    }
    return of(entries);
  }

  private static boolean hasByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && (bytes[0] & 0xff) == 0xef
        && (bytes[1] & 0xff) == 0xbb
        && (bytes[2] & 0xff) == 0xbf;
  }

  private static String decode(byte[] bytes, int start, int end) throws BaselineFormat.Refused {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BaselineFormat.Refused("the line is not UTF-8; restore the file");
    }
  }

  /** Every entry, sorted by subject, end and key. */
  public List<BaselineEntry> entries() {
    return entries;
  }

  /** The entry of a key, rather that of the module than another's; null where there is none. */
  public BaselineEntry find(String key, String module) {
    List<BaselineEntry> found = byKey.getOrDefault(key, List.of());
    for (BaselineEntry entry : found) {
      if (entry.module() != null && entry.module().equals(module)) {
        return entry;
      }
    }
    return found.isEmpty() ? null : found.get(0);
  }

  /** The text of the file: a line each, every line ended. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (BaselineEntry entry : entries) {
      text.append(BaselineFormat.write(entry)).append('\n');
    }
    return text.toString();
  }

  /**
   * Writes a file that is not there yet, with the folders above it.
   *
   * @throws BaselineException if it exists or cannot be written
   */
  public void create(Path file) {
    if (Files.exists(file)) {
      throw exists(file);
    }
    try {
      Path whole = temporary(file);
      try {
        Files.move(whole, file);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (FileAlreadyExistsException e) {
      // what is in the way may also be a file where a folder above belongs
      throw Files.exists(file) ? exists(file) : unwritable(file, e);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /**
   * Replaces a file, or creates it, in one step: whoever reads meanwhile sees the old text or the
   * new one, never a part.
   *
   * @throws BaselineException if it cannot be written; the old file is whole then
   */
  public void write(Path file) {
    try {
      Path whole = temporary(file);
      try {
        Files.move(
            whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private Path temporary(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Not createTempFile, whose files only their owner may read.
    Path whole = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.writeString(whole, text(), StandardOpenOption.CREATE_NEW);
      return whole;
    } catch (IOException e) {
      Files.deleteIfExists(whole);
      throw e;
    }
  }

  private static BaselineException exists(Path file) {
    return new BaselineException(
        file
            + ": the baseline exists and is not overwritten; delete it first if all that is found"
            + " today shall be known");
  }

  private static BaselineException unwritable(Path file, IOException e) {
    return new BaselineException(
        file + ": the baseline cannot be written (" + e + "); check the path and its rights", e);
  }
}
