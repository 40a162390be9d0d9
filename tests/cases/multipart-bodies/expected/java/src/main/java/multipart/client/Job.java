package multipart.client;

import java.time.Duration;
import java.util.Optional;
import multipart.client.errors.ApiException;
import multipart.client.errors.CallCancelledException;
import multipart.client.errors.JobDeadlineException;
import multipart.client.errors.JobExpiredException;
import multipart.client.errors.JobFailedException;

/**
 * A call that the server accepted and has not finished. It goes on at the server, whatever happens
 * here.
 *
 * @param <T> the result
 */
public interface Job<T> {

  /** {@return the id to take the job up again with, in this process or another} */
  String id();

  /** {@return the path of the job at the server; empty for a job that was done at once} */
  String location();

  /**
   * Looks at the job once.
   *
   * @return the result, empty while the job runs
   * @throws JobFailedException where the job failed
   * @throws JobExpiredException where the server does not know the job, or not any more
   * @throws ApiException where there was no answer, or none that makes sense
   */
  Optional<T> poll();

  /**
   * Waits for the job, for as long as a call may take.
   *
   * @return the result
   * @throws JobFailedException where the job failed
   * @throws JobExpiredException where the server does not know the job, or not any more
   * @throws JobDeadlineException where the time is over; the job goes on
   * @throws CallCancelledException where the thread was interrupted; the job goes on
   * @throws ApiException where there was no answer, or none that makes sense
   */
  T await();

  /**
   * Waits for the job.
   *
   * @param timeout how long to wait
   * @return the result
   * @throws JobFailedException where the job failed
   * @throws JobExpiredException where the server does not know the job, or not any more
   * @throws JobDeadlineException where the time is over; the job goes on
   * @throws CallCancelledException where the thread was interrupted; the job goes on
   * @throws ApiException where there was no answer, or none that makes sense
   */
  T await(Duration timeout);
}
