package defaults.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import defaults.client.json.CanonicalJson;
import defaults.client.json.JsonType;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Headers of answers as values. What does not fit the documented type is as if it were absent. */
public final class HeaderValues {
  private HeaderValues() {}

  /**
   * One value.
   *
   * @param headers the headers of an answer
   * @param name the name of the header
   * @param type the type of its value
   * @param <T> the type of its value
   * @return the value, empty where there is none that fits
   */
  public static <T> Optional<T> one(HttpHeaders headers, String name, JsonType<T> type) {
    return headers.firstValue(name).flatMap(text -> read(text.strip(), type));
  }

  /**
   * Values with commas between.
   *
   * @param headers the headers of an answer
   * @param name the name of the header
   * @param type the type of each value
   * @param <T> the type of each value
   * @return the values, empty where there are none, or one does not fit
   */
  public static <T> Optional<List<T>> list(HttpHeaders headers, String name, JsonType<T> type) {
    List<T> values = new ArrayList<>();
    for (String line : headers.allValues(name)) {
      for (String text : line.split(",")) {
        Optional<T> value = read(text.strip(), type);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        values.add(value.get());
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(values));
  }

  private static <T> Optional<T> read(String text, JsonType<T> type) {
    return fit(TextNode.valueOf(text), type)
        .or(() -> json(text).flatMap(value -> fit(value, type)));
  }

  private static Optional<JsonNode> json(String text) {
    try {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      return Optional.of(CanonicalJson.decode(octets));
    } catch (IllegalArgumentException error) {
      return Optional.empty();
    }
  }

  private static <T> Optional<T> fit(JsonNode value, JsonType<T> type) {
    try {
      return Optional.of(type.read(value));
    } catch (IllegalArgumentException error) {
      return Optional.empty();
    }
  }
}
