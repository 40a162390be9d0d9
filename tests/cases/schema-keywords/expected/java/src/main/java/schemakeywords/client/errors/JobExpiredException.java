package schemakeywords.client.errors;

import schemakeywords.client.Reply;

/** The server does not know the job, or not any more. */
public final class JobExpiredException extends StatusException implements JobProblem {
  private static final long serialVersionUID = 1L;

  /** The id of the job. */
  private final String jobId;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param jobId the id of the job
   * @param reply the answer
   * @param failure what its body says
   */
  public JobExpiredException(String message, String jobId, Reply reply, Failure failure) {
    super(message, reply, failure);
    this.jobId = jobId;
  }

  @Override
  public String jobId() {
    return jobId;
  }
}
