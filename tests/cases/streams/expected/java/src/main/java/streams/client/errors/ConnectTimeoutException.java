package streams.client.errors;

import org.jspecify.annotations.Nullable;

/** No connection was made in time. The request was not sent. */
public final class ConnectTimeoutException extends ConnectionFailedException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param request what was asked
   * @param cause what the HTTP client said, null where it said nothing
   */
  public ConnectTimeoutException(String message, RequestInfo request, @Nullable Throwable cause) {
    super(message, request, cause);
  }
}
