package plainunions.client.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one call as they are done. Cancelling it gives up what is under way.
 *
 * @param <T> what the call returns
 */
final class Run<T extends @Nullable Object> extends CompletableFuture<T> {
  private final Sender sender;
  private volatile @Nullable CompletableFuture<?> underWay;

  Run(Sender sender) {
    this.sender = sender;
  }

  /** Does what the next step wants; what it throws ends the call. */
  void advance(Supplier<Step<T>> next) {
    if (isDone()) {
      return;
    }
    try {
      Step<T> step = next.get();
      if (step instanceof Step.Done<T> done) {
        complete(done.value());
      } else if (step instanceof Step.Pause<T> pause) {
        pause(pause.length(), pause.then());
      } else if (step instanceof Step.Work<T> work) {
        work(work);
      } else if (step instanceof Step.Send<T> send) {
        send(send);
      }
    } catch (RuntimeException | Error error) {
      completeExceptionally(error);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    CompletableFuture<?> current = underWay;
    if (current != null) {
      current.cancel(true);
    }
    return cancelled;
  }

  private void pause(Duration length, Supplier<Step<T>> then) {
    Executor later = CompletableFuture.delayedExecutor(length.toNanos(), TimeUnit.NANOSECONDS);
    follow(CompletableFuture.runAsync(() -> {}, later))
        .whenComplete((nothing, error) -> advance(then));
  }

  private void work(Step.Work<T> work) {
    follow(CompletableFuture.runAsync(() -> work.work().accept(sender)))
        .whenComplete(
            (nothing, error) ->
                advance(
                    () -> {
                      if (error == null) {
                        return work.then().get();
                      }
                      Throwable cause = error.getCause() == null ? error : error.getCause();
                      throw cause instanceof RuntimeException known
                          ? known
                          : new CompletionException(cause);
                    }));
  }

  private void send(Step.Send<T> send) {
    follow(sender.send(send))
        .whenComplete(
            (response, error) ->
                advance(() -> send.then().apply(Sender.outcome(send, response, error))));
  }

  private <V> CompletableFuture<V> follow(CompletableFuture<V> work) {
    underWay = work;
    if (isCancelled()) {
      work.cancel(true);
    }
    return work;
  }
}
