package severalmediatypes.client.errors;

import org.jspecify.annotations.Nullable;

/** There is no answer, or only a part of one. */
public abstract class TransportException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final transient RequestInfo request;

  TransportException(String message, RequestInfo request, @Nullable Throwable cause) {
    super(message, cause);
    this.request = request;
  }

  /** {@return what was asked} */
  public final RequestInfo request() {
    return request;
  }
}
