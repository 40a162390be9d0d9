package paging.client.json;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of the API. It never changes, and is equal to others with the same members.
 *
 * @param <E> the type of members that this version of the client does not know
 */
public abstract class JsonRecord<E extends @Nullable Object> {
  private final RecordMembers<E> members;

  /**
   * Makes an object.
   *
   * @param members its members
   */
  protected JsonRecord(RecordMembers<E> members) {
    this.members = members;
  }

  /** {@return members that this version of the client does not know, by their names in JSON} */
  public final Map<String, E> additionalProperties() {
    return members.extras();
  }

  /** {@return the object as JSON} */
  @JsonValue
  public final JsonNode toJson() {
    return members.json();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof JsonRecord<?> that
        && getClass() == that.getClass()
        && members.same(that.members);
  }

  @Override
  public final int hashCode() {
    return members.hash();
  }

  @Override
  public final String toString() {
    return members.describe(getClass().getSimpleName());
  }

  RecordMembers<E> members() {
    return members;
  }
}
