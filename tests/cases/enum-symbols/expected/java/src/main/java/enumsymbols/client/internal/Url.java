package enumsymbols.client.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URL reference (RFC 3986, appendix B), as they are.
 *
 * @param scheme the scheme, empty where there is none
 * @param authority user, host and port
 * @param path the path
 * @param query the query, without its question mark
 */
record Url(String scheme, String authority, String path, String query) {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

  /** The parts of a reference; an IllegalArgumentException where it is none. */
  static Url of(String reference) {
    Matcher found = PARTS.matcher(reference);
    if (!found.matches()) {
      throw new IllegalArgumentException("this is no URL");
    }
    String authority = or(found.group(2));
    if (authority.contains("[") != authority.contains("]")) {
      throw new IllegalArgumentException("the host of the URL has one bracket");
    }
    return new Url(or(found.group(1)), authority, found.group(3), or(found.group(4)));
  }

  /** Scheme, host and port. */
  String origin() {
    return scheme + "://" + authority;
  }

  private static String or(@Nullable String part) {
    return part == null ? "" : part;
  }
}
