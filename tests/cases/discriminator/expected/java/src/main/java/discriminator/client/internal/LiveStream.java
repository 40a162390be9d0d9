package discriminator.client.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of an answer as it comes; it knows since when somebody waits for more. */
final class LiveStream extends InputStream {
  private final InputStream raw;
  private final Watch watch;
  private boolean zipped;
  private @Nullable InputStream plain;

  LiveStream(InputStream raw, Watch watch) {
    this.raw = raw;
    this.watch = watch;
  }

  /** The same stream with its content coding undone. */
  LiveStream unzipped() {
    zipped = true;
    return this;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    watch.beginWaiting();
    try {
      return opened().read(target, offset, length);
    } finally {
      watch.endWaiting();
    }
  }

  @Override
  public void close() throws IOException {
    watch.end();
    raw.close();
  }

  private InputStream opened() throws IOException {
    InputStream stream = plain;
    if (stream == null) {
      stream = zipped ? new GZIPInputStream(raw) : raw;
      plain = stream;
    }
    return stream;
  }
}
