package casefolded.client.errors;

import casefolded.client.Reply;

/** 401: the server does not know who asks. */
public final class AuthenticationException extends StatusException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public AuthenticationException(String message, Reply reply, Failure failure) {
    super(message, reply, failure);
  }
}
