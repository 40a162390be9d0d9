package inlinenames.client.internal;

import inlinenames.client.AsyncJob;
import inlinenames.client.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A job that nobody waits for in a thread. */
final class AsyncCallerJob<T> implements AsyncJob<T> {
  private final AsyncCaller caller;
  private final Settings settings;
  private final Operation<T> operation;
  private volatile JobFlow.Started<T> state;

  AsyncCallerJob(
      AsyncCaller caller, Settings settings, Operation<T> operation, JobFlow.Started<T> started) {
    this.caller = caller;
    this.settings = settings;
    this.operation = operation;
    this.state = started;
  }

  @Override
  public String id() {
    return state.id();
  }

  @Override
  public String location() {
    return state.location();
  }

  @Override
  public CompletableFuture<Optional<T>> poll() {
    return caller.run(
        () ->
            looked()
                .then(
                    found -> {
                      state = found;
                      return new Step.Done<>(Optional.ofNullable(found.done()).map(Result::value));
                    }));
  }

  @Override
  public CompletableFuture<T> await() {
    return await(settings);
  }

  @Override
  public CompletableFuture<T> await(Duration timeout) {
    return await(settings.with(RequestOptions.builder().timeout(timeout).build()));
  }

  private Step<JobFlow.Started<T>> looked() {
    return state.done() == null
        ? new JobFlow<>(settings, operation).poll(state)
        : new Step.Done<>(state);
  }

  private CompletableFuture<T> await(Settings limited) {
    return caller.run(
        () ->
            new JobFlow<>(limited, operation)
                .waitFor(state)
                .then(
                    done -> {
                      state = state.with(Optional.empty(), done); // a server forgets jobs
                      return new Step.Done<>(done.value());
                    }));
  }

  @Override
  public String toString() {
    return "AsyncJob[" + operation.id + " " + id() + "]";
  }
}
