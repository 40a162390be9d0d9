package merged.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Objects with known members, which keep the members that they do not know.
 *
 * @param <R> the type of the objects
 * @param <E> the type of members that the objects do not know
 */
public final class RecordType<R extends JsonRecord<E>, E extends @Nullable Object>
    implements JsonType<R> {
  private final Function<RecordMembers<E>, R> constructor;
  private final JsonType<E> extras;

  private RecordType(Function<RecordMembers<E>, R> constructor, JsonType<E> extras) {
    this.constructor = constructor;
    this.extras = extras;
  }

  /**
   * A type whose objects may have members of any type beside those that they know.
   *
   * @param constructor makes an object, and asks for all its members
   * @param <R> the type of the objects
   * @return the type
   */
  public static <R extends JsonRecord<JsonNode>> RecordType<R, JsonNode> of(
      Function<RecordMembers<JsonNode>, R> constructor) {
    return new RecordType<>(constructor, JsonTypes.ANY);
  }

  /**
   * A type whose objects may have members of one type beside those that they know.
   *
   * @param constructor makes an object, and asks for all its members
   * @param extras the type of the other members
   * @param <R> the type of the objects
   * @param <E> the type of the other members
   * @return the type
   */
  public static <R extends JsonRecord<E>, E extends @Nullable Object> RecordType<R, E> of(
      Function<RecordMembers<E>, R> constructor, JsonType<E> extras) {
    return new RecordType<>(constructor, extras);
  }

  @Override
  public R read(JsonNode node) {
    if (!node.isObject()) {
      throw JsonMismatchException.wanted("an object", node);
    }
    RecordMembers<E> members = RecordMembers.read(node, extras);
    R made = constructor.apply(members);
    members.readExtras(node);
    return made;
  }

  /**
   * Makes an object.
   *
   * @param builder has its members
   * @return the object
   * @throws IllegalStateException where a required member was not given
   */
  public R build(RecordBuilder<E, ?> builder) {
    RecordMembers<E> members = RecordMembers.given(builder.given(), extras);
    R made = constructor.apply(members);
    members.giveExtras(builder.extras());
    return made;
  }

  @Override
  public JsonNode write(R value) {
    return value.toJson();
  }

  @Override
  public ObjectShape shape() {
    RecordMembers<E> members = RecordMembers.none(extras);
    constructor.apply(members);
    return members.shape();
  }
}
