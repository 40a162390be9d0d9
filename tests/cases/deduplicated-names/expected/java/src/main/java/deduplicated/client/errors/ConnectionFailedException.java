package deduplicated.client.errors;

import org.jspecify.annotations.Nullable;

/** No connection was made: name, route, port, TLS or proxy. The request was not sent. */
public class ConnectionFailedException extends TransportException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param request what was asked
   * @param cause what the HTTP client said, null where it said nothing
   */
  public ConnectionFailedException(String message, RequestInfo request, @Nullable Throwable cause) {
    super(message, request, cause);
  }
}
