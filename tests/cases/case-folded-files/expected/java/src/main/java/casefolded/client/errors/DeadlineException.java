package casefolded.client.errors;

import org.jspecify.annotations.Nullable;

/** The call, with all its retries, took longer than its time limit. */
public class DeadlineException extends TransportException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param request what was asked
   * @param cause what the HTTP client said, null where it said nothing
   */
  public DeadlineException(String message, RequestInfo request, @Nullable Throwable cause) {
    super(message, request, cause);
  }
}
