package forms.client.errors;

import forms.client.Reply;

/** The answer leads elsewhere. Credentials are never sent to another host. */
public final class RedirectException extends StatusException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public RedirectException(String message, Reply reply, Failure failure) {
    super(message, reply, failure);
  }
}
