package responseheaders.client.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON in one form, and JSON without loss.
 *
 * <p>Written, the same bytes from a client in any language: UTF-8 without spaces, members in the
 * order of the API's schema, strings that escape what RFC 8259 (section 7) says must be, integers
 * in all their digits, other numbers as RFC 8785 (section 3.2.2.3) writes them.
 *
 * <p>Read: numbers that are whole are integers, however they are written, and exact. NaN, Infinity
 * and a number of more than 400 digits are no JSON.
 */
public final class CanonicalJson {
  private static final int MOST_DIGITS = 400;
  private static final int DEEPEST = 900;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .maxNestingDepth(DEEPEST)
                .build());
  }

  private CanonicalJson() {}

  /**
   * Writes a value.
   *
   * @param value a JSON value
   * @return its canonical form
   * @throws IllegalArgumentException where a number is not finite, or a text is no Unicode
   */
  public static byte[] encode(JsonNode value) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text(value)));
      byte[] content = new byte[bytes.remaining()];
      bytes.get(content);
      return content;
    } catch (CharacterCodingException error) {
      throw new IllegalArgumentException("a text is no Unicode: it has half a character", error);
    }
  }

  /**
   * Writes a value as text.
   *
   * @param value a JSON value
   * @return its canonical form
   * @throws IllegalArgumentException where a number is not finite
   */
  public static String text(JsonNode value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /**
   * Reads a JSON text.
   *
   * @param content UTF-8
   * @return the value
   * @throws IllegalArgumentException where it is no JSON, or is nested too deeply
   */
  public static JsonNode decode(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      JsonNode value = MAPPER.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
      if (value == null || value.isMissingNode()) {
        throw new IllegalArgumentException("there is no JSON");
      }
      return wholeNumbers(value);
    } catch (CharacterCodingException error) {
      throw new IllegalArgumentException("the JSON is not in UTF-8", error);
    } catch (JsonProcessingException error) {
      throw new IllegalArgumentException("this is no JSON: " + error.getOriginalMessage(), error);
    }
  }

  /**
   * The text of one value outside JSON: in a path, a query or a header.
   *
   * @param value a JSON value that is no list and no object
   * @return the text
   * @throws IllegalArgumentException where it is one
   */
  public static String scalarText(JsonNode value) {
    if (value.isContainerNode()) {
      throw new IllegalArgumentException("a list or an object cannot stand here");
    }
    return value.isTextual() ? value.textValue() : text(value);
  }

  private static void write(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value, out);
      case ARRAY -> writeArray(value, out);
      case STRING -> writeString(value.textValue(), out);
      case NUMBER -> out.append(number(value));
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL -> out.append("null");
      default -> throw new IllegalArgumentException(value.getNodeType() + " has no JSON form");
    }
  }

  private static void writeObject(JsonNode value, StringBuilder out) {
    char before = '{';
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      out.append(before);
      writeString(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      before = ',';
    }
    out.append(before == '{' ? "{}" : "}");
  }

  private static void writeArray(JsonNode value, StringBuilder out) {
    char before = '[';
    for (JsonNode item : value) {
      out.append(before);
      write(item, out);
      before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
  }

  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (character < ' ') {
            out.append("\\u%04x".formatted((int) character));
          } else {
            out.append(character);
          }
        }
      }
    }
    out.append('"');
  }

  private static String number(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.bigIntegerValue().toString();
    }
    return value.isBigDecimal()
        ? value.decimalValue().toPlainString()
        : DoubleText.of(value.doubleValue());
  }

  /** The same value with its whole numbers as integers and all others as doubles. */
  private static JsonNode wholeNumbers(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().forEach(member -> member.setValue(wholeNumbers(member.getValue())));
    } else if (value instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        array.set(index, wholeNumbers(array.get(index)));
      }
    } else if (value.isBigDecimal()) {
      return wholeNumber(value.decimalValue());
    }
    return value;
  }

  private static JsonNode wholeNumber(BigDecimal exact) {
    if (exact.signum() == 0) {
      return JsonNodeFactory.instance.numberNode(0);
    }
    if ((long) exact.precision() - exact.scale() > MOST_DIGITS) {
      throw new IllegalArgumentException("a number has too many digits");
    }
    BigDecimal bare = exact.stripTrailingZeros();
    return bare.scale() <= 0
        ? JsonNodeFactory.instance.numberNode(bare.toBigIntegerExact())
        : JsonNodeFactory.instance.numberNode(exact.doubleValue());
  }
}
