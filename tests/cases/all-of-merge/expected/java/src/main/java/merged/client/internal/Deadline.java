package merged.client.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a call may take. */
final class Deadline {
  /** Longer than anybody waits, and short enough to count in nanoseconds. */
  static final Duration NEVER = Duration.ofDays(36_500);

  private final long moment;

  private Deadline(long moment) {
    this.moment = moment;
  }

  /** The moment that is so far from now; null for never. */
  static Deadline after(@Nullable Duration limit) {
    Duration time = limit == null || limit.compareTo(NEVER) > 0 ? NEVER : limit;
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The time until the moment, zero when it has passed. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, moment - System.nanoTime()));
  }

  boolean passed() {
    return moment - System.nanoTime() <= 0;
  }

  /** The shorter of a limit and what remains. */
  Duration limit(@Nullable Duration other) {
    Duration remaining = remaining();
    return other == null || other.compareTo(remaining) > 0 ? remaining : other;
  }
}
