package streams.client.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import streams.client.TokenGrant;
import streams.client.Transport;
import streams.client.errors.ConfigurationException;

/** What a client is built from: its arguments and the environment. */
public final class Configuration {
  private static final Pattern NOT_IN_A_HEADER = Pattern.compile("[^\\x20-\\x7e]");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final String userAgent;
  private final Map<String, Credential> credentials = new LinkedHashMap<>();
  private final Map<String, String> hints = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<UnaryOperator<Transport>> interceptors = new ArrayList<>();
  private final Map<String, String> servers = new LinkedHashMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private @Nullable String baseUrl;
  private @Nullable HttpClient httpClient;
  private @Nullable Duration timeout = Duration.ofMinutes(10);
  private @Nullable Duration connectTimeout = CONNECT_TIMEOUT;
  private @Nullable Duration readTimeout = Duration.ofMinutes(1);
  private @Nullable Duration pollInterval;
  private int retries = 2;
  private Supplier<UUID> newKey = UUID::randomUUID;

  /**
   * Nothing is set yet.
   *
   * @param userAgent the product and version of the client
   */
  public Configuration(String userAgent) {
    this.userAgent = userAgent;
  }

  /**
   * Sets the base URL.
   *
   * @param url where the server is
   */
  public void baseUrl(String url) {
    baseUrl = url;
  }

  /**
   * Sets where a server is that the description names.
   *
   * @param described its URL in the description
   * @param url where it is
   */
  public void server(String described, String url) {
    servers.put(described, url);
  }

  /**
   * Sets a variable of the API's own server.
   *
   * @param name its name in the description
   * @param value its value
   */
  public void variable(String name, String value) {
    variables.put(name, value);
  }

  /**
   * Sets the HTTP client to use in place of one of its own.
   *
   * @param client the HTTP client
   */
  public void httpClient(HttpClient client) {
    httpClient = client;
  }

  /**
   * Adds an interceptor, outside of those that are there.
   *
   * @param interceptor makes a transport of a transport
   */
  public void interceptor(UnaryOperator<Transport> interceptor) {
    interceptors.add(interceptor);
  }

  /**
   * Limits the whole of a call.
   *
   * @param limit how long, null for no limit
   */
  public void timeout(@Nullable Duration limit) {
    timeout = limit;
  }

  /**
   * Limits the making of a connection.
   *
   * @param limit how long, null for no limit
   */
  public void connectTimeout(@Nullable Duration limit) {
    connectTimeout = limit;
  }

  /**
   * Limits the silence of the server.
   *
   * @param limit how long, null for no limit
   */
  public void readTimeout(@Nullable Duration limit) {
    readTimeout = limit;
  }

  /**
   * Sets the pause between two looks at a job.
   *
   * @param interval the pause
   */
  public void pollInterval(Duration interval) {
    pollInterval = interval;
  }

  /**
   * Sets how many times a request is repeated.
   *
   * @param times 0 for never
   */
  public void retries(int times) {
    retries = times;
  }

  /**
   * Adds a header to every request.
   *
   * @param name its name
   * @param value its value
   */
  public void header(String name, String value) {
    headers.put(name, value);
  }

  /**
   * Sets what makes idempotency keys.
   *
   * @param source makes a key
   */
  public void newKey(Supplier<UUID> source) {
    newKey = source;
  }

  /**
   * Adds a credential that is sent behind a scheme in Authorization.
   *
   * @param id its id in the description
   * @param given the argument, null where there is none
   * @param argument the name of the argument
   * @param variable the environment variable to look at where there is no argument
   * @param scheme the scheme
   */
  public void schemeCredential(
      String id, @Nullable String given, String argument, String variable, String scheme) {
    String text = given == null ? environment(variable) : given;
    hint(id, argument, variable);
    if (!text.isEmpty()) {
      credentials.put(id, new Credential.Scheme(scheme, checked(text, argument)));
    }
  }

  /**
   * Adds a credential whose tokens the client gets.
   *
   * @param id its id in the description
   * @param grant what the client gets them for, null where there is no argument
   * @param tokenUrl where they come from, empty where the API does not say
   */
  public void tokenCredential(String id, @Nullable TokenGrant grant, String tokenUrl) {
    if (grant != null) {
      credentials.put(id, new Credential.Token(new TokenSource(grant, tokenUrl)));
    }
  }

