package enums.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import enums.client.json.CanonicalJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON texts, one a line; empty lines are none. */
final class LineReader implements Items.Source {
  private static final int RECORD_SEPARATOR = 0x1e;

  private final InputStream stream;

  LineReader(InputStream stream) {
    this.stream = new BufferedInputStream(stream);
  }

  @Override
  public @Nullable JsonNode next() throws IOException {
    while (true) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int octet = stream.read();
      while (octet >= 0 && octet != '\n') {
        if (octet != RECORD_SEPARATOR) {
          line.write(octet);
        }
        octet = stream.read();
      }
      if (!line.toString(StandardCharsets.UTF_8).isBlank()) {
        return CanonicalJson.decode(line.toByteArray());
      }
      if (octet < 0) {
        return null;
      }
    }
  }
}
