package schemakeywords.client.errors;

import schemakeywords.client.Reply;

/** 404: there is nothing at this address. */
public final class NotFoundException extends StatusException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public NotFoundException(String message, Reply reply, Failure failure) {
    super(message, reply, failure);
  }
}
