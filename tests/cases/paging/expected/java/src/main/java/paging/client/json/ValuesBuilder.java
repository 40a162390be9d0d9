package paging.client.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects values by their names.
 *
 * @param <B> the class of the builder
 */
public abstract class ValuesBuilder<B extends ValuesBuilder<B>> {
  private final Map<String, @Nullable Object> given = new LinkedHashMap<>();

  /** Begins without values. */
  protected ValuesBuilder() {}

  /**
   * Begins with values.
   *
   * @param values the values by their names
   */
  protected ValuesBuilder(Map<String, @Nullable Object> values) {
    given.putAll(values);
  }

  /**
   * Sets a value. Lists, maps and octets are copied.
   *
   * @param name its name
   * @param value the value, or null
   * @return this
   */
  @SuppressWarnings("unchecked") // B is the class of this
  protected final B set(String name, @Nullable Object value) {
    given.put(name, copied(value));
    return (B) this;
  }

  /** {@return what was given, by its names} */
  protected final Map<String, @Nullable Object> given() {
    return given;
  }

  private static @Nullable Object copied(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(new ArrayList<>(list));
    }
    if (value instanceof Map<?, ?> map) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
    return value instanceof byte[] octets ? octets.clone() : value;
  }
}
