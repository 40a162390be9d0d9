package enumsymbols.client.errors;

import enumsymbols.client.Reply;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** There is an answer, and it is not the one that was hoped for. */
public abstract class ResponseException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  ResponseException(String message, Reply reply, @Nullable Throwable cause) {
    super(message, cause);
    this.reply = reply;
  }

  /** {@return the answer as it came} */
  public final Reply reply() {
    return reply;
  }

  /** {@return what was asked} */
  public final RequestInfo request() {
    return reply.request();
  }

  /** {@return the status code} */
  public final int status() {
    return reply.status();
  }

  /** {@return the headers; their names know no case} */
  public final HttpHeaders headers() {
    return reply.headers();
  }

  /** {@return the body, octet by octet} */
  public final byte[] content() {
    return reply.content();
  }

  /** {@return the body as text, in the charset of the answer or else UTF-8} */
  public final String text() {
    return reply.text();
  }
}
