package dev.watertight.findings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The identity of a leak: which retention path it is, not where it stands or how it is worded. Made
 * of family, holder, subject, failed end and ordinal, so that moved lines, reworded messages and a
 * better rule leave it alone.
 */
public final class Fingerprint {
  /** Scheme of the keys that this version makes; whoever changes what is hashed raises it. */
  static final int VERSION = 1;

  private static final String PREFIX = "w" + VERSION + ":";

  /** 64 bits: at 100,000 findings a collision has a chance of three in ten billion. */
  private static final int HEX_DIGITS = 16;

  /**
   * javac numbers anonymous and local classes; one more of them above must not change the others.
   */
  private static final Pattern NUMBERED_CLASS = Pattern.compile("\\$\\d+");

  private Fingerprint() {}

  /** The key of a finding whose ordinal is assigned: {@code w1:} and 16 hexadecimal digits. */
  public static String of(Finding finding) {
    return PREFIX + sha256(identity(finding) + '\n' + finding.ordinal()).substring(0, HEX_DIGITS);
  }

  /**
   * The same findings in the same order, findings of equal identity numbered from zero, so that
   * every key is unique.
   *
   * @param findings in reporting order
   */
  public static List<Finding> number(List<Finding> findings) {
    Map<String, Integer> seen = new HashMap<>();
    List<Finding> numbered = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      int ordinal = seen.merge(identity(finding), 1, Integer::sum) - 1;
      numbered.add(finding.ordinal() == ordinal ? finding : finding.withOrdinal(ordinal));
    }
    return List.copyOf(numbered);
  }

  private static String identity(Finding finding) {
    return String.join(
        "\n",
        finding.family().name().toLowerCase(Locale.ROOT),
        NUMBERED_CLASS.matcher(finding.holder()).replaceAll("\\$"),
        finding.subject(),
        finding.failedEnd());
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
