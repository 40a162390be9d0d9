package schemakeywords.client.errors;

import schemakeywords.client.Reply;

/** 422: the request is well formed and makes no sense. */
public final class UnprocessableContentException extends StatusException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public UnprocessableContentException(String message, Reply reply, Failure failure) {
    super(message, reply, failure);
  }
}
