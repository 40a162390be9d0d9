package securityandservers.client;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a call with everything that it carried.
 *
 * @param <T> what the call returns
 */
public final class RawResponse<T extends @Nullable Object> {
  private final Reply reply;
  private final T parsed;

  /**
   * Makes a response.
   *
   * @param reply the answer
   * @param parsed what the call returns
   */
  public RawResponse(Reply reply, T parsed) {
    this.reply = reply;
    this.parsed = parsed;
  }

  /** {@return the status code} */
  public int status() {
    return reply.status();
  }

  /** {@return the headers; their names know no case} */
  public HttpHeaders headers() {
    return reply.headers();
  }

  /** {@return the body, with any content coding undone; empty where it is handed on as it comes} */
  public byte[] content() {
    return reply.content();
  }

  /** {@return what the call returns} */
  public T parsed() {
    return parsed;
  }

  @Override
  public String toString() {
    return "RawResponse[" + status() + ", " + parsed + "]";
  }
}
