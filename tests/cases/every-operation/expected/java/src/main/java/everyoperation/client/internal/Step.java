package everyoperation.client.internal;

import everyoperation.client.errors.ApiException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call wants next. Steps are decisions only: they never touch the network or sleep, so that
 * both clients make the same ones.
 *
 * @param <T> what the call returns in the end
 */
sealed interface Step<T extends @Nullable Object> {

  /**
   * Wants a request sent.
   *
   * @param request the request
   * @param readTimeout limits the silence of the server
   * @param deadline limits the call
   * @param then goes on with what came of it
   * @param <T> what the call returns in the end
   */
  record Send<T extends @Nullable Object>(
      Request request,
      @Nullable Duration readTimeout,
      Deadline deadline,
      Function<Outcome, Step<T>> then)
      implements Step<T> {}

  /**
   * Wants something done that may take a while.
   *
   * @param work what to do
   * @param then goes on
   * @param <T> what the call returns in the end
   */
  record Work<T extends @Nullable Object>(Consumer<Sender> work, Supplier<Step<T>> then)
      implements Step<T> {}

  /**
   * Wants to wait.
   *
   * @param length how long
   * @param then goes on
   * @param <T> what the call returns in the end
   */
  record Pause<T extends @Nullable Object>(Duration length, Supplier<Step<T>> then)
      implements Step<T> {}

  /**
   * Has the result.
   *
   * @param value the result
   * @param <T> what the call returns in the end
   */
  record Done<T extends @Nullable Object>(T value) implements Step<T> {}

  /** The same step, and another behind its result. */
  default <U extends @Nullable Object> Step<U> then(Function<T, Step<U>> next) {
    if (this instanceof Send<T> send) {
      return new Send<>(
          send.request,
          send.readTimeout,
          send.deadline,
          outcome -> send.then.apply(outcome).then(next));
    }
    if (this instanceof Pause<T> pause) {
      return new Pause<>(pause.length, () -> pause.then.get().then(next));
    }
    if (this instanceof Work<T> work) {
      return new Work<>(work.work, () -> work.then.get().then(next));
    }
    return next.apply(((Done<T>) this).value);
  }

  /**
   * The step of {@code start} with another exception, or another step, in place of what it throws.
   */
  static <T extends @Nullable Object> Step<T> guarded(
      Supplier<Step<T>> start, Function<ApiException, Step<T>> handler) {
    Step<T> step;
    try {
      step = start.get();
    } catch (ApiException error) {
      return handler.apply(error);
    }
    if (step instanceof Send<T> send) {
      return new Send<>(
          send.request,
          send.readTimeout,
          send.deadline,
          outcome -> guarded(() -> send.then.apply(outcome), handler));
    }
    if (step instanceof Pause<T> pause) {
      return new Pause<>(pause.length, () -> guarded(pause.then, handler));
    }
    if (step instanceof Work<T> work) {
      return new Work<>(work.work, () -> guarded(work.then, handler));
    }
    return step;
  }
}
