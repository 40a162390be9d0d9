package collisions.client.internal;

import java.util.Collection;

/** Keeps secrets out of texts that people see. */
final class Secrets {
  static final String MASK = "***";

  private Secrets() {}

  /** Text with every secret masked: a server may repeat what it was sent. */
  static String scrub(String text, Collection<Credential> credentials) {
    String clean = text;
    for (Credential credential : credentials) {
      for (String secret : credential.secrets()) {
        clean = secret.isEmpty() ? clean : clean.replace(secret, MASK);
      }
    }
    return clean;
  }
}
