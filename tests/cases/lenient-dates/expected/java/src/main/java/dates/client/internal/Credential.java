package dates.client.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Who asks. No text form of it shows the secret. */
public sealed interface Credential {

  /** {@return what must not be seen} */
  List<String> secrets();

  /** A secret behind a scheme in Authorization (RFC 9110, section 11.4). */
  final class Scheme implements Credential {
    private final String scheme;
    private final String secret;

    Scheme(String scheme, String secret) {
      this.scheme = scheme;
      this.secret = secret;
    }

    String authorization() {
      return scheme + " " + secret;
    }

    @Override
    public List<String> secrets() {
      return List.of(secret);
    }

    @Override
    public String toString() {
      return scheme + " ***";
    }
  }

  /** A user and a password (RFC 7617). */
  final class Basic implements Credential {
    private final String user;
    private final String secret;

    Basic(String user, String secret) {
      this.user = user;
      this.secret = secret;
    }

    String authorization() {
      byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public List<String> secrets() {
      return List.of(secret);
    }

    @Override
    public String toString() {
      return "Basic ***";
    }
  }

  /** A token that the client asks for (RFC 6749), and sends as it does (RFC 6750). */
  final class Token implements Credential {
    final TokenSource source;

    Token(TokenSource source) {
      this.source = source;
    }

    @Override
    public List<String> secrets() {
      return source.secrets();
    }

    @Override
    public String toString() {
      return "Bearer ***";
    }
  }

  /** Where a secret of its own travels. */
  enum Place {
    /** In a header. */
    HEADER,
    /** In the query. */
    QUERY,
    /** In a cookie. */
    COOKIE
  }

  /** A secret of its own. */
  final class Key implements Credential {
    final Place place;
    final String name;
    private final String secret;

    Key(Place place, String name, String secret) {
      this.place = place;
      this.name = name;
      this.secret = secret;
    }

    String secret() {
      return secret;
    }

    @Override
    public List<String> secrets() {
      return List.of(secret);
    }

    @Override
    public String toString() {
      return name + " ***";
    }
  }
}
