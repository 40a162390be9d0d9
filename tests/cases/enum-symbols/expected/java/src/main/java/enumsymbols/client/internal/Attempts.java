package enumsymbols.client.internal;

import enumsymbols.client.Reply;
import enumsymbols.client.errors.ConnectionFailedException;
import enumsymbols.client.errors.DeadlineException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request, sent until there is an answer worth having, by the rules in {@link Retries}. */
final class Attempts {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> ALWAYS_FOLLOWED = Set.of(307, 308);
  private static final Set<Integer> FOLLOWED_TO_READ = Set.of(301, 302, 303);

  private final Settings settings;
  private final Operation<?> operation;
  private final Supplier<Request> maker;
  private final Deadline deadline;
  private final boolean safe;
  private @Nullable Request request;

  Attempts(
      Settings settings,
      Operation<?> operation,
      Supplier<Request> maker,
      Deadline deadline,
      boolean safe) {
    this.settings = settings;
    this.operation = operation;
    this.maker = maker;
    this.deadline = deadline;
    this.safe = safe;
  }

  /**
   * The last answer.
   *
   * @param reply the answer
   * @param uncertain whether an earlier attempt may have arrived too
   */
  record Exchange(Reply reply, boolean uncertain) {}

  /** The steps to an answer. */
  Step<Exchange> exchange() {
    List<TokenSource> tokens = Requests.tokens(settings, operation);
    return tokens.isEmpty() ? begin() : withTokens(tokens);
  }

  private Step<Exchange> begin() {
    request = maker.get();
    return attempt(0, false);
  }

  /** The same with good tokens; where the server refuses them, once more with new ones. */
  private Step<Exchange> withTokens(List<TokenSource> tokens) {
    return new Step.Work<>(
            sender -> tokens.forEach(source -> source.ensure(settings, sender)), this::begin)
        .then(
            done -> {
              if (done.reply.status() != 401 || !request().isRepeatable()) {
                return new Step.Done<>(done);
              }
              List<String> refused = tokens.stream().map(TokenSource::current).toList();
              return new Step.Work<>(
                  sender -> {
                    for (int index = 0; index < refused.size(); index++) {
                      tokens.get(index).renew(settings, sender, refused.get(index));
                    }
                  },
                  this::begin);
            });
  }

  /** A whole call, answered at once. */
  static <T extends @Nullable Object> Step<Result<T>> call(Settings settings, Call<T> call) {
    Deadline deadline = Deadline.after(settings.timeout());
    boolean safe = !Requests.ensureKey(settings, call).isEmpty() || call.operation.isIdempotent();
    return new Attempts(settings, call.operation, () -> Requests.of(settings, call), deadline, safe)
        .exchange()
        .then(
            done ->
                new Step.Done<>(
                    new Result<>(
                        done.reply, Answers.result(settings, call.operation, done.reply))));
  }

  private Request request() {
    return Objects.requireNonNull(request);
  }

  private Step<Exchange> attempt(int number, boolean uncertain) {
    return send(request(), 0).then(outcome -> decide(outcome, number, uncertain));
  }

  private Step<Exchange> decide(Outcome outcome, int number, boolean uncertain) {
    boolean unsent = false;
    Optional<Duration> wanted = Optional.empty();
    if (outcome instanceof Outcome.Answered answered) {
      if (!Retries.isTransient(operation, answered.reply())) {
        return new Step.Done<>(new Exchange(answered.reply(), uncertain));
      }
      wanted = Retries.retryAfter(answered.reply());
    } else if (outcome instanceof Outcome.Failed failed) {
      unsent = failed.error() instanceof ConnectionFailedException;
    }
    Duration pause = wanted.orElseGet(() -> Retries.backoff(number));
    boolean again = (safe || unsent) && request().isRepeatable();
    if (!again || number >= settings.retries() || pause.compareTo(deadline.remaining()) >= 0) {
      return new Step.Done<>(new Exchange(outcome.orThrow(), uncertain));
    }
    boolean mayHaveArrived = uncertain || !unsent;
    Log.repeat(request(), outcome, number + 2, pause);
    return new Step.Pause<>(pause, () -> attempt(number + 1, mayHaveArrived));
  }

  /** One attempt, which follows redirects to the same host. */
  private Step<Outcome> send(Request target, int hops) {
    if (deadline.passed()) {
      throw tooLate(target);
    }
    return new Step.Send<>(
        target,
        settings.readTimeout(),
        deadline,
        outcome -> {
          if (outcome instanceof Outcome.Failed failed
              && failed.error() instanceof DeadlineException late) {
            throw late;
          }
          Optional<Request> moved =
              outcome instanceof Outcome.Answered answered && hops < MOST_REDIRECTS
                  ? redirected(target, answered.reply())
                  : Optional.empty();
          return moved.map(next -> send(next, hops + 1)).orElseGet(() -> new Step.Done<>(outcome));
        });
  }

  static DeadlineException tooLate(Request request) {
    return new DeadlineException(
        request.info().operation() + ": the time for the call is over", request.info(), null);
  }

  /**
   * The request that a redirect asks for. Only the same scheme, host and port get the credentials,
   * and only requests that stay what they are (RFC 9110, section 15.4): GET and HEAD, and others
   * after 307 and 308.
   */
  private static Optional<Request> redirected(Request request, Reply reply) {
    boolean reads = Set.of("GET", "HEAD").contains(request.method());
    boolean follows =
        ALWAYS_FOLLOWED.contains(reply.status())
            || (reads && FOLLOWED_TO_READ.contains(reply.status()));
    String location = reply.headers().firstValue("location").orElse("");
    if (!follows || !request.isRepeatable() || location.isEmpty() || request.hasSecretAddress()) {
      return Optional.empty();
    }
    try {
      URI there = resolve(URI.create(request.url()), location);
      String url = there.toString().split("#", 2)[0];
      return origin(url).equals(origin(request.url()))
          ? Optional.of(request.moved(url))
          : Optional.empty();
    } catch (IllegalArgumentException error) {
      return Optional.empty();
    }
  }

  private static URI resolve(URI base, String location) {
    // URI.resolve drops the last segment of the path before a query alone.
    return location.startsWith("?")
        ? URI.create(base.toString().split("[?#]", 2)[0] + location)
        : base.resolve(location);
  }

  private static String origin(String url) {
    return Url.of(url).origin().toLowerCase(Locale.ROOT);
  }
}
