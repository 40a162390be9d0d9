package nullablechoice.client.json;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field that may be absent, and may be null, which are two different things.
 *
 * @param <T> the type of the value
 */
public final class JsonField<T> {
  private static final JsonField<?> ABSENT = new JsonField<>(false, null);

  private final boolean present;
  private final @Nullable T value;

  private JsonField(boolean present, @Nullable T value) {
    this.present = present;
    this.value = value;
  }

  /**
   * A field that is not there.
   *
   * @param <T> the type of the value
   * @return the field
   */
  @SuppressWarnings("unchecked") // it has no value of any type
  public static <T> JsonField<T> absent() {
    return (JsonField<T>) ABSENT;
  }

  /**
   * A field that is there.
   *
   * @param value the value, or null
   * @param <T> the type of the value
   * @return the field
   */
  public static <T> JsonField<T> of(@Nullable T value) {
    return new JsonField<>(true, value);
  }

  /** {@return whether the field is not there} */
  public boolean isAbsent() {
    return !present;
  }

  /** {@return whether the field is there and null} */
  public boolean isNull() {
    return present && value == null;
  }

  /** {@return the value, empty where the field is absent or null} */
  public Optional<T> value() {
    return Optional.ofNullable(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonField<?> field
        && present == field.present
        && Objects.deepEquals(value, field.value);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new @Nullable Object[] {present, value});
  }

  @Override
  public String toString() {
    return present ? String.valueOf(value) : "absent";
  }
}
