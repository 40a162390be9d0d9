package parameterstyles.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A call that the server accepted and has not finished. It goes on at the server, whatever happens
 * here. Futures end with the exceptions of {@link Job}; cancelling one ends the waiting.
 *
 * @param <T> the result
 */
public interface AsyncJob<T> {

  /** {@return the id to take the job up again with, in this process or another} */
  String id();

  /** {@return the path of the job at the server; empty for a job that was done at once} */
  String location();

  /**
   * Looks at the job once.
   *
   * @return the result, empty while the job runs
   */
  CompletableFuture<Optional<T>> poll();

  /**
   * Waits for the job, for as long as a call may take.
   *
   * @return the result
   */
  CompletableFuture<T> await();

  /**
   * Waits for the job.
   *
   * @param timeout how long to wait
   * @return the result
   */
  CompletableFuture<T> await(Duration timeout);
}
