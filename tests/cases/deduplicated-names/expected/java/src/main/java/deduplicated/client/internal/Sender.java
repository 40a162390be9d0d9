package deduplicated.client.internal;

import deduplicated.client.Reply;
import deduplicated.client.Transport;
import deduplicated.client.errors.ConfigurationException;
import deduplicated.client.errors.ConnectTimeoutException;
import deduplicated.client.errors.ConnectionFailedException;
import deduplicated.client.errors.ConnectionLostException;
import deduplicated.client.errors.ReadTimeoutException;
import deduplicated.client.errors.RequestInfo;
import deduplicated.client.errors.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Between steps and the HTTP client: requests, answers and exceptions, in both directions. */
final class Sender {
  private final Transport transport;

  Sender(Transport transport) {
    this.transport = transport;
  }

  /** Sends a request; cancelling the future gives it up. */
  CompletableFuture<HttpResponse<InputStream>> send(Step.Send<?> step) {
    Log.request(step.request());
    HttpRequest request = prepare(step);
    Watch watch = new Watch(step.readTimeout(), step.request().isLive());
    CompletableFuture<HttpResponse<InputStream>> sent = transport.send(request, watch::handler);
    CompletableFuture<HttpResponse<InputStream>> result = new CompletableFuture<>();
    sent.whenComplete(
        (response, error) -> {
          if (error == null) {
            result.complete(response);
          } else {
            result.completeExceptionally(error);
          }
        });
    result.whenComplete(
        (response, error) -> {
          if (error != null) {
            sent.cancel(true); // the connection is of no use any more
          }
        });
    watch.guard(result, step.deadline().remaining());
    return result;
  }

  /** What came of a request that was sent. */
  static Outcome outcome(
      Step.Send<?> step, @Nullable HttpResponse<InputStream> response, @Nullable Throwable error) {
    Request request = step.request();
    if (response == null) {
      return failed(step, error == null ? new IOException("there is no answer") : bare(error));
    }
    try {
      Reply reply = reply(request, response);
      Log.reply(request, reply);
      return new Outcome.Answered(reply);
    } catch (IOException broken) {
      return failed(step, broken);
    }
  }

  private static Reply reply(Request request, HttpResponse<InputStream> response)
      throws IOException {
    String coding = response.headers().firstValue("content-encoding").orElse("");
    boolean isGzip = coding.toLowerCase(Locale.ROOT).matches("(x-)?gzip");
    int status = response.statusCode();
    if (response.body() instanceof LiveStream live) {
      InputStream stream = isGzip ? live.unzipped() : live;
      return Reply.live(status, response.headers(), stream, request.info());
    }
    byte[] content = response.body().readAllBytes();
    return new Reply(
        status,
        response.headers(),
        isGzip && content.length > 0 ? unzipped(content) : content,
        request.info());
  }

  private static HttpRequest prepare(Step.Send<?> step) {
    Request request = step.request();
    try {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(URI.create(request.url()))
              .method(request.method(), OneShot.of(request.content()));
      Duration silence = step.readTimeout();
      if (silence != null && silence.compareTo(step.deadline().remaining()) < 0) {
        builder.timeout(silence);
      }
      request.headers().forEach(pair -> builder.setHeader(pair.name(), pair.value()));
      return builder.build();
    } catch (IllegalArgumentException error) {
      throw new ConfigurationException(
          request.info().operation() + ": no such request can be sent: " + error.getMessage());
    }
  }

  private static Outcome failed(Step.Send<?> step, Throwable error) {
    RequestInfo info = step.request().info();
    if (error instanceof Error fatal) {
      throw fatal;
    }
    if (step.deadline().passed()) {
      return new Outcome.Failed(Attempts.tooLate(step.request()));
    }
    return new Outcome.Failed(translated(info, error));
  }

  static TransportException translated(RequestInfo info, Throwable thrown) {
    boolean late = thrown.getCause() instanceof HttpTimeoutException;
    Throwable error = late ? thrown.getCause() : thrown;
    String prefix = info.operation() + ": ";
    if (error instanceof HttpConnectTimeoutException) {
      return new ConnectTimeoutException(prefix + "no connection in time", info, error);
    }
    if (error instanceof HttpTimeoutException) {
      return new ReadTimeoutException(prefix + "the server was silent for too long", info, error);
    }
    if (error instanceof ConnectException
        || error instanceof UnknownHostException
        || error instanceof UnresolvedAddressException
        || error instanceof SSLHandshakeException) {
      return new ConnectionFailedException(prefix + "no connection: " + error, info, error);
    }
    return new ConnectionLostException(
        prefix + "the connection broke, or the answer was cut off: " + error, info, error);
  }

  private static Throwable bare(Throwable error) {
    Throwable cause = error.getCause();
    return cause != null
            && (error instanceof CompletionException || error instanceof ExecutionException)
        ? bare(cause)
        : error;
  }

  private static byte[] unzipped(byte[] content) throws IOException {
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return stream.readAllBytes();
    }
  }
}
