package enumsymbols.client.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A body that is sent once.
 *
 * <p>The HTTP client of the JDK sends a GET again by itself, once, when its connection is lost. The
 * limits of a call know nothing of that, so a second attempt is refused before it is sent: whether
 * there is one is for {@link Retries} to say.
 */
final class OneShot implements BodyPublisher {
  private final BodyPublisher body;
  private final AtomicBoolean asked = new AtomicBoolean();

  private OneShot(BodyPublisher body) {
    this.body = body;
  }

  static BodyPublisher of(@Nullable Octets content) {
    return new OneShot(content == null ? BodyPublishers.noBody() : content.publisher().get());
  }

  @Override
  public long contentLength() {
    if (asked.getAndSet(true)) {
      throw new UncheckedIOException(new IOException("the connection was lost"));
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
