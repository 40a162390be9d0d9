package archive.client.internal;

import archive.client.errors.RequestInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is ready to be sent.
 *
 * @param method the method
 * @param url the whole address, with any secret in its query
 * @param headers all headers
 * @param content the body
 * @param info what errors and logs may show
 */
record Request(
    String method, String url, List<Pair> headers, byte @Nullable [] content, RequestInfo info) {

  /** The same request to another address. */
  Request moved(String address) {
    RequestInfo there = new RequestInfo(info.operation(), info.method(), address, info.headers());
    return new Request(method, address, headers, content, there);
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
