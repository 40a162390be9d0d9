package multipart.client.internal;

import multipart.client.Reply;
import multipart.client.errors.TransportException;

/** What came of a request. */
sealed interface Outcome {

  /**
   * A whole answer.
   *
   * @param reply the answer
   */
  record Answered(Reply reply) implements Outcome {}

  /**
   * No whole answer.
   *
   * @param error what went wrong
   */
  record Failed(TransportException error) implements Outcome {}

  /** The answer; throws what went wrong where there is none. */
  default Reply orThrow() {
    if (this instanceof Failed failed) {
      throw failed.error;
    }
    return ((Answered) this).reply;
  }
}
