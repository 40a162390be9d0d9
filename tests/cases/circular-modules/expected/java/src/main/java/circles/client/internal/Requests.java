package circles.client.internal;

import circles.client.errors.ConfigurationException;
import circles.client.errors.RequestInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls to requests: address, credentials, headers. Nothing is sent here. */
final class Requests {
  /** What the path of a URL holds beside unreserved characters (RFC 3986, section 3.3). */
  private static final String IN_A_PATH = "/%:@!$&'()*+,;=";

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)\\}");

  private Requests() {}

  /** The request of a call. */
  static Request of(Settings settings, Call<?> call) {
    String server = settings.server(call.operation.server);
    if (call.address != null) {
      return page(settings, call, server, call.address);
    }
    String path = Url.of(server).path() + expand(call.operation.path, call.path);
    List<Pair> headers = new ArrayList<>();
    Payload payload =
        call.body == null
            ? null
            : call.body.make(settings.newKey().get().toString().replace("-", ""));
    if (payload != null) {
      headers.add(new Pair("Content-Type", payload.mediaType()));
    }
    headers.addAll(call.headers);
    String query = call.wholeQuery == null ? "" : call.wholeQuery;
    Parts parts =
        new Parts(
            call.operation.method,
            Url.of(server).origin(),
            query.isEmpty() ? path : path + "?" + query,
            call.query,
            headers,
            call.cookies);
    return request(
        settings,
        call.operation,
        parts,
        payload == null ? null : payload.octets(),
        new Kind(true, true));
  }

  /**
   * The request for a page at an address that the server named. Only the server itself gets
   * credentials, and what the caller adds to each request.
   */
  private static Request page(Settings settings, Call<?> call, String server, String address) {
    Url url = Url.of(address);
    boolean isOwn = url.origin().equalsIgnoreCase(Url.of(server).origin());
    String target = url.query().isEmpty() ? url.path() : url.path() + "?" + url.query();
    Parts parts =
        new Parts(
            call.operation.method,
            url.origin(),
            target.isEmpty() ? "/" : target,
            List.of(),
            isOwn ? call.headers : List.of(),
            isOwn ? call.cookies : List.of());
    call.sentTo = address;
    return request(settings, call.operation, parts, null, new Kind(false, isOwn));
  }

  /** The request for the state of a job at its path with any query. */
  static Request poll(Settings settings, Operation<?> operation, String location) {
    String origin = Url.of(settings.baseUrl()).origin();
    Parts parts = new Parts("GET", origin, location, List.of(), List.of(), List.of());
    return request(settings, operation, parts, null, new Kind(false, true));
  }

  /** Where the tokens come from that calls of an operation send. */
  static List<TokenSource> tokens(Settings settings, Operation<?> operation) {
    List<TokenSource> found = new ArrayList<>();
    for (Credential credential : Signature.chosen(settings, operation)) {
      if (credential instanceof Credential.Token token) {
        found.add(token.source);
      }
    }
    return found;
  }

  /** The idempotency key of a call, the caller's own or a new one; empty for none. */
  static String ensureKey(Settings settings, Call<?> call) {
    Idempotency idempotency = call.operation.idempotency;
    if (idempotency == null) {
      return "";
    }
    String header = idempotency.header();
    for (Pair pair : call.headers) {
      if (pair.name().equalsIgnoreCase(header)) {
        return pair.value();
      }
    }
    for (Map.Entry<String, String> own : settings.headers().entrySet()) {
      if (own.getKey().equalsIgnoreCase(header)) {
        return own.getValue();
      }
    }
    String key = newKey(settings.newKey().get(), idempotency);
    call.headers.add(new Pair(header, key));
    return key;
  }

  /**
   * The path and query of a job's location, below the path of the client's base URL. The scheme,
   * host and port that a server names are its own idea and are not used.
   */
  static String jobPath(Settings settings, String location) {
    Url url = Url.of(location);
    String prefix = Url.of(settings.baseUrl()).path();
    String path = Percent.encode("/" + url.path().replaceAll("^/+", ""), IN_A_PATH);
    if (!prefix.isEmpty() && !path.equals(prefix) && !path.startsWith(prefix + "/")) {
      path = prefix + path;
    }
    String query = Percent.encode(url.query(), IN_A_PATH + "?");
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** A path template with each variable replaced by its value, which is ready to be sent. */
  static String expand(String template, Collection<Pair> values) {
    Map<String, String> known =
        values.stream().collect(Collectors.toMap(Pair::name, Pair::value, (one, other) -> other));
    StringBuilder out = new StringBuilder();
    Matcher found = VARIABLE.matcher(template);
    int end = 0;
    while (found.find()) {
      out.append(Percent.encode(template.substring(end, found.start()), IN_A_PATH));
      out.append(known.get(found.group(1)));
      end = found.end();
    }
    return out.append(Percent.encode(template.substring(end), IN_A_PATH)).toString();
  }

  private record Parts(
      String method,
      String origin,
      String path,
      List<Pair> query,
      List<Pair> headers,
      List<Pair> cookies) {}

  /**
   * What kind of request it is.
   *
   * @param mayBeLive whether the body of its answer may be handed on while it comes
   * @param isOwn whether it goes to the API's own server
   */
  private record Kind(boolean mayBeLive, boolean isOwn) {}

  private static Request request(
      Settings settings, Operation<?> operation, Parts parts, @Nullable Octets content, Kind kind) {
    Signature signed = kind.isOwn ? Signature.of(settings, operation) : Signature.none();
    Map<String, String> added = kind.isOwn ? settings.headers() : Map.of();
    Map<String, Pair> headers = new LinkedHashMap<>();
    put(headers, new Pair("Accept", operation.accept));
    put(headers, new Pair("Accept-Encoding", "gzip"));
    put(headers, new Pair("User-Agent", settings.userAgent()));
    parts.headers.forEach(pair -> put(headers, pair));
    List<Pair> cookies = joined(parts.cookies, signed.cookies());
    if (!cookies.isEmpty()) {
      put(headers, new Pair("Cookie", text(cookies, "; ")));
    }
    signed.headers().forEach(pair -> put(headers, pair));
    added.forEach((name, value) -> put(headers, Parameters.checkedHeader(name, value)));
    Set<String> hidden = new HashSet<>(Set.of("authorization", "cookie"));
    added.keySet().forEach(name -> hidden.add(lower(name)));
    signed.headers().forEach(pair -> hidden.add(lower(pair.name())));
    RequestInfo info =
        new RequestInfo(
            operation.id,
            parts.method,
            parts.origin + target(parts.path, joined(parts.query, signed.maskedQuery())),
            shown(headers.values(), hidden));
    String url = parts.origin + target(parts.path, joined(parts.query, signed.query()));
    return new Request(
        parts.method,
        url,
        List.copyOf(headers.values()),
        content,
        answer -> kind.mayBeLive && Answers.isLive(operation, answer),
        info);
  }

  private static void put(Map<String, Pair> headers, Pair pair) {
    headers.put(lower(pair.name()), pair);
  }

  private static Map<String, String> shown(Collection<Pair> headers, Set<String> hidden) {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Pair pair : headers) {
      boolean secret = hidden.contains(lower(pair.name()));
      shown.put(pair.name(), secret ? Secrets.MASK : pair.value());
    }
    return shown;
  }

  private static String target(String path, List<Pair> query) {
    if (query.isEmpty()) {
      return path;
    }
    return path + (path.contains("?") ? "&" : "?") + text(query, "&");
  }

  private static String text(List<Pair> pairs, String between) {
    return pairs.stream()
        .map(pair -> pair.name() + "=" + pair.value())
        .collect(Collectors.joining(between));
  }

  private static List<Pair> joined(List<Pair> some, List<Pair> more) {
    List<Pair> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static String newKey(UUID key, Idempotency idempotency) {
    String text = key.toString();
    return idempotency.form().equals("hex32") ? text.replace("-", "") : text;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What credentials add to a request. */
  private record Signature(List<Pair> headers, List<Pair> query, List<Pair> cookies) {

    List<Pair> maskedQuery() {
      return query.stream().map(pair -> new Pair(pair.name(), Secrets.MASK)).toList();
    }

    static Signature none() {
      return new Signature(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** What the first alternative adds whose credentials the client has. */
    static Signature of(Settings settings, Operation<?> operation) {
      Signature signature = none();
      chosen(settings, operation).forEach(signature::add);
      return signature;
    }

    /** The credentials of the first alternative that the client has all of. */
    static List<Credential> chosen(Settings settings, Operation<?> operation) {
      if (operation.security.isEmpty()) {
        return List.of();
      }
      for (List<String> alternative : operation.security) {
        if (settings.credentials().keySet().containsAll(alternative)) {
          return alternative.stream().map(settings.credentials()::get).toList();
        }
      }
      String needed =
          operation.security.stream()
              .map(
                  ids ->
                      ids.stream().map(settings.hints()::get).collect(Collectors.joining(" and ")))
              .collect(Collectors.joining(" or "));
      throw new ConfigurationException(operation.id + " needs a credential: give " + needed);
    }

    private void add(Credential credential) {
      if (credential instanceof Credential.Scheme scheme) {
        headers.add(new Pair("Authorization", scheme.authorization()));
      } else if (credential instanceof Credential.Basic basic) {
        headers.add(new Pair("Authorization", basic.authorization()));
      } else if (credential instanceof Credential.Token token) {
        headers.add(new Pair("Authorization", "Bearer " + token.source.current()));
      } else if (credential instanceof Credential.Key key) {
        switch (key.place) {
          case HEADER -> headers.add(new Pair(key.name, key.secret()));
          case QUERY -> query.add(new Pair(key.name, Percent.encode(key.secret())));
          case COOKIE -> cookies.add(new Pair(key.name, key.secret()));
          default -> throw new IllegalStateException();
        }
      }
    }
  }
}
