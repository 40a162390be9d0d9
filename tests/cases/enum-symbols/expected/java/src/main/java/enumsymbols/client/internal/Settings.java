package enumsymbols.client.internal;

import enumsymbols.client.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's settings, complete.
 *
 * @param baseUrl where the server is, without a slash at its end
 * @param servers where servers are that the description names, in place of their own URLs
 * @param userAgent the product and version of the client
 * @param credentials who asks, by the ids of the description
 * @param hints how to give a credential that is missing
 * @param headers headers of every request
 * @param timeout limits a whole call, null for no limit
 * @param readTimeout limits the silence of the server, null for no limit
 * @param pollInterval the pause between two looks at a job, null for what the API says
 * @param retries how many times a request is repeated
 * @param newKey makes idempotency keys
 */
public record Settings(
    String baseUrl,
    Map<String, String> servers,
    String userAgent,
    Map<String, Credential> credentials,
    Map<String, String> hints,
    Map<String, String> headers,
    @Nullable Duration timeout,
    @Nullable Duration readTimeout,
    @Nullable Duration pollInterval,
    int retries,
    Supplier<UUID> newKey) {

  /**
   * These settings with those of one call on top.
   *
   * @param options the settings of the call
   * @return both
   */
  Settings with(RequestOptions options) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(options.headers());
    return new Settings(
        baseUrl,
        servers,
        userAgent,
        credentials,
        hints,
        all,
        options.timeout().orElse(timeout),
        options.readTimeout().orElse(readTimeout),
        options.pollInterval().orElse(pollInterval),
        options.retries().orElse(retries),
        newKey);
  }

  /** Where an operation is answered that names a server of its own; null: where all others are. */
  String server(@Nullable String described) {
    if (described == null) {
      return baseUrl;
    }
    String url = servers.getOrDefault(described, described);
    return URI.create(baseUrl).resolve(url).toString().replaceAll("/+$", "");
  }

  @Override
  public String toString() {
    return "Settings[" + baseUrl + "]";
  }
}
