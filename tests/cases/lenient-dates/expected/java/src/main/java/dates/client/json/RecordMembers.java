package dates.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record is made of: the members of a JSON object, or what a builder was given. A record
 * asks for its members one by one, in the order of the API's schema, and keeps them for writing.
 *
 * @param <E> the type of members that the record does not know
 */
public final class RecordMembers<E extends @Nullable Object> {
  private final Source source;
  private final Map<String, Member<?>> known = new LinkedHashMap<>();
  private final JsonType<E> extrasType;
  private Map<String, E> extras = Map.of();

  private RecordMembers(Source source, JsonType<E> extrasType) {
    this.source = source;
    this.extrasType = extrasType;
  }

  static <E extends @Nullable Object> RecordMembers<E> read(JsonNode object, JsonType<E> extras) {
    return new RecordMembers<>(new Read(object), extras);
  }

  static <E extends @Nullable Object> RecordMembers<E> given(
      Map<String, @Nullable Object> values, JsonType<E> extras) {
    return new RecordMembers<>(new Given(values), extras);
  }

  /** Members of no record: they tell which ones a record asks for. */
  static <E extends @Nullable Object> RecordMembers<E> none(JsonType<E> extras) {
    return new RecordMembers<>(new Nothing(), extras);
  }

  /**
   * A member that is always there.
   *
   * @param name its name in JSON
   * @param type its type
   * @param <T> its type
   * @return its value
   */
  public <T> T required(String name, JsonType<T> type) {
    return source.present(name, add(name, type, true, false));
  }

  /**
   * A member that is always there, and may be null.
   *
   * @param name its name in JSON
   * @param type its type
   * @param <T> its type
   * @return its value
   */
  public <T> @Nullable T requiredOrNull(String name, JsonType<T> type) {
    JsonField<T> found = add(name, type, true, true);
    return found.isNull() ? null : source.present(name, found);
  }

  /**
   * A member that may be left out. A null is read as absent, unless the type takes it.
   *
   * @param name its name in JSON
   * @param type its type
   * @param <T> its type
   * @return its value, null where it is absent
   */
  public <T> @Nullable T optional(String name, JsonType<T> type) {
    return add(name, type, false, false).value().orElse(null);
  }

  /**
   * A member that may be left out, and may be null.
   *
   * @param name its name in JSON
   * @param type its type
   * @param <T> its type
   * @return its value
   */
  public <T> JsonField<T> nullable(String name, JsonType<T> type) {
    return add(name, type, false, true);
  }

  /** Takes the members that nobody asked for, when all others are known. */
  void readExtras(JsonNode object) {
    Map<String, E> found = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.containsKey(member.getKey())) {
        try {
          found.put(member.getKey(), extrasType.read(member.getValue()));
        } catch (JsonMismatchException error) {
          throw error.below(member.getKey());
        }
      }
    }
    extras = Collections.unmodifiableMap(found);
  }

  void giveExtras(Map<String, E> values) {
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  Map<String, E> extras() {
    return extras;
  }

  /** The values as a builder was given them. */
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    known.forEach(
        (name, member) -> {
          if (!member.field.isAbsent()) {
            values.put(name, member.field.value().orElse(null));
          }
        });
    return values;
  }

  JsonNode json() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    known.forEach((name, member) -> member.write(name, object));
    extras.forEach(
        (name, value) -> {
          if (!known.containsKey(name)) {
            object.set(name, extrasType.write(value));
          }
        });
    return object;
  }

  ObjectShape shape() {
    Set<String> required = new LinkedHashSet<>();
    Map<String, JsonNode> constants = new LinkedHashMap<>();
    known.forEach(
        (name, member) -> {
          if (member.required) {
            required.add(name);
          }
          if (member.type instanceof ConstantType<?> constant) {
            constants.put(name, constant.json());
          }
        });
    return new ObjectShape(true, known.keySet(), required, constants);
  }

  boolean same(RecordMembers<?> other) {
    return Arrays.deepEquals(all(), other.all());
  }

  int hash() {
    return Arrays.deepHashCode(all());
  }

  String describe(String name) {
    List<String> parts = new ArrayList<>();
    known.forEach(
        (member, one) -> {
          if (!one.field.isAbsent()) {
            parts.add(member + "=" + one.field);
          }
        });
    extras.forEach((extra, value) -> parts.add(extra + "=" + value));
    return name + "[" + String.join(", ", parts) + "]";
  }

  private Object[] all() {
    List<Object> found = new ArrayList<>();
    known.values().forEach(member -> found.add(member.field));
    found.add(extras);
    return found.toArray();
  }

  private <T> JsonField<T> add(String name, JsonType<T> type, boolean required, boolean orNull) {
    JsonField<T> field;
    try {
      field = source.field(name, type, required, orNull);
    } catch (JsonMismatchException error) {
      throw error.below(name);
    }
    known.put(name, new Member<>(type, field, required));
    return field;
  }

  private record Member<T>(JsonType<T> type, JsonField<T> field, boolean required) {
    void write(String name, ObjectNode object) {
      if (!field.isAbsent()) {
        object.set(name, field.value().map(type::write).orElse(NullNode.getInstance()));
      }
    }
  }

  /** Where members come from. */
  private sealed interface Source {
    <T> JsonField<T> field(String name, JsonType<T> type, boolean required, boolean orNull);

    /** The value of a member that must be there. */
    <T> T present(String name, JsonField<T> field);
  }

  private record Read(JsonNode object) implements Source {
    @Override
    public <T> JsonField<T> field(String name, JsonType<T> type, boolean required, boolean orNull) {
      JsonNode node = object.get(name);
      if (node == null) {
        return JsonField.absent();
      }
      if (node.isNull() && !type.takesNull()) {
        if (orNull) {
          return JsonField.of(null);
        }
        if (!required) {
          return JsonField.absent();
        }
      }
      return JsonField.of(type.read(node));
    }

    @Override
    public <T> T present(String name, JsonField<T> field) {
      return field
          .value()
          .orElseThrow(
              () -> new JsonMismatchException("it is required, and not there").below(name));
    }
  }

  private record Given(Map<String, @Nullable Object> values) implements Source {
    @Override
    @SuppressWarnings("unchecked") // the setter of the builder has the type of the member
    public <T> JsonField<T> field(String name, JsonType<T> type, boolean required, boolean orNull) {
      T value = (T) values.get(name);
      if (value != null) {
        return JsonField.of(value);
      }
      if (orNull && values.containsKey(name)) {
        return JsonField.of(null);
      }
      return required && type instanceof ConstantType<T> constant
          ? JsonField.of(constant.value())
          : JsonField.absent();
    }

    @Override
    public <T> T present(String name, JsonField<T> field) {
      return field.value().orElseThrow(() -> new IllegalStateException(name + " is required"));
    }
  }

  private record Nothing() implements Source {
    @Override
    public <T> JsonField<T> field(String name, JsonType<T> type, boolean required, boolean orNull) {
      return JsonField.absent();
    }

    @Override
    @SuppressWarnings("NullAway") // nobody sees a record that has no members
    public <T> T present(String name, JsonField<T> field) {
      return field.value().orElse(null);
    }
  }
}
