package kennel.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kennel.client.json.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Server-sent events (HTML, section 9.2.6), until they end or one says {@code [DONE]}. */
final class EventReader implements Items.Source {
  private static final String DONE = "[DONE]";

  private final InputStream stream;
  private final EventForm form;
  private final List<String> data = new ArrayList<>();
  private ObjectNode event = JsonNodeFactory.instance.objectNode();
  private boolean begun;
  private boolean afterReturn;

  EventReader(InputStream stream, EventForm form) {
    this.stream = new BufferedInputStream(stream);
    this.form = form;
  }

  @Override
  public @Nullable JsonNode next() throws IOException {
    while (true) {
      String line = line();
      if (line == null) {
        return null; // what has no empty line behind it is no event
      }
      if (!line.isEmpty()) {
        field(line);
        continue;
      }
      String text = String.join("\n", data);
      ObjectNode whole = event;
      boolean isEvent = !data.isEmpty();
      data.clear();
      event = JsonNodeFactory.instance.objectNode();
      if (isEvent) {
        return text.strip().equals(DONE) ? null : element(text, whole);
      }
    }
  }

  private JsonNode element(String text, ObjectNode whole) {
    return switch (form) {
      case TEXT -> TextNode.valueOf(text);
      case JSON -> json(text);
      case EVENT -> whole.set("data", TextNode.valueOf(text));
      case EVENT_JSON -> whole.set("data", json(text));
    };
  }

  private static JsonNode json(String text) {
    return CanonicalJson.decode(text.getBytes(StandardCharsets.UTF_8));
  }

  private void field(String line) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    value = value.startsWith(" ") ? value.substring(1) : value;
    switch (name) {
      case "data" -> data.add(value);
      case "event" -> event.put("event", value);
      case "id" -> {
        if (value.indexOf('\0') < 0) {
          event.put("id", value);
        }
      }
      case "retry" -> {
        if (value.matches("[0-9]{1,15}")) {
          event.put("retry", Long.parseLong(value));
        }
      }
      default -> {
        return; // a comment, or nothing that is known
      }
    }
  }

  /** The next line without its end, which is CR, LF or both; null behind the last one. */
  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int octet = stream.read();
      if (octet == '\n' && afterReturn) {
        afterReturn = false;
        continue;
      }
      afterReturn = octet == '\r';
      if (octet < 0 && line.size() == 0) {
        return null;
      }
      if (octet < 0 || octet == '\n' || octet == '\r') {
        return text(line.toString(StandardCharsets.UTF_8));
      }
      line.write(octet);
    }
  }

  private String text(String line) {
    String bare = !begun && line.startsWith("\ufeff") ? line.substring(1) : line;
    begun = true;
    return bare;
  }
}
