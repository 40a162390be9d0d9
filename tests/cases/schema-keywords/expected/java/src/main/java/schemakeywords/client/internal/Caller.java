package schemakeywords.client.internal;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import schemakeywords.client.ItemStream;
import schemakeywords.client.Job;
import schemakeywords.client.RawResponse;
import schemakeywords.client.RequestOptions;
import schemakeywords.client.Transport;
import schemakeywords.client.errors.CallCancelledException;

/** Makes calls, and waits. Threads may share one. */
public final class Caller {
  private final Settings settings;
  private final Sender sender;

  /**
   * Makes a caller.
   *
   * @param settings the settings of the client
   * @param transport sends the requests
   */
  public Caller(Settings settings, Transport transport) {
    this.settings = settings;
    this.sender = new Sender(transport);
  }

  /**
   * Makes a call, and waits for its job if it makes one.
   *
   * @param call the call
   * @param options its settings
   * @param <T> what it returns
   * @return what it returns
   */
  public <T extends @Nullable Object> T call(Call<T> call, RequestOptions options) {
    return run(steps(settings.with(options), call)).value();
  }

  /**
   * Makes a call, and waits for its job if it makes one.
   *
   * @param call the call
   * @param options its settings
   * @param <T> what it returns
   * @return what it returns, and the last answer
   */
  public <T extends @Nullable Object> RawResponse<T> raw(Call<T> call, RequestOptions options) {
    Result<T> result = run(steps(settings.with(options), call));
    return new RawResponse<>(result.reply(), result.value());
  }

  /**
   * The elements of all pages of a list.
   *
   * @param paging how it comes in pages
   * @param call makes the call for the first page
   * @param options settings of each call
   * @param <T> an element
   * @param <R> what one call returns
   * @return the elements, read while they are taken
   */
  public <T extends @Nullable Object, R extends @Nullable Object> ItemStream<T> pages(
      PagingRule<T> paging, Supplier<Call<R>> call, RequestOptions options) {
    Settings merged = settings.with(options);
    return Pages.of(paging, call, one -> run(steps(merged, one)).reply());
  }

  /**
   * Makes a call that makes a job.
   *
   * @param call the call
   * @param options settings of all the requests of the job
   * @param <T> the result
   * @return the job
   */
  public <T> Job<T> submit(Call<T> call, RequestOptions options) {
    Settings merged = settings.with(options);
    JobFlow<T> flow = new JobFlow<>(merged, call.operation);
    return new CallerJob<>(this, merged, call.operation, run(flow.submit(call)));
  }

  /**
   * Takes a job up again that was submitted earlier.
   *
   * @param operation the operation that submitted it
   * @param id its id
   * @param options settings of all the requests of the job
   * @param <T> the result
   * @return the job
   */
  public <T> Job<T> resume(Operation<T> operation, String id, RequestOptions options) {
    Settings merged = settings.with(options);
    return new CallerJob<>(this, merged, operation, new JobFlow<>(merged, operation).resumed(id));
  }

  static <T extends @Nullable Object> Step<Result<T>> steps(Settings settings, Call<T> call) {
    return call.operation.longRunning == null
        ? Attempts.call(settings, call)
        : new JobFlow<>(settings, call.operation).run(call);
  }

  /** Does what the steps want, and returns their result. */
  <T extends @Nullable Object> T run(Step<T> first) {
    Step<T> step = first;
    while (true) {
      if (step instanceof Step.Done<T> done) {
        return done.value();
      }
      if (step instanceof Step.Pause<T> pause) {
        sleep(pause.length());
        step = pause.then().get();
      } else if (step instanceof Step.Work<T> work) {
        work.work().accept(sender);
        step = work.then().get();
      } else if (step instanceof Step.Send<T> send) {
        step = send.then().apply(send(send));
      }
    }
  }

  private Outcome send(Step.Send<?> step) {
    return sent(sender, step);
  }

  /** Sends a request and waits for what comes of it. */
  static Outcome sent(Sender sender, Step.Send<?> step) {
    if (Thread.interrupted()) {
      throw interrupted();
    }
    CompletableFuture<HttpResponse<InputStream>> sent = sender.send(step);
    try {
      return Sender.outcome(step, sent.get(), null);
    } catch (ExecutionException error) {
      return Sender.outcome(step, null, error);
    } catch (InterruptedException error) {
      sent.cancel(true);
      throw interrupted();
    }
  }

  private static void sleep(Duration length) {
    try {
      Thread.sleep(length.toMillis(), length.toNanosPart() % 1_000_000);
    } catch (InterruptedException error) {
      throw interrupted();
    }
  }

  private static CallCancelledException interrupted() {
    Thread.currentThread().interrupt();
    return new CallCancelledException("the thread that waited for the call was interrupted");
  }
}
