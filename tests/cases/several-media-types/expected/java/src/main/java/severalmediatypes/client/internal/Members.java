package severalmediatypes.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import severalmediatypes.client.json.JsonField;
import severalmediatypes.client.json.JsonType;

/** The members of an object that is sent, in the order of the schema. */
public final class Members {
  private final ObjectNode object = JsonNodeFactory.instance.objectNode();

  /** An object without members. */
  public Members() {}

  /**
   * A member that is there.
   *
   * @param name its name
   * @param type its type
   * @param value its value
   * @param <T> its type
   * @return this
   */
  public <T extends @Nullable Object> Members member(String name, JsonType<T> type, T value) {
    object.set(name, type.write(value));
    return this;
  }

  /**
   * A member that is there if it was given.
   *
   * @param name its name
   * @param type its type
   * @param value its value
   * @param <T> its type
   * @return this
   */
  public <T> Members member(String name, JsonType<T> type, Optional<T> value) {
    value.ifPresent(given -> object.set(name, type.write(given)));
    return this;
  }

  /**
   * A member that is there if it was given, and may be null.
   *
   * @param name its name
   * @param type its type
   * @param value its value
   * @param <T> its type
   * @return this
   */
  public <T> Members member(String name, JsonType<T> type, JsonField<T> value) {
    if (!value.isAbsent()) {
      object.set(name, value.value().map(type::write).orElse(NullNode.getInstance()));
    }
    return this;
  }

  /**
   * A member that is an object.
   *
   * @param name its name
   * @param members its members
   * @return this
   */
  public Members object(String name, Members members) {
    object.set(name, members.object);
    return this;
  }

  /**
   * A member that is an object, and is left out without members.
   *
   * @param name its name
   * @param members its members
   * @return this
   */
  public Members objectUnlessEmpty(String name, Members members) {
    return members.object.isEmpty() ? this : object(name, members);
  }

  /** {@return the object} */
  public Optional<JsonNode> json() {
    return Optional.of(object);
  }

  /** {@return the object, empty where it has no members} */
  public Optional<JsonNode> jsonUnlessEmpty() {
    return object.isEmpty() ? Optional.empty() : json();
  }
}
