package keywordarguments.client.errors;

import org.jspecify.annotations.Nullable;

/** The server was silent for too long. The request may have arrived. */
public final class ReadTimeoutException extends TransportException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param request what was asked
   * @param cause what the HTTP client said, null where it said nothing
   */
  public ReadTimeoutException(String message, RequestInfo request, @Nullable Throwable cause) {
    super(message, request, cause);
  }
}
