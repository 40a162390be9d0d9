package severalmediatypes.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import severalmediatypes.client.Reply;
import severalmediatypes.client.TokenGrant;
import severalmediatypes.client.errors.AuthenticationException;
import severalmediatypes.client.errors.ConfigurationException;
import severalmediatypes.client.errors.DecodeException;
import severalmediatypes.client.errors.RequestInfo;
import severalmediatypes.client.errors.StatusException.Failure;
import severalmediatypes.client.json.CanonicalJson;

/** Where the tokens of a credential come from, and the one that is used now. */
final class TokenSource {
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final String FORM = "application/x-www-form-urlencoded";

  private final TokenGrant grant;
  private final String url;
  private volatile String current = "";
  private volatile @Nullable String refresh;
  private Deadline end = Deadline.after(Duration.ZERO);

  TokenSource(TokenGrant grant, String url) {
    this.grant = grant;
    this.url = grant.tokenUrl().orElse(url);
    this.refresh = grant.refreshToken().orElse(null);
  }

  /** The token that is used now. */
  String current() {
    return current;
  }

  /** All that no message may show. */
  List<String> secrets() {
    List<String> found = new ArrayList<>(List.of(current));
    grant.clientSecret().ifPresent(found::add);
    grant.refreshToken().ifPresent(found::add);
    String newer = refresh;
    if (newer != null) {
      found.add(newer);
    }
    return found;
  }

  /** Sees to a token that is good for a while; one thread asks for all. */
  synchronized void ensure(Settings settings, Sender sender) {
    if (current.isEmpty() || end.passed()) {
      ask(settings, sender);
    }
  }

  /** Replaces a token that was refused, unless somebody else did already. */
  synchronized void renew(Settings settings, Sender sender, String refused) {
    if (current.equals(refused)) {
      ask(settings, sender);
    }
  }

  private void ask(Settings settings, Sender sender) {
    if (grant.provider().isPresent()) {
      current = grant.provider().get().get();
      return; // it is asked again for the next call
    }
    Deadline deadline = Deadline.after(settings.timeout());
    Step.Send<Outcome> step =
        new Step.Send<>(request(settings), settings.readTimeout(), deadline, Step.Done::new);
    take(settings, Caller.sent(sender, step).orThrow());
  }

  private Request request(Settings settings) {
    Map<String, Pair> headers = new LinkedHashMap<>();
    headers.put("accept", new Pair("Accept", "application/json"));
    headers.put("encoding", new Pair("Accept-Encoding", "gzip"));
    headers.put("agent", new Pair("User-Agent", settings.userAgent()));
    headers.put("type", new Pair("Content-Type", FORM));
    StringBuilder form = new StringBuilder();
    String token = refresh;
    if (grant.refreshToken().isPresent() && token != null) {
      form.append("grant_type=refresh_token&refresh_token=").append(Percent.encode(token));
      if (grant.clientSecret().isEmpty() && !grant.clientId().isEmpty()) {
        form.append("&client_id=").append(Percent.encode(grant.clientId()));
      }
    } else {
      form.append("grant_type=client_credentials");
    }
    grant
        .scopes()
        .filter(scopes -> !scopes.isEmpty() && grant.refreshToken().isEmpty())
        .ifPresent(
            scopes -> form.append("&scope=").append(Percent.encode(String.join(" ", scopes))));
    Map<String, String> shown = new LinkedHashMap<>();
    headers.values().forEach(pair -> shown.put(pair.name(), pair.value()));
    grant
        .clientSecret()
        .ifPresent(
            secret -> {
              headers.put("authorization", new Pair("Authorization", basic(secret)));
              shown.put("Authorization", Secrets.MASK);
            });
    String address = address(settings);
    return new Request(
        "POST",
        address,
        List.copyOf(headers.values()),
        Octets.of(form.toString().getBytes(StandardCharsets.UTF_8)),
        answer -> false,
        new RequestInfo("token", "POST", address, shown));
  }

  private String address(Settings settings) {
    try {
      return URI.create(settings.baseUrl()).resolve(url).toString();
    } catch (IllegalArgumentException error) {
      throw new ConfigurationException("the token endpoint is no URL", error);
    }
  }

  /** Both are encoded as in a form first (RFC 6749, section 2.3.1). */
  private String basic(String secret) {
    String pair = Percent.encode(grant.clientId()) + ":" + Percent.encode(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes a token from an answer (RFC 6749, section 5.1). */
  private void take(Settings settings, Reply reply) {
    if (reply.status() < 200 || reply.status() >= 300) {
      String said = Answers.describe(settings, reply, Failure.UNKNOWN);
      throw new AuthenticationException(
          "there is no token to be had: " + said, reply, Failure.UNKNOWN);
    }
    JsonNode answer;
    try {
      answer = CanonicalJson.decode(reply.content());
    } catch (IllegalArgumentException error) {
      throw new DecodeException("the answer with the token is no JSON", reply, error);
    }
    JsonNode token = answer.path("access_token");
    if (!token.isTextual() || token.textValue().isEmpty()) {
      throw new DecodeException("the answer has no token", reply, null);
    }
    double lifetime = answer.path("expires_in").asDouble(-1);
    Duration life = Duration.ofSeconds((long) Math.min(lifetime, 1e9)).minus(MARGIN);
    end = Deadline.after(lifetime < 0 ? null : life.isNegative() ? Duration.ZERO : life);
    current = token.textValue();
    if (answer.path("refresh_token").isTextual()) {
      refresh = answer.get("refresh_token").textValue();
    }
  }
}
