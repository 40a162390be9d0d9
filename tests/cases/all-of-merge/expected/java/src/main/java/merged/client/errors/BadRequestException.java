package merged.client.errors;

import merged.client.Reply;

/** 400: the server does not accept the request. */
public final class BadRequestException extends StatusException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public BadRequestException(String message, Reply reply, Failure failure) {
    super(message, reply, failure);
  }
}
