package parameterstyles.client.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call. */
public abstract class CallArguments {
  private final Map<String, @Nullable Object> given;

  /**
   * Takes the arguments over.
   *
   * @param builder has the arguments
   */
  protected CallArguments(ValuesBuilder<?> builder) {
    this.given = Collections.unmodifiableMap(new LinkedHashMap<>(builder.given()));
  }

  /** {@return what the arguments were made of, for another builder} */
  protected final Map<String, @Nullable Object> given() {
    return given;
  }

  /**
   * An argument that is always there.
   *
   * @param name its name
   * @param <T> its type, which is that of the builder's method
   * @return its value
   */
  @SuppressWarnings("unchecked")
  protected final <T> T required(String name) {
    T value = (T) given.get(name);
    if (value == null) {
      throw new IllegalStateException(name + " is required");
    }
    return value;
  }

  /**
   * An argument that can have one value only.
   *
   * @param name its name
   * @param one the one value
   * @param <T> its type, which is that of the builder's method
   * @return its value
   */
  @SuppressWarnings("unchecked")
  protected final <T> T required(String name, T one) {
    T value = (T) given.get(name);
    return value == null ? one : value;
  }

  /**
   * An argument that is always there, and may be null.
   *
   * @param name its name
   * @param <T> its type, which is that of the builder's method
   * @return its value
   */
  @SuppressWarnings("unchecked")
  protected final <T> @Nullable T requiredOrNull(String name) {
    if (!given.containsKey(name)) {
      throw new IllegalStateException(name + " is required, and may be null");
    }
    return (T) given.get(name);
  }

  /**
   * An argument that may be left out.
   *
   * @param name its name
   * @param <T> its type, which is that of the builder's method
   * @return its value, null where it was left out
   */
  @SuppressWarnings("unchecked")
  protected final <T> @Nullable T optional(String name) {
    return (T) given.get(name);
  }

  /**
   * An argument that may be left out, and may be null.
   *
   * @param name its name
   * @param <T> its type, which is that of the builder's method
   * @return its value
   */
  @SuppressWarnings("unchecked")
  protected final <T> JsonField<T> nullable(String name) {
    return given.containsKey(name) ? JsonField.of((T) given.get(name)) : JsonField.absent();
  }
}
