package enums.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import enums.client.ItemStream;
import enums.client.Reply;
import enums.client.json.CanonicalJson;
import enums.client.json.JsonType;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a body in one media type is read.
 *
 * @param mediaType the media type that the API documents, empty for no body
 * @param kind what is read
 * @param reader makes a value of the body; throws an IllegalArgumentException where it does not fit
 * @param fitter makes a value of JSON that was read already, null where the body is not JSON
 * @param <T> the value
 */
public record Body<T extends @Nullable Object>(
    String mediaType,
    Kind kind,
    Function<Reply, T> reader,
    @Nullable Function<JsonNode, T> fitter) {

  /** What a body is. */
  public enum Kind {
    /** JSON. */
    JSON,
    /** Text. */
    TEXT,
    /** Octets, as they come. */
    BYTES,
    /** Elements, as they come. */
    ITEMS,
    /** Nothing, or nothing that was described. */
    NONE
  }

  /**
   * JSON that fits a type.
   *
   * @param type the type
   * @param mediaType the documented media type
   * @param <T> the type
   * @return the body
   */
  public static <T> Body<T> json(JsonType<T> type, String mediaType) {
    return new Body<>(
        mediaType,
        Kind.JSON,
        reply -> type.read(CanonicalJson.decode(reply.content())),
        type::read);
  }

  /**
   * Plain text.
   *
   * @param mediaType the documented media type
   * @return the body
   */
  public static Body<String> text(String mediaType) {
    return new Body<>(mediaType, Kind.TEXT, Reply::text, null);
  }

  /**
   * Octets as they are.
   *
   * @param mediaType the documented media type
   * @return the body
   */
  public static Body<InputStream> bytes(String mediaType) {
    return new Body<>(mediaType, Kind.BYTES, Reply::stream, null);
  }

  /**
   * Server-sent events.
   *
   * @param item the type of what an event holds
   * @param form what of an event is an element
   * @param mediaType the documented media type
   * @param <T> the type of an element
   * @return the body
   */
  public static <T extends @Nullable Object> Body<ItemStream<T>> events(
      JsonType<T> item, EventForm form, String mediaType) {
    return new Body<>(
        mediaType,
        Kind.ITEMS,
        reply -> Items.of(reply, new EventReader(reply.stream(), form), item),
        null);
  }

  /**
   * JSON texts, one a line.
   *
   * @param item the type of what a line holds
   * @param mediaType the documented media type
   * @param <T> the type of an element
   * @return the body
   */
  public static <T extends @Nullable Object> Body<ItemStream<T>> lines(
      JsonType<T> item, String mediaType) {
    return new Body<>(
        mediaType,
        Kind.ITEMS,
        reply -> Items.of(reply, new LineReader(reply.stream()), item),
        null);
  }

  /** {@return no body, or one that nobody described} */
  public static Body<@Nullable Void> none() {
    return new Body<>("", Kind.NONE, reply -> null, null);
  }

  /**
   * The same body as another value.
   *
   * @param mapping makes the other value
   * @param <U> the other value
   * @return the body
   */
  public <U> Body<U> as(Function<T, U> mapping) {
    Function<JsonNode, T> fit = fitter;
    return new Body<>(
        mediaType, kind, reader.andThen(mapping), fit == null ? null : fit.andThen(mapping));
  }

  boolean accepts(String type) {
    return switch (kind) {
      case JSON -> isJson(type) || type.isEmpty();
      case TEXT -> type.startsWith("text/") || type.isEmpty() || type.equals(mediaType);
      case ITEMS -> type.equals(mediaType) || type.isEmpty();
      case BYTES, NONE -> true;
    };
  }

  boolean hasItems() {
    return kind == Kind.ITEMS;
  }

  /** Whether the body is handed on while it comes. */
  boolean isLive() {
    return kind == Kind.BYTES || kind == Kind.ITEMS;
  }

  /** Whether the body is documented for just this media type: {@code image/*} is for some. */
  boolean names(String type) {
    String bare = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return bare.equals(type)
        || (bare.endsWith("/*") && type.startsWith(bare.substring(0, bare.length() - 1)));
  }

  T read(Reply reply) {
    return reader.apply(reply);
  }

  /** The body as a value, where its JSON was read already. */
  T fit(JsonNode json, Reply reply) {
    return fitter == null ? reader.apply(reply) : fitter.apply(json);
  }

  /** JSON under any of its names (RFC 6839, section 3.1). */
  private static boolean isJson(String type) {
    return type.endsWith("/json") || type.endsWith("+json");
  }
}
