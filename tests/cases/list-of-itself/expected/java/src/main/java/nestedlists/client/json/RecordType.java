package nestedlists.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects with known members, which keep the members that they do not know.
 *
 * @param <R> the type of the objects
 * @param <B> the type of what builds them
 */
public final class RecordType<R, B> implements JsonType<R> {
  private final String name;
  private final Supplier<B> builder;
  private final Function<B, R> build;
  private final List<Member<R, B>> members;
  private final Map<String, Member<R, B>> byName = new LinkedHashMap<>();
  private final Function<R, Map<String, JsonNode>> extras;
  private final BiConsumer<B, Map<String, JsonNode>> setExtras;

  private RecordType(
      Definition<R, B> definition,
      Function<R, Map<String, JsonNode>> extras,
      BiConsumer<B, Map<String, JsonNode>> setExtras) {
    this.name = definition.name;
    this.builder = definition.builder;
    this.build = definition.build;
    this.members = List.copyOf(definition.members);
    this.members.forEach(member -> byName.put(member.name, member));
    this.extras = extras;
    this.setExtras = setExtras;
  }

  /**
   * Begins the definition of a type.
   *
   * @param name the name of the type
   * @param builder makes what builds objects
   * @param build builds an object
   * @param <R> the type of the objects
   * @param <B> the type of what builds them
   * @return the definition, without members
   */
  public static <R, B> Definition<R, B> of(String name, Supplier<B> builder, Function<B, R> build) {
    return new Definition<>(name, builder, build);
  }

