package multipart.client;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Sends one request. An interceptor is a function from one transport to another:
 *
 * <pre>{@code
 * builder.interceptor(next -> (request, handler) -> next.send(request, handler))
 * }</pre>
 *
 * <p>The request holds credentials: what logs it must leave the header Authorization out. Retries,
 * redirects and polls of jobs are requests of their own.
 */
@FunctionalInterface
public interface Transport {

  /**
   * Sends a request.
   *
   * @param request the request
   * @param handler takes the body of the answer; it is whole already unless the call hands it on
   *     while it comes
   * @return the answer; cancelling it gives the request up
   */
  CompletableFuture<HttpResponse<InputStream>> send(
      HttpRequest request, HttpResponse.BodyHandler<InputStream> handler);
}
