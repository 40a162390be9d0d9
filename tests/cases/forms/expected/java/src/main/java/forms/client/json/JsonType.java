package forms.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type look in JSON.
 *
 * @param <T> the type of the values
 */
public interface JsonType<T extends @Nullable Object> {

  /**
   * Reads a value. A text is no number, a number no boolean, and so on; whole numbers are integers
   * however they are written.
   *
   * @param node the JSON value
   * @return the value
   * @throws JsonMismatchException where the JSON value does not fit
   */
  T read(JsonNode node);

  /**
   * Writes a value.
   *
   * @param value the value
   * @return the JSON value
   */
  JsonNode write(T value);

  /** {@return whether null is one of the values} */
  default boolean takesNull() {
    return false;
  }

  /** {@return what tells objects of this type from others; empty where the type has no objects} */
  default ObjectShape shape() {
    return ObjectShape.NONE;
  }
}