  @Override
  public R read(JsonNode node) {
    if (!node.isObject()) {
      throw JsonMismatchException.wanted("an object", node);
    }
    B target = builder.get();
    for (Member<R, B> member : members) {
      try {
        member.read(node.get(member.name), target);
      } catch (JsonMismatchException error) {
        throw error.below(member.name);
      }
    }
    Map<String, JsonNode> unknown = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!byName.containsKey(entry.getKey())) {
        unknown.put(entry.getKey(), entry.getValue());
      }
    }
    setExtras.accept(target, unknown);
    return build.apply(target);
  }

  @Override
  public JsonNode write(R value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    members.forEach(member -> member.write(value, object));
    extras
        .apply(value)
        .forEach(
            (key, extra) -> {
              if (!byName.containsKey(key)) {
                object.set(key, extra);
              }
            });
    return object;
  }

  @Override
  public ObjectShape shape() {
    Set<String> required = new LinkedHashSet<>();
    Map<String, JsonNode> constants = new LinkedHashMap<>();
    for (Member<R, B> member : members) {
      if (member.required) {
        required.add(member.name);
      }
      if (member.constant != null) {
        constants.put(member.name, member.constant);
      }
    }
    return new ObjectShape(true, byName.keySet(), required, constants);
  }

  /**
   * Whether two objects have the same members.
   *
   * @param one an object
   * @param other another
   * @return whether they are equal
   */
  public boolean equal(R one, R other) {
    return Arrays.deepEquals(values(one), values(other));
  }

  /**
   * A hash code that goes with {@link #equal}.
   *
   * @param value an object
   * @return the hash code
   */
  public int hash(R value) {
    return Arrays.deepHashCode(values(value));
  }

  /**
   * An object for people to read, with the members that it has.
   *
   * @param value an object
   * @return the text
   */
  public String describe(R value) {
    List<String> parts = new ArrayList<>();
    for (Member<R, B> member : members) {
      JsonField<?> field = member.get.apply(value);
      if (!field.isAbsent()) {
        parts.add(member.name + "=" + field);
      }
    }
    extras.apply(value).forEach((key, extra) -> parts.add(key + "=" + extra));
    return name + "[" + String.join(", ", parts) + "]";
  }

  private @Nullable Object[] values(R value) {
    List<@Nullable Object> found = new ArrayList<>();
    members.forEach(member -> found.add(member.get.apply(value)));
    found.add(extras.apply(value));
    return found.toArray();
  }

  /** One member: where it is in an object, and how it gets there. */
  private static final class Member<R, B> {
    final String name;
    final boolean required;
    final @Nullable JsonNode constant;
    final Function<R, JsonField<?>> get;
    private final Reader<B> reader;
    private final BiConsumer<R, ObjectNode> writer;

    Member(
        String name,
        boolean required,
        @Nullable JsonNode constant,
        Function<R, JsonField<?>> get,
        Reader<B> reader,
        BiConsumer<R, ObjectNode> writer) {
      this.name = name;
      this.required = required;
      this.constant = constant;
      this.get = get;
      this.reader = reader;
      this.writer = writer;
    }

    void read(@Nullable JsonNode node, B target) {
      if (node != null) {
        reader.read(node, target);
      } else if (required) {
        throw new JsonMismatchException("it is required, and not there");
      }
    }

    void write(R value, ObjectNode object) {
      writer.accept(value, object);
    }
  }

  private interface Reader<B> {
    void read(JsonNode node, B target);
  }

  /**
   * The members of a type, in their order.
   *
   * @param <R> the type of the objects
   * @param <B> the type of what builds them
   */
  public static final class Definition<R, B> {
    private final String name;
    private final Supplier<B> builder;
    private final Function<B, R> build;
    private final List<Member<R, B>> members = new ArrayList<>();

    private Definition(String name, Supplier<B> builder, Function<B, R> build) {
      this.name = name;
      this.builder = builder;
      this.build = build;
    }

    /**
     * A member that is always there.
     *
     * @param name its name in JSON
     * @param type its type
     * @param get takes it from an object
     * @param set gives it to a builder
     * @param <T> its type
     * @return this
     */
    public <T extends @Nullable Object> Definition<R, B> required(
        String name, JsonType<T> type, Function<R, T> get, BiConsumer<B, T> set) {
      return add(
          name,
          true,
          type,
          value -> JsonField.of(get.apply(value)),
          (node, target) -> set.accept(target, type.read(node)),
          (value, object) -> object.set(name, type.write(get.apply(value))));
    }

    /**
     * A member that may be left out. A null is read as absent, unless the type takes it.
     *
     * @param name its name in JSON
     * @param type its type
     * @param get takes it from an object, null where it is absent
     * @param set gives it to a builder
     * @param <T> its type
     * @return this
     */
    public <T> Definition<R, B> optional(
        String name, JsonType<T> type, Function<R, @Nullable T> get, BiConsumer<B, T> set) {
      return add(
          name,
          false,
          type,
          value -> given(get.apply(value)),
          (node, target) -> {
            if (!node.isNull() || type.takesNull()) {
              set.accept(target, type.read(node));
            }
          },
          (value, object) -> {
            T member = get.apply(value);
            if (member != null) {
              object.set(name, type.write(member));
            }
          });
    }

    /**
     * A member that may be left out, and may be null.
     *
     * @param name its name in JSON
     * @param type its type
     * @param get takes it from an object
     * @param set gives it to a builder
     * @param <T> its type
     * @return this
     */
    public <T> Definition<R, B> nullable(
        String name,
        JsonType<T> type,
        Function<R, JsonField<T>> get,
        BiConsumer<B, @Nullable T> set) {
      return add(
          name,
          false,
          type,
          get::apply,
          (node, target) -> set.accept(target, node.isNull() ? null : type.read(node)),
          (value, object) -> {
            JsonField<T> member = get.apply(value);
            if (!member.isAbsent()) {
              object.set(name, member.value().map(type::write).orElse(null));
            }
          });
    }

    /**
     * Ends the definition with the members that the type does not know, of any type.
     *
     * @param get takes them from an object
     * @param set gives them to a builder
     * @return the type
     */
    public RecordType<R, B> extras(
        Function<R, Map<String, JsonNode>> get, BiConsumer<B, Map<String, JsonNode>> set) {
      return new RecordType<>(this, get, set);
    }

    /**
     * Ends the definition with the members that the type does not know, all of one type.
     *
     * @param type their type
     * @param get takes them from an object
     * @param set gives them to a builder
     * @param <T> their type
     * @return the type
     */
    public <T extends @Nullable Object> RecordType<R, B> extras(
        JsonType<T> type, Function<R, Map<String, T>> get, BiConsumer<B, Map<String, T>> set) {
      JsonType<Map<String, T>> all = JsonTypes.map(type);
      return new RecordType<>(
          this,
          value -> members(all.write(get.apply(value))),
          (target, extras) -> set.accept(target, all.read(object(extras))));
    }

    private static <T> JsonField<T> given(@Nullable T value) {
      return value == null ? JsonField.absent() : JsonField.of(value);
    }

    private static ObjectNode object(Map<String, JsonNode> members) {
      return JsonNodeFactory.instance.objectNode().setAll(members);
    }

    private static Map<String, JsonNode> members(JsonNode object) {
      Map<String, JsonNode> found = new LinkedHashMap<>();
      object.properties().forEach(entry -> found.put(entry.getKey(), entry.getValue()));
      return found;
    }

    private Definition<R, B> add(
        String member,
        boolean required,
        JsonType<?> type,
        Function<R, JsonField<?>> get,
        Reader<B> reader,
        BiConsumer<R, ObjectNode> writer) {
      JsonNode constant = type instanceof ConstantType<?> one ? one.json() : null;
      members.add(new Member<>(member, required, constant, get, reader, writer));
      return this;
    }
  }
}
