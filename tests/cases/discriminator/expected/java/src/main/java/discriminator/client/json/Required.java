package discriminator.client.json;

import org.jspecify.annotations.Nullable;

/** What a builder must be given. */
public final class Required {
  private Required() {}

  /**
   * The value itself.
   *
   * @param name what it is called
   * @param value the value, null where it was not given
   * @param <T> its type
   * @return the value
   * @throws IllegalStateException where it was not given
   */
  public static <T> T given(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(name + " is required");
    }
    return value;
  }

  /**
   * The value itself, which may be null and must be given all the same.
   *
   * @param name what it is called
   * @param value the value, absent where it was not given
   * @param <T> its type
   * @return the value, or null
   * @throws IllegalStateException where it was not given
   */
  public static <T> @Nullable T givenOrNull(String name, JsonField<T> value) {
    if (value.isAbsent()) {
      throw new IllegalStateException(name + " is required, and may be null");
    }
    return value.value().orElse(null);
  }
}
