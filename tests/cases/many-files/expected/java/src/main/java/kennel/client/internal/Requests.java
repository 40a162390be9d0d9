package kennel.client.internal;

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
import kennel.client.errors.ConfigurationException;
import kennel.client.errors.RequestInfo;
import org.jspecify.annotations.Nullable;

/** Calls to requests: address, credentials, headers. Nothing is sent here. */
final class Requests {
  /** What the path of a URL holds beside unreserved characters (RFC 3986, section 3.3). */
  private static final String IN_A_PATH = "/%:@!$&'()*+,;=";

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)\\}");

  private Requests() {}

  /** The request of a call. */
  static Request of(Settings settings, Call<?> call) {
    String path = Url.of(settings.baseUrl()).path() + expand(call.operation.path, call.path);
    List<Pair> headers = new ArrayList<>();
    if (call.body != null) {
      headers.add(new Pair("Content-Type", call.body.mediaType()));
    }
    headers.addAll(call.headers);
    Parts parts = new Parts(call.operation.method, path, call.query, headers, call.cookies);
    return request(settings, call.operation, parts, call.body == null ? null : call.body.content());
  }

  /** The request for the state of a job at its path with any query. */
  static Request poll(Settings settings, Operation<?> operation, String location) {
    Parts parts = new Parts("GET", location, List.of(), List.of(), List.of());
    return request(settings, operation, parts, null);
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
      String method, String path, List<Pair> query, List<Pair> headers, List<Pair> cookies) {}

  private static Request request(
      Settings settings, Operation<?> operation, Parts parts, byte @Nullable [] content) {
    Signature signed = Signature.of(settings, operation);
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
    settings
        .headers()
        .forEach((name, value) -> put(headers, Parameters.checkedHeader(name, value)));
    Set<String> hidden = new HashSet<>(Set.of("authorization", "cookie"));
    settings.headers().keySet().forEach(name -> hidden.add(lower(name)));
    signed.headers().forEach(pair -> hidden.add(lower(pair.name())));
    String origin = Url.of(settings.baseUrl()).origin();
    RequestInfo info =
        new RequestInfo(
            operation.id,
            parts.method,
            origin + target(parts.path, joined(parts.query, signed.maskedQuery())),
            shown(headers.values(), hidden));
    String url = origin + target(parts.path, joined(parts.query, signed.query()));
    return new Request(parts.method, url, List.copyOf(headers.values()), content, info);
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

    /** What the first alternative adds whose credentials the client has. */
    static Signature of(Settings settings, Operation<?> operation) {
      Signature signature = new Signature(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      if (operation.security.isEmpty()) {
        return signature;
      }
      for (List<String> alternative : operation.security) {
        if (settings.credentials().keySet().containsAll(alternative)) {
          alternative.forEach(id -> signature.add(settings.credentials().get(id)));
          return signature;
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
