package forms.client.errors;

import forms.client.Reply;

/** 409: the request does not go with the state of the resource. */
public final class ConflictException extends StatusException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public ConflictException(String message, Reply reply, Failure failure) {
    super(message, reply, failure);
  }
}
