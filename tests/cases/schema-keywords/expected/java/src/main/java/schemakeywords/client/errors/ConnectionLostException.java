package schemakeywords.client.errors;

import org.jspecify.annotations.Nullable;

/** The connection broke, or the answer was cut off. The request may have arrived. */
public final class ConnectionLostException extends TransportException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param request what was asked
   * @param cause what the HTTP client said, null where it said nothing
   */
  public ConnectionLostException(String message, RequestInfo request, @Nullable Throwable cause) {
    super(message, request, cause);
  }
}
