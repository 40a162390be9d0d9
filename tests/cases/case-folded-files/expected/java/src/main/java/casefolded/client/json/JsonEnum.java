package casefolded.client.json;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A value that is mostly one of those that the API documents. Others are kept as they are.
 *
 * @param <V> the type of the value in JSON
 */
public abstract class JsonEnum<V> {
  private final V value;

  /**
   * Makes a value.
   *
   * @param value the value as it is in JSON
   */
  protected JsonEnum(V value) {
    this.value = value;
  }

  /** {@return the value as it is in JSON} */
  @JsonValue
  public final V value() {
    return value;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof JsonEnum<?> that
        && getClass() == that.getClass()
        && value.equals(that.value);
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  @Override
  public final String toString() {
    return value.toString();
  }
}