  /**
   * Adds a user and a password; the environment variable has them with a colon between.
   *
   * @param id its id in the description
   * @param user the user, null where there is no argument
   * @param password the password
   * @param argument the name of the argument
   * @param variable the environment variable to look at where there is no argument
   */
  public void basicCredential(
      String id,
      @Nullable String user,
      @Nullable String password,
      String argument,
      String variable) {
    hint(id, argument, variable);
    String[] parts = environment(variable).split(":", 2);
    String name = user == null ? parts[0] : user;
    String secret = password != null ? password : parts.length > 1 ? parts[1] : "";
    if (!name.isEmpty()) {
      credentials.put(id, new Credential.Basic(name, secret));
    }
  }

  /**
   * Adds a credential in a header, a query parameter or a cookie.
   *
   * @param id its id in the description
   * @param given the argument, null where there is none
   * @param argument the name of the argument
   * @param variable the environment variable to look at where there is no argument
   * @param place where it travels
   * @param wireName its name there
   */
  public void keyCredential(
      String id,
      @Nullable String given,
      String argument,
      String variable,
      Credential.Place place,
      String wireName) {
    String text = given == null ? environment(variable) : given;
    hint(id, argument, variable);
    if (!text.isEmpty()) {
      credentials.put(id, new Credential.Key(place, wireName, checked(text, argument)));
    }
  }

  /**
   * The settings, complete.
   *
   * @param variable the environment variable that has the base URL where no argument does
   * @param fallback the API's own server, null where it has none that is known
   * @param defaults the names and the values of the variables in it
   * @return the settings
   * @throws ConfigurationException where there is no base URL, or it is none of a server
   */
  public Settings settings(String variable, @Nullable String fallback, String... defaults) {
    for (int index = 0; index < defaults.length; index += 2) {
      variables.putIfAbsent(defaults[index], defaults[index + 1]);
    }
    return new Settings(
        checkedUrl(variable, fallback),
        Map.copyOf(servers),
        userAgent,
        Map.copyOf(credentials),
        Map.copyOf(hints),
        new LinkedHashMap<>(headers),
        timeout,
        readTimeout,
        pollInterval,
        retries,
        newKey);
  }

  /**
   * What sends the requests: an HTTP client behind the interceptors.
   *
   * @return the connections
   * @throws ConfigurationException where the HTTP client would follow redirects
   */
  public Connections connections() {
    HttpClient client = httpClient == null ? newClient() : httpClient;
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new ConfigurationException(
          "the HTTP client must not follow redirects: it would take credentials to other hosts");
    }
    Transport transport = client::sendAsync;
    for (UnaryOperator<Transport> interceptor : interceptors) {
      transport = interceptor.apply(transport);
    }
    return new Connections(transport, httpClient == null ? client : null);
  }

  private HttpClient newClient() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (connectTimeout != null) {
      builder.connectTimeout(connectTimeout);
    }
    return builder.build();
  }

  private void hint(String id, String argument, String variable) {
    hints.put(id, argument + "(...) or set " + variable);
  }

  private static String environment(String variable) {
    String value = System.getenv(variable);
    return value == null ? "" : value;
  }

  private static String checked(String secret, String argument) {
    if (NOT_IN_A_HEADER.matcher(secret).find()) {
      throw new ConfigurationException(argument + " has characters that cannot be sent");
    }
    return secret;
  }

  /** The API's own server with its variables in their places. */
  private String filled(String template) {
    String url = template;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      url = url.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    return url;
  }

  private String checkedUrl(String variable, @Nullable String fallback) {
    String url = baseUrl != null && !baseUrl.isEmpty() ? baseUrl : environment(variable);
    url = url.isEmpty() && fallback != null ? filled(fallback) : url;
    if (url.isEmpty()) {
      throw new ConfigurationException("where is the server? Give baseUrl(...) or set " + variable);
    }
    URI parts;
    try {
      parts = new URI(url);
    } catch (URISyntaxException error) {
      throw new ConfigurationException("the base URL is no URL", error);
    }
    String scheme = parts.getScheme() == null ? "" : parts.getScheme();
    if (!scheme.matches("(?i)https?") || parts.getHost() == null) {
      throw new ConfigurationException(
          "the base URL must begin with http:// or https:// and a host");
    }
    if (parts.getUserInfo() != null || parts.getQuery() != null || parts.getFragment() != null) {
      throw new ConfigurationException("the base URL must have no user, no query and no fragment");
    }
    return url.replaceAll("/+$", "");
  }
}
