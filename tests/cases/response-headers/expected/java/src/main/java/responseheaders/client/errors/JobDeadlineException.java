package responseheaders.client.errors;

/** The time is over. The job still runs at the server, and can be taken up again. */
public final class JobDeadlineException extends DeadlineException implements JobProblem {
  private static final long serialVersionUID = 1L;

  /** The id of the job. */
  private final String jobId;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param jobId the id of the job
   * @param cause the limit that passed
   */
  public JobDeadlineException(String message, String jobId, DeadlineException cause) {
    super(message, cause.request(), cause);
    this.jobId = jobId;
  }

  @Override
  public String jobId() {
    return jobId;
  }
}
