package readandwriteonly.client.json;

import com.fasterxml.jackson.databind.JsonNode;

/** A type with one value. */
final class ConstantType<T> implements JsonType<T> {
  private final JsonType<T> of;
  private final T value;
  private final JsonNode json;

  ConstantType(JsonType<T> of, T value) {
    this.of = of;
    this.value = value;
    this.json = of.write(value);
  }

  /** The one value. */
  JsonNode json() {
    return json;
  }

  T value() {
    return value;
  }

  @Override
  public T read(JsonNode node) {
    return of.read(checked(node));
  }

  @Override
  public JsonNode write(T value) {
    return checked(of.write(value));
  }

  private JsonNode checked(JsonNode node) {
    // Compared as text: 1 may be an int or a long.
    if (node.getNodeType() != json.getNodeType() || !node.asText().equals(json.asText())) {
      throw new JsonMismatchException("the one value here is " + json);
    }
    return node;
  }
}
