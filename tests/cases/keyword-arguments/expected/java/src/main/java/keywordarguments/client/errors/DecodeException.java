package keywordarguments.client.errors;

import keywordarguments.client.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The answer is not what the API documents: content type, JSON, or shape. The cause says what does
 * not fit.
 */
public final class DecodeException extends ResponseException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what does not fit
   * @param reply the answer
   * @param cause what said so
   */
  public DecodeException(String message, Reply reply, @Nullable Throwable cause) {
    super(message, reply, cause);
  }
}
