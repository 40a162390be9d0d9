package schemakeywords.client.errors;

/** A job that was submitted has no result; all of these are {@link ApiException}s. */
public sealed interface JobProblem
    permits JobDeadlineException, JobExpiredException, JobFailedException {

  /** {@return the id to take the job up again with} */
  String jobId();

  /** {@return what went wrong, in words} */
  String getMessage();
}
