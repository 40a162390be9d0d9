package everyoperation.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everyoperation.client.json.CanonicalJson;
import everyoperation.client.json.JsonMismatchException;
import everyoperation.client.json.JsonType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bodies of requests that the API makes. */
public final class Payloads {
  private Payloads() {}

  /**
   * JSON.
   *
   * @param type its type
   * @param body the body
   * @param <T> its type
   * @return the value
   */
  public static <T extends @Nullable Object> T json(JsonType<T> type, byte[] body) {
    return type.read(CanonicalJson.decode(body));
  }

  /**
   * Names and values. A name that comes more than once is a list.
   *
   * @param type the type of the object
   * @param body the body
   * @param <T> the type of the object
   * @return the object
   */
  public static <T extends @Nullable Object> T form(JsonType<T> type, byte[] body) {
    ObjectNode texts = members(body, false);
    try {
      return type.read(texts);
    } catch (JsonMismatchException error) {
      return type.read(members(body, true)); // a text may be a number
    }
  }

  /**
   * Text.
   *
   * @param body the body in UTF-8
   * @return the text
   */
  public static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static ObjectNode members(byte[] body, boolean guessed) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String pair : text(body).split("&")) {
      int sign = pair.indexOf('=');
      String name = decoded(sign < 0 ? pair : pair.substring(0, sign));
      JsonNode value = value(decoded(sign < 0 ? "" : pair.substring(sign + 1)), guessed);
      if (object.get(name) instanceof ArrayNode list) {
        list.add(value);
      } else if (object.has(name)) {
        object.set(name, object.arrayNode().add(object.get(name)).add(value));
      } else if (!name.isEmpty()) {
        object.set(name, value);
      }
    }
    return object;
  }

  private static JsonNode value(String text, boolean guessed) {
    if (guessed && text.matches("true|false|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
      return CanonicalJson.decode(text.getBytes(StandardCharsets.UTF_8));
    }
    return JsonNodeFactory.instance.textNode(text);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
