package runtimenames.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import runtimenames.client.AsyncJob;
import runtimenames.client.ItemStream;
import runtimenames.client.RawResponse;
import runtimenames.client.RequestOptions;
import runtimenames.client.Transport;
import runtimenames.client.errors.ApiException;

/** Makes calls without waiting. Threads may share one. */
public final class AsyncCaller {
  private final Settings settings;
  private final Sender sender;

  /**
   * Makes a caller.
   *
   * @param settings the settings of the client
   * @param transport sends the requests
   */
  public AsyncCaller(Settings settings, Transport transport) {
    this.settings = settings;
    this.sender = new Sender(transport);
  }

  /**
   * Makes a call, and follows its job if it makes one.
   *
   * @param call makes the call
   * @param options its settings
   * @param <T> what it returns
   * @return what it returns
   */
  public <T extends @Nullable Object> CompletableFuture<T> call(
      Supplier<Call<T>> call, RequestOptions options) {
    return run(
        () ->
            Caller.steps(settings.with(options), call.get())
                .then(result -> new Step.Done<>(result.value())));
  }

  /**
   * Makes a call, and follows its job if it makes one.
   *
   * @param call makes the call
   * @param options its settings
   * @param <T> what it returns
   * @return what it returns, and the last answer
   */
  public <T extends @Nullable Object> CompletableFuture<RawResponse<T>> raw(
      Supplier<Call<T>> call, RequestOptions options) {
    return run(
        () ->
            Caller.steps(settings.with(options), call.get())
                .then(
                    result -> new Step.Done<>(new RawResponse<>(result.reply(), result.value()))));
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
    return Pages.of(paging, call, one -> waited(run(() -> Caller.steps(merged, one))).reply());
  }

  private static <V> V waited(CompletableFuture<V> future) {
    try {
      return future.join();
    } catch (CompletionException error) {
      throw error.getCause() instanceof ApiException known ? known : error;
    }
  }

  /**
   * Makes a call that makes a job.
   *
   * @param operation the operation
   * @param call makes the call
   * @param options settings of all the requests of the job
   * @param <T> the result
   * @return the job
   */
  public <T> CompletableFuture<AsyncJob<T>> submit(
      Operation<T> operation, Supplier<Call<T>> call, RequestOptions options) {
    Settings merged = settings.with(options);
    return run(
        () ->
            new JobFlow<>(merged, operation)
                .submit(call.get())
                .then(
                    started ->
                        new Step.Done<>(new AsyncCallerJob<>(this, merged, operation, started))));
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
  public <T> AsyncJob<T> resume(Operation<T> operation, String id, RequestOptions options) {
    Settings merged = settings.with(options);
    return new AsyncCallerJob<>(
        this, merged, operation, new JobFlow<>(merged, operation).resumed(id));
  }

  <T extends @Nullable Object> CompletableFuture<T> run(Supplier<Step<T>> first) {
    Run<T> run = new Run<>(sender);
    run.advance(first);
    return run;
  }
}
