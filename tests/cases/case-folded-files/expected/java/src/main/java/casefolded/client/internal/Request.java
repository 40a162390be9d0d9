package casefolded.client.internal;

import casefolded.client.errors.RequestInfo;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request that is ready to be sent.
 *
 * @param method the method
 * @param url the whole address, with any secret in its query
 * @param headers all headers
 * @param content the body
 * @param isLive says which answers are handed on while they come
 * @param info what errors and logs may show
 */
record Request(
    String method,
    String url,
    List<Pair> headers,
    @Nullable Octets content,
    Predicate<HttpResponse.ResponseInfo> isLive,
    RequestInfo info) {

  /** The same request to another address. */
  Request moved(String address) {
    RequestInfo there = new RequestInfo(info.operation(), info.method(), address, info.headers());
    return new Request(method, address, headers, content, isLive, there);
  }

  /** Whether the request can be sent again: what it sends is there for more than once. */
  boolean isRepeatable() {
    return content == null || content.repeatable();
  }

  /** Whether the address holds what nobody may see. */
  boolean hasSecretAddress() {
    return !url.equals(info.url());
  }

  @Override
  public String toString() {
    return method + " " + info.url(); // the headers have credentials
  }
}
