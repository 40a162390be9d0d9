package casefolded.client.internal;

import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, section 2.1). */
final class Percent {
  private static final String UNRESERVED = "-._~";

  private Percent() {}

  /** Text with everything encoded but unreserved characters and those of {@code safe}. */
  static String encode(String text, String safe) {
    StringBuilder out = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (isPlain(character) || safe.indexOf(character) >= 0) {
        out.append(character);
      } else {
        out.append("%%%02X".formatted((int) character));
      }
    }
    return out.toString();
  }

  static String encode(String text) {
    return encode(text, "");
  }

  /** Text with its percent-encoding undone; what is none stays as it is. */
  static String decode(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[octets.length];
    int length = 0;
    for (int index = 0; index < octets.length; index++) {
      int high = octets[index] == '%' && index + 2 < octets.length ? digit(octets[index + 1]) : -1;
      int low = high >= 0 ? digit(octets[index + 2]) : -1;
      if (low >= 0) {
        out[length++] = (byte) (high * 16 + low);
        index += 2;
      } else {
        out[length++] = octets[index];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static int digit(byte octet) {
    return Character.digit(octet, 16);
  }

  private static boolean isPlain(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || UNRESERVED.indexOf(character) >= 0;
  }
}
