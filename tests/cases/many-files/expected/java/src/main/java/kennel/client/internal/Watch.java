package kennel.client.internal;

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
import org.jspecify.annotations.Nullable;

/**
 * Gives a request up when its time is over, or when the server is silent in the middle of a body.
 * The HTTP client itself looks at its own limit until the headers are there, and not any more.
 */
final class Watch {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final @Nullable Duration silence;
  private volatile long heard = System.nanoTime();
  private volatile boolean inBody;

  Watch(@Nullable Duration silence) {
    this.silence = silence;
  }

  /** Takes the body, and notes when something came. */
  HttpResponse.BodySubscriber<byte[]> handler(HttpResponse.ResponseInfo info) {
    hear();
    inBody = true;
    return new Listening(HttpResponse.BodySubscribers.ofByteArray());
  }

  /** Looks at the exchange until it ends, and ends it when it must. */
  void guard(CompletableFuture<HttpResponse<byte[]>> exchange, Duration remaining) {
    Future<?> end =
        TIMER.schedule(() -> giveUp(exchange), remaining.toNanos(), TimeUnit.NANOSECONDS);
    exchange.whenComplete((response, error) -> end.cancel(false));
    if (silence != null) {
      look(exchange, silence);
    }
  }

  private void look(CompletableFuture<HttpResponse<byte[]>> exchange, Duration limit) {
    long quiet = System.nanoTime() - heard;
    if (exchange.isDone()) {
      return;
    }
    if (inBody && quiet >= limit.toNanos()) {
      giveUp(exchange);
      return;
    }
    long next = Math.max(limit.toNanos() - quiet, TimeUnit.MILLISECONDS.toNanos(50));
    Future<?> again = TIMER.schedule(() -> look(exchange, limit), next, TimeUnit.NANOSECONDS);
    exchange.whenComplete((response, error) -> again.cancel(false));
  }

  private static void giveUp(CompletableFuture<HttpResponse<byte[]>> exchange) {
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

  /** Collects a body. */
  private final class Listening implements HttpResponse.BodySubscriber<byte[]> {
    private final HttpResponse.BodySubscriber<byte[]> body;

    Listening(HttpResponse.BodySubscriber<byte[]> body) {
      this.body = body;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      body.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
      hear();
      body.onNext(item);
    }

    @Override
    public void onError(Throwable error) {
      body.onError(error);
    }

    @Override
    public void onComplete() {
      body.onComplete();
    }
  }
}
