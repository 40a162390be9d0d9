package inlinenames.client.internal;

import inlinenames.client.Reply;
import inlinenames.client.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What the client tells of its work: requests and answers as DEBUG, retries as INFO. */
final class Log {
  private static final Logger LOGGER = System.getLogger(Transport.class.getPackageName());

  private Log() {}

  static void request(Request request) {
    LOGGER.log(
        Level.DEBUG,
        () ->
            "%s: %s %s"
                .formatted(request.info().operation(), request.method(), request.info().url()));
  }

  static void reply(Request request, Reply reply) {
    LOGGER.log(
        Level.DEBUG,
        () ->
            "%s: %s, %s"
                .formatted(request.info().operation(), Answers.reason(reply), reply.size()));
  }

  static void repeat(Request request, Outcome outcome, int attempt, Duration pause) {
    LOGGER.log(
        Level.INFO,
        () ->
            "%s: %s, attempt %d in %d ms"
                .formatted(
                    request.info().operation(), happened(outcome), attempt, pause.toMillis()));
  }

  private static String happened(Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      return Answers.reason(answered.reply());
    }
    return ((Outcome.Failed) outcome).error().getClass().getSimpleName();
  }
}
