package kennel.client.internal;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives a request up when its time is over, or when the server is silent in the middle of a body.
 * The HTTP client itself looks at its own limit until the headers are there, and not any more.
 */
final class Watch {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final @Nullable Duration silence;
  private final Predicate<HttpResponse.ResponseInfo> isLive;
  private volatile long heard = System.nanoTime();
  private volatile boolean inBody;
  private volatile boolean ended;
  private volatile boolean looking;
  private volatile @Nullable Listening live;

  /**
   * A watch over one request.
   *
   * @param silence how long the server may be silent, null for as long as it likes
   * @param isLive says which answers are handed on while they come
   */
  Watch(@Nullable Duration silence, Predicate<HttpResponse.ResponseInfo> isLive) {
    this.silence = silence;
    this.isLive = isLive;
  }

  /** Takes the body, and notes when something came. */
  HttpResponse.BodySubscriber<InputStream> handler(HttpResponse.ResponseInfo info) {
    hear();
    if (isLive.test(info)) {
      Listening listening =
          new Listening(
              HttpResponse.BodySubscribers.mapping(
                  HttpResponse.BodySubscribers.ofInputStream(), raw -> new LiveStream(raw, this)));
      live = listening;
      return listening;
    }
    inBody = true;
    return new Listening(
        HttpResponse.BodySubscribers.mapping(
            HttpResponse.BodySubscribers.ofByteArray(), ByteArrayInputStream::new));
  }

  /** Looks at the exchange until it ends, and ends it when it must. */
  void guard(CompletableFuture<HttpResponse<InputStream>> exchange, Duration remaining) {
    Future<?> end =
        TIMER.schedule(() -> giveUp(exchange), remaining.toNanos(), TimeUnit.NANOSECONDS);
    exchange.whenComplete((response, error) -> end.cancel(false));
    if (silence != null) {
      look(exchange, silence);
    }
  }

  /** Somebody waits for more of a body that is handed on while it comes. */
  void beginWaiting() {
    hear();
    inBody = true;
    if (silence != null && !ended && live != null) {
      lookAtStream(silence);
    }
  }

  void endWaiting() {
    inBody = false;
  }

  void end() {
    ended = true;
  }

  private void look(CompletableFuture<HttpResponse<InputStream>> exchange, Duration limit) {
    long quiet = System.nanoTime() - heard;
    if (exchange.isDone()) {
      return;
    }
    if (inBody && quiet >= limit.toNanos()) {
      giveUp(exchange);
      return;
    }
    Future<?> again =
        TIMER.schedule(() -> look(exchange, limit), next(limit, quiet), TimeUnit.NANOSECONDS);
    exchange.whenComplete((response, error) -> again.cancel(false));
  }

  private void lookAtStream(Duration limit) {
    if (!looking) {
      looking = true;
      TIMER.schedule(() -> lookAgain(limit), limit.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void lookAgain(Duration limit) {
    looking = false;
    Listening stream = live;
    if (ended || !inBody || stream == null) {
      return; // the next one who waits looks again
    }
    long quiet = System.nanoTime() - heard;
    if (quiet >= limit.toNanos()) {
      CompletableFuture.runAsync(stream::giveUp);
      return;
    }
    looking = true;
    TIMER.schedule(() -> lookAgain(limit), next(limit, quiet), TimeUnit.NANOSECONDS);
  }

  private static long next(Duration limit, long quiet) {
    return Math.max(limit.toNanos() - quiet, TimeUnit.MILLISECONDS.toNanos(50));
  }

  private static void giveUp(CompletableFuture<HttpResponse<InputStream>> exchange) {
    // Not on the timer's thread: what comes next may take its time.
    HttpTimeoutException reason = new HttpTimeoutException("the time is over");
    CompletableFuture.runAsync(() -> exchange.completeExceptionally(reason));
  }

  private void hear() {
    heard = System.nanoTime();
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = Executors.defaultThreadFactory().newThread(work);
              thread.setName("api-client-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Collects a body, or hands it on. */
  private final class Listening implements HttpResponse.BodySubscriber<InputStream> {
    private final HttpResponse.BodySubscriber<InputStream> body;
    private Flow.@Nullable Subscription subscription;
    private boolean givenUp;

    Listening(HttpResponse.BodySubscriber<InputStream> body) {
      this.body = body;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
      return body.getBody();
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
      subscription = given;
      body.onSubscribe(given);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> item) {
      hear();
      if (!givenUp) {
        body.onNext(item);
      }
    }

    @Override
    public synchronized void onError(Throwable error) {
      end();
      if (!givenUp) {
        body.onError(error);
      }
    }

    @Override
    public synchronized void onComplete() {
      end();
      if (!givenUp) {
        body.onComplete();
      }
    }

    synchronized void giveUp() {
      givenUp = true;
      if (subscription != null) {
        subscription.cancel();
      }
      body.onError(new HttpTimeoutException("the server was silent"));
    }
  }
}
