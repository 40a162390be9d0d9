package forms.client.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds an object of the API.
 *
 * @param <E> the type of members that this version of the client does not know
 * @param <B> the class of the builder
 */
public abstract class RecordBuilder<E extends @Nullable Object, B extends RecordBuilder<E, B>>
    extends ValuesBuilder<B> {
  private final Map<String, E> extras = new LinkedHashMap<>();

  /** Begins without members. */
  protected RecordBuilder() {}

  /**
   * Begins with the members of an object.
   *
   * @param record the object
   */
  protected RecordBuilder(JsonRecord<E> record) {
    super(record.members().values());
    extras.putAll(record.additionalProperties());
  }

  /**
   * Adds members that this version of the client does not know.
   *
   * @param members the members by their names in JSON
   * @return this
   */
  @SuppressWarnings("unchecked") // B is the class of this
  public final B additionalProperties(Map<String, E> members) {
    extras.putAll(members);
    return (B) this;
  }

  Map<String, E> extras() {
    return extras;
  }
}
