package responseheaders.client.internal;

import java.time.Duration;
import java.util.Optional;
import responseheaders.client.Job;
import responseheaders.client.RequestOptions;

/** A job whose caller waits. */
final class CallerJob<T> implements Job<T> {
  private final Caller caller;
  private final Settings settings;
  private final Operation<T> operation;
  private volatile JobFlow.Started<T> state;

  CallerJob(Caller caller, Settings settings, Operation<T> operation, JobFlow.Started<T> started) {
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
  public Optional<T> poll() {
    if (state.done() == null) {
      state = caller.run(new JobFlow<>(settings, operation).poll(state));
    }
    return Optional.ofNullable(state.done()).map(Result::value);
  }

  @Override
  public T await() {
    return await(settings);
  }

  @Override
  public T await(Duration timeout) {
    return await(settings.with(RequestOptions.builder().timeout(timeout).build()));
  }

  private T await(Settings limited) {
    Result<T> done = caller.run(new JobFlow<>(limited, operation).waitFor(state));
    state = state.with(Optional.empty(), done); // a server forgets jobs
    return done.value();
  }

  @Override
  public String toString() {
    return "Job[" + operation.id + " " + id() + "]";
  }
}
