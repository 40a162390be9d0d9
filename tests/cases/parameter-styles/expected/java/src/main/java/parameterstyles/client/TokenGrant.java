package parameterstyles.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a client gets its tokens for: it asks for new ones before the old ones end. */
public final class TokenGrant {
  private final @Nullable Supplier<String> provider;
  private final @Nullable String refreshToken;
  private final String clientId;
  private final @Nullable String clientSecret;
  private final @Nullable List<String> scopes;
  private final @Nullable String tokenUrl;

  private TokenGrant(
      @Nullable Supplier<String> provider,
      @Nullable String refreshToken,
      String clientId,
      @Nullable String clientSecret,
      @Nullable List<String> scopes,
      @Nullable String tokenUrl) {
    this.provider = provider;
    this.refreshToken = refreshToken;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.scopes = scopes;
    this.tokenUrl = tokenUrl;
  }

  /**
   * Tokens for the client's own id and secret (RFC 6749, section 4.4).
   *
   * @param clientId the id of the client
   * @param clientSecret its secret
   * @return the grant
   */
  public static TokenGrant clientCredentials(String clientId, String clientSecret) {
    return new TokenGrant(null, null, clientId, clientSecret, null, null);
  }

  /**
   * Tokens for a token that outlives the others (RFC 6749, section 6).
   *
   * @param refreshToken the token that outlives them
   * @param clientId the id of the client, empty where the server wants none
   * @param clientSecret its secret, null where it has none
   * @return the grant
   */
  public static TokenGrant refreshToken(
      String refreshToken, String clientId, @Nullable String clientSecret) {
    return new TokenGrant(null, refreshToken, clientId, clientSecret, null, null);
  }

  /**
   * Tokens from elsewhere. It is asked for each call, and may answer from a cache of its own.
   *
   * @param provider gives a token
   * @return the grant
   */
  public static TokenGrant provided(Supplier<String> provider) {
    return new TokenGrant(provider, null, "", null, null, null);
  }

  /**
   * The same for some scopes, where the server is not to choose.
   *
   * @param names the scopes
   * @return the grant
   */
  public TokenGrant scopes(String... names) {
    return new TokenGrant(provider, refreshToken, clientId, clientSecret, List.of(names), tokenUrl);
  }

  /**
   * The same with tokens from another place than the API says.
   *
   * @param url the token endpoint
   * @return the grant
   */
  public TokenGrant tokenUrl(String url) {
    return new TokenGrant(provider, refreshToken, clientId, clientSecret, scopes, url);
  }

  /** {@return what gives tokens without a request} */
  public Optional<Supplier<String>> provider() {
    return Optional.ofNullable(provider);
  }

  /** {@return the token that outlives the others} */
  public Optional<String> refreshToken() {
    return Optional.ofNullable(refreshToken);
  }

  /** {@return the id of the client, which may be empty} */
  public String clientId() {
    return clientId;
  }

  /** {@return the secret of the client} */
  public Optional<String> clientSecret() {
    return Optional.ofNullable(clientSecret);
  }

  /** {@return the scopes} */
  public Optional<List<String>> scopes() {
    return Optional.ofNullable(scopes);
  }

  /** {@return where tokens come from, if not from where the API says} */
  public Optional<String> tokenUrl() {
    return Optional.ofNullable(tokenUrl);
  }

  @Override
  public String toString() {
    return "TokenGrant[" + clientId + "]";
  }
}
