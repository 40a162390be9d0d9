package streams.client.errors;

import streams.client.Reply;

/** 403: the server knows who asks, and refuses. */
public final class PermissionDeniedException extends StatusException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public PermissionDeniedException(String message, Reply reply, Failure failure) {
    super(message, reply, failure);
  }
}
