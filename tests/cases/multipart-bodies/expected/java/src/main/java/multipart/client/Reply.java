package multipart.client;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import multipart.client.errors.RequestInfo;
import org.jspecify.annotations.Nullable;

/** A whole answer, before anybody looked into it. */
public final class Reply {
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  private final int status;
  private final HttpHeaders headers;
  private final byte[] content;
  private final RequestInfo request;
  private final @Nullable InputStream live;

  /**
   * Makes an answer.
   *
   * @param status the status code
   * @param headers the headers
   * @param content the body, with any content coding undone
   * @param request what was asked
   */
  public Reply(int status, HttpHeaders headers, byte[] content, RequestInfo request) {
    this(status, headers, content, request, null);
  }

  private Reply(
      int status,
      HttpHeaders headers,
      byte[] content,
      RequestInfo request,
      @Nullable InputStream live) {
    this.status = status;
    this.headers = headers;
    this.content = content;
    this.request = request;
    this.live = live;
  }

  /**
   * Makes an answer whose body is still to come.
   *
   * @param status the status code
   * @param headers the headers
   * @param stream the body, with any content coding undone
   * @param request what was asked
   * @return the answer
   */
  public static Reply live(
      int status, HttpHeaders headers, InputStream stream, RequestInfo request) {
    return new Reply(status, headers, new byte[0], request, stream);
  }

  /** {@return the status code} */
  public int status() {
    return status;
  }

  /** {@return the headers; their names know no case} */
  public HttpHeaders headers() {
    return headers;
  }

  /** {@return the body, with any content coding undone; empty where it is handed on as it comes} */
  public byte[] content() {
    return content.clone();
  }

  /** {@return the body as it comes} */
  public InputStream stream() {
    return live == null ? new ByteArrayInputStream(content) : live;
  }

  /** {@return how long the body is, for people to read} */
  public String size() {
    return live == null ? content.length + " octets" : "a stream";
  }

  /** {@return what was asked} */
  public RequestInfo request() {
    return request;
  }

  /** {@return the media type in lower case, without parameters; empty where there is none} */
  public String mediaType() {
    return mediaType(headers);
  }

  /**
   * The media type that headers name.
   *
   * @param headers the headers of an answer
   * @return the media type in lower case, without parameters; empty where there is none
   */
  public static String mediaType(HttpHeaders headers) {
    String type = headers.firstValue("content-type").orElse("");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** {@return the body in the charset that the answer names, else UTF-8; it never fails} */
  public String text() {
    return new String(content, charset());
  }

  private Charset charset() {
    Matcher found = CHARSET.matcher(headers.firstValue("content-type").orElse(""));
    try {
      return found.find() ? Charset.forName(found.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException error) {
      return StandardCharsets.UTF_8; // a charset that nobody here knows
    }
  }

  @Override
  public String toString() {
    return "Reply[" + status + ", " + size() + "]";
  }
}
