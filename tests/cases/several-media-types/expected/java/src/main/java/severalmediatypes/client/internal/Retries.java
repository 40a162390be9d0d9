package severalmediatypes.client.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import severalmediatypes.client.Reply;

/**
 * When a request is sent again, and after how long.
 *
 * <pre>
 * what happened                                     sent again
 * no connection was made                            always: nothing was sent
 * the connection broke, or the answer was cut off   if the request is safe to repeat
 * the server was silent for the read timeout        if the request is safe to repeat
 * 408, 429, 502, 504                                if the request is safe to repeat
 * 503 without an error body of the API's own        if the request is safe to repeat
 * anything else                                     never
 * </pre>
 *
 * <p>Safe are the idempotent methods (RFC 9110, section 9.2.2), and every call with an idempotency
 * key. The pause is what Retry-After says, else random between 0 and 0.5, 1, 2, 4, 8, 8, ...
 * seconds.
 */
final class Retries {
  private static final double FIRST_PAUSE = 0.5;
  private static final double LONGEST_PAUSE = 8.0;
  private static final Set<Integer> TRANSIENT = Set.of(408, 429, 502, 503, 504);

  /** The three forms of a date (RFC 9110, section 5.6.7). */
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("EEEE, d-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH));

  private Retries() {}

  /** Whether another attempt may fare better than this answer. */
  static boolean isTransient(Operation<?> operation, Reply reply) {
    return TRANSIENT.contains(reply.status())
        && (reply.status() != 503 || !Answers.isOwnError(operation, reply));
  }

  /** The pause after a failed attempt, counted from 0. */
  static Duration backoff(int attempt) {
    double longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(2, Math.min(attempt, 16)));
    return seconds(longest * ThreadLocalRandom.current().nextDouble());
  }

  /**
   * The pause that the server asks for (RFC 9110, section 10.2.3). A date counts from the answer's
   * own Date, so that the clocks of server and client need not agree.
   */
  static Optional<Duration> retryAfter(Reply reply) {
    String value = reply.headers().firstValue("retry-after").orElse("").strip();
    if (value.matches("[0-9]+")) {
      return Optional.of(seconds(Double.parseDouble(value)));
    }
    return date(value)
        .map(
            wanted -> {
              Instant now =
                  reply.headers().firstValue("date").flatMap(Retries::date).orElseGet(Instant::now);
              Duration pause = Duration.between(now, wanted);
              return pause.isNegative() ? Duration.ZERO : pause;
            });
  }

  private static Duration seconds(double seconds) {
    double most = Deadline.NEVER.toSeconds();
    return Duration.ofNanos((long) (Math.min(seconds, most) * 1e9));
  }

  private static Optional<Instant> date(String value) {
    for (DateTimeFormatter form : DATES) {
      try {
        return Optional.of(LocalDateTime.parse(value.strip(), form).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException error) {
        continue; // it may have another form
      }
    }
    return Optional.empty();
  }
}
