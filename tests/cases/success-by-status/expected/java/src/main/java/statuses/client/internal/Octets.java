package statuses.client.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.Supplier;
import statuses.client.Upload;

/**
 * What a body is made of.
 *
 * @param publisher gives the octets to the HTTP client, each time they are sent
 * @param repeatable whether they can be sent again
 */
record Octets(Supplier<BodyPublisher> publisher, boolean repeatable) {

  static Octets of(byte[] content) {
    return new Octets(() -> BodyPublishers.ofByteArray(content), true);
  }

  static Octets of(Upload upload) {
    return new Octets(
        () -> {
          if (upload.length() == 0) {
            return BodyPublishers.noBody();
          }
          BodyPublisher stream = BodyPublishers.ofInputStream(() -> open(upload));
          return upload.length() < 0
              ? stream
              : BodyPublishers.fromPublisher(stream, upload.length());
        },
        upload.isRepeatable());
  }

  static Octets joined(List<Octets> parts) {
    return new Octets(
        () ->
            BodyPublishers.concat(
                parts.stream().map(part -> part.publisher.get()).toArray(BodyPublisher[]::new)),
        parts.stream().allMatch(Octets::repeatable));
  }

  private static InputStream open(Upload upload) {
    try {
      return upload.open();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
