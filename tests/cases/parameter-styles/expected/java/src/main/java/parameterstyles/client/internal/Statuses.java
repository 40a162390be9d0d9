package parameterstyles.client.internal;

import java.util.List;

/**
 * Status codes.
 *
 * @param first the first one
 * @param last the last one, included
 */
public record Statuses(int first, int last) {

  boolean contain(int status) {
    return first <= status && status <= last;
  }

  /** How many codes there are; the narrowest range that fits an answer decides. */
  int width() {
    return last - first + 1;
  }

  static boolean any(List<Statuses> ranges, int status) {
    return ranges.stream().anyMatch(range -> range.contain(status));
  }
}
