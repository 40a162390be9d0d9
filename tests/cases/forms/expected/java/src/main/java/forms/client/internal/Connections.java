package forms.client.internal;

import forms.client.Transport;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * What sends the requests of a client.
 *
 * @param transport an HTTP client behind the interceptors
 * @param own the HTTP client, null where it is the caller's
 */
public record Connections(Transport transport, @Nullable HttpClient own) {

  /** Closes the HTTP client, if it is ours and can be closed, as it can from JDK 21 on. */
  public void close() {
    if (own instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception error) {
        throw new IllegalStateException(error); // it says that it throws none
      }
    }
  }
}
