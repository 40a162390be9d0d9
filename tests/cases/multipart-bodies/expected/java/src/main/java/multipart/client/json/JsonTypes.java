package multipart.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import multipart.client.Upload;
import org.jspecify.annotations.Nullable;

/** The types that JSON has, and those that it holds as texts. */
public final class JsonTypes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Texts. */
  public static final JsonType<String> STRING =
      scalar("a text", JsonNode::isTextual, JsonNode::textValue, NODES::textNode);

  /** True and false. */
  public static final JsonType<Boolean> BOOLEAN =
      scalar("a boolean", JsonNode::isBoolean, JsonNode::booleanValue, NODES::booleanNode);

  /** Integers of 64 bits, exact. */
  public static final JsonType<Long> LONG =
      scalar("an integer of 64 bits", JsonNode::isNumber, JsonTypes::exactLong, NODES::numberNode);

  /** Integers of 32 bits, exact. */
  public static final JsonType<Integer> INTEGER =
      scalar(
          "an integer of 32 bits",
          JsonNode::isNumber,
          node -> Math.toIntExact(exactLong(node)),
          NODES::numberNode);

  /** Numbers. */
  public static final JsonType<Double> DOUBLE =
      scalar("a number", JsonNode::isNumber, JsonNode::doubleValue, NODES::numberNode);

  /** Decimal numbers of any length, which are texts in JSON. */
  public static final JsonType<BigDecimal> DECIMAL =
      text("a decimal number", BigDecimal::new, BigDecimal::toPlainString);

  /** Moments (RFC 3339, section 5.6). One that names no zone is read as UTC. */
  public static final JsonType<OffsetDateTime> DATE_TIME =
      text("a date and time", DateTimes::read, DateTimes::write);

  /** Days (RFC 3339, section 5.6). */
  public static final JsonType<LocalDate> DATE =
      text("a date", LocalDate::parse, LocalDate::toString);

  /** UUIDs (RFC 9562). */
  public static final JsonType<UUID> UUID_TEXT = text("a UUID", JsonTypes::uuid, UUID::toString);

  /** Octets, which are base64 in JSON (RFC 4648, section 4; section 5 is read too). */
  public static final JsonType<byte[]> BASE64 =
      text("base64", JsonTypes::octets, Base64.getEncoder()::encodeToString);

  /** Octets that are sent in a form; what is read is a text. */
  public static final JsonType<Upload> UPLOAD =
      scalar(
          "a text",
          JsonNode::isTextual,
          node -> Upload.of(node.textValue().getBytes(StandardCharsets.UTF_8)),
          NODES::pojoNode);

  /** Any JSON value, null included. */
  public static final JsonType<JsonNode> ANY =
      new JsonType<>() {
        @Override
        public JsonNode read(JsonNode node) {
          return node;
        }

        @Override
        public JsonNode write(JsonNode value) {
          return value;
        }

        @Override
        public boolean takesNull() {
          return true;
        }
      };

  private JsonTypes() {}

  /**
   * The same type, or null.
   *
   * @param of the type of what is not null
   * @param <T> the type of the values
   * @return the type
   */
  public static <T> JsonType<@Nullable T> nullable(JsonType<T> of) {
    return new JsonType<>() {
      @Override
      public @Nullable T read(JsonNode node) {
        return node.isNull() ? null : of.read(node);
      }

      @Override
      public JsonNode write(@Nullable T value) {
        return value == null ? NullNode.getInstance() : of.write(value);
      }

      @Override
      public boolean takesNull() {
        return true;
      }

      @Override
      public ObjectShape shape() {
        return of.shape();
      }
    };
  }

  /**
   * Lists.
   *
   * @param item the type of the items
   * @param <T> the type of the items
   * @return the type
   */
  public static <T extends @Nullable Object> JsonType<List<T>> list(JsonType<T> item) {
    return new JsonType<>() {
      @Override
      public List<T> read(JsonNode node) {
        if (!node.isArray()) {
          throw JsonMismatchException.wanted("a list", node);
        }
        List<T> items = new ArrayList<>(node.size());
        for (JsonNode one : node) {
          try {
            items.add(item.read(one));
          } catch (JsonMismatchException error) {
            throw error.below("[" + items.size() + "]");
          }
        }
        return Collections.unmodifiableList(items);
      }

      @Override
      public JsonNode write(List<T> value) {
        ArrayNode array = NODES.arrayNode();
        value.forEach(one -> array.add(item.write(one)));
        return array;
      }
    };
  }

  /**
   * Objects whose members all have one type.
   *
   * @param value the type of the members
   * @param <T> the type of the members
   * @return the type
   */
  public static <T extends @Nullable Object> JsonType<Map<String, T>> map(JsonType<T> value) {
    return new JsonType<>() {
      @Override
      public Map<String, T> read(JsonNode node) {
        if (!node.isObject()) {
          throw JsonMismatchException.wanted("an object", node);
        }
        Map<String, T> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          try {
            members.put(member.getKey(), value.read(member.getValue()));
          } catch (JsonMismatchException error) {
            throw error.below(member.getKey());
          }
        }
        return Collections.unmodifiableMap(members);
      }

      @Override
      public JsonNode write(Map<String, T> members) {
        ObjectNode object = NODES.objectNode();
        members.forEach((name, one) -> object.set(name, value.write(one)));
        return object;
      }
    };
  }

  /**
   * A type that is another one in JSON.
   *
   * @param of the other type
   * @param reader makes a value of what was read; throws what is an {@link
   *     IllegalArgumentException} where it does not fit
   * @param writer the reverse
   * @param <A> the other type
   * @param <B> the type of the values
   * @return the type
   */
  public static <A, B> JsonType<B> mapped(
      JsonType<A> of, Function<A, B> reader, Function<B, A> writer) {
    return new JsonType<>() {
      @Override
      public B read(JsonNode node) {
        return reader.apply(of.read(node));
      }

      @Override
      public JsonNode write(B value) {
        return of.write(writer.apply(value));
      }
    };
  }

  /**
   * A type with one value.
   *
   * @param of the type of the value
   * @param value the value
   * @param <T> the type of the value
   * @return the type
   */
  public static <T> JsonType<T> constant(JsonType<T> of, T value) {
    return new ConstantType<>(of, value);
  }

  /**
   * A type that is looked up when it is needed, so that types can hold each other.
   *
   * @param type gives the type
   * @param <T> the type of the values
   * @return the type
   */
  public static <T extends @Nullable Object> JsonType<T> lazy(Supplier<JsonType<T>> type) {
    return new JsonType<>() {
      @Override
      public T read(JsonNode node) {
        return type.get().read(node);
      }

      @Override
      public JsonNode write(T value) {
        return type.get().write(value);
      }

      @Override
      public boolean takesNull() {
        return type.get().takesNull();
      }

      @Override
      public ObjectShape shape() {
        return type.get().shape();
      }
    };
  }

  private interface Test {
    boolean accepts(JsonNode node);
  }

  private static <T> JsonType<T> scalar(
      String what, Test test, Function<JsonNode, T> reader, Function<T, JsonNode> writer) {
    return new JsonType<>() {
      @Override
      public T read(JsonNode node) {
        if (!test.accepts(node)) {
          throw JsonMismatchException.wanted(what, node);
        }
        try {
          return reader.apply(node);
        } catch (ArithmeticException error) {
          throw JsonMismatchException.wanted(what, node);
        }
      }

      @Override
      public JsonNode write(T value) {
        return writer.apply(value);
      }
    };
  }

  private static <T> JsonType<T> text(
      String what, Function<String, T> reader, Function<T, String> writer) {
    return mapped(
        STRING,
        text -> {
          try {
            return reader.apply(text);
          } catch (IllegalArgumentException | DateTimeException error) {
            throw new JsonMismatchException(what + " is needed, and this is another text");
          }
        },
        writer);
  }

  private static long exactLong(JsonNode node) {
    if (node.isIntegralNumber()) {
      if (!node.canConvertToLong()) {
        throw new ArithmeticException();
      }
      return node.longValue();
    }
    BigDecimal number = node.decimalValue();
    if (number.precision() - number.scale() > 20) {
      throw new ArithmeticException(); // far too long to write its digits out
    }
    return number.longValueExact();
  }

  private static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException();
    }
    return uuid;
  }

  private static byte[] octets(String text) {
    return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
  }
}
