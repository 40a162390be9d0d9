package webhooks.client.errors;

import webhooks.client.Reply;

/** 5xx: the server failed. */
public final class ServerException extends StatusException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public ServerException(String message, Reply reply, Failure failure) {
    super(message, reply, failure);
  }
}
