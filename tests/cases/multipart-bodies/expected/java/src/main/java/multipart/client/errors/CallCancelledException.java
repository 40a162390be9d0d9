package multipart.client.errors;

/**
 * The thread that waits for a call was interrupted. Its interrupt flag is set again. A request that
 * was sent is not taken back, and a job goes on.
 */
public final class CallCancelledException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what was cancelled
   */
  public CallCancelledException(String message) {
    super(message, null);
  }
}
