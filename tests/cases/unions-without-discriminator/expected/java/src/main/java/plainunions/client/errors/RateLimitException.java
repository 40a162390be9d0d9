package plainunions.client.errors;

import plainunions.client.Reply;

/** 429: too many requests. */
public final class RateLimitException extends StatusException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public RateLimitException(String message, Reply reply, Failure failure) {
    super(message, reply, failure);
  }
}
