package archive.client.internal;

import archive.client.json.CanonicalJson;
import archive.client.json.JsonField;
import archive.client.json.JsonType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call: the operation, and what its arguments became.
 *
 * @param <T> what the call returns
 */
public final class Call<T extends @Nullable Object> {
  final Operation<T> operation;
  final List<Pair> path = new ArrayList<>();
  final List<Pair> query = new ArrayList<>();
  final List<Pair> headers = new ArrayList<>();
  final List<Pair> cookies = new ArrayList<>();
  @Nullable Payload body;

  private Call(Operation<T> operation) {
    this.operation = operation;
  }

  /**
   * A call without arguments.
   *
   * @param operation the operation
   * @param <T> what the call returns
   * @return the call
   */
  public static <T extends @Nullable Object> Call<T> of(Operation<T> operation) {
    return new Call<>(operation);
  }

  /**
   * The JSON value of an argument that is there.
   *
   * @param type its type
   * @param value its value
   * @param <V> its type
   * @return the JSON value
   */
  public static <V extends @Nullable Object> Optional<JsonNode> json(JsonType<V> type, V value) {
    return Optional.of(type.write(value));
  }

  /**
   * The JSON value of an argument that may be left out.
   *
   * @param type its type
   * @param value its value
   * @param <V> its type
   * @return the JSON value, empty where there is none
   */
  public static <V> Optional<JsonNode> json(JsonType<V> type, Optional<V> value) {
    return value.map(type::write);
  }

  /**
   * The JSON value of an argument that may be left out, and may be null.
   *
   * @param type its type
   * @param value its value
   * @param <V> its type
   * @return the JSON value, empty where there is none
   */
  public static <V> Optional<JsonNode> json(JsonType<V> type, JsonField<V> value) {
    return value.isAbsent()
        ? Optional.empty()
        : Optional.of(value.value().map(type::write).orElse(NullNode.getInstance()));
  }

  /**
   * An argument in the path.
   *
   * @param name the variable
   * @param value the argument
   * @param style its style
   * @param explode whether its parts stand apart
   * @return this
   */
  public Call<T> path(String name, Optional<JsonNode> value, Style style, boolean explode) {
    path.add(Parameters.path(name, value.orElse(NullNode.getInstance()), style, explode));
    return this;
  }

  /**
   * An argument in the query.
   *
   * @param name its name
   * @param value the argument, empty where it was left out
   * @param style its style
   * @param explode whether its parts stand apart
   * @param allowReserved whether reserved characters are sent as they are
   * @return this
   */
  public Call<T> query(
      String name, Optional<JsonNode> value, Style style, boolean explode, boolean allowReserved) {
    value.ifPresent(
        given -> query.addAll(Parameters.query(name, given, style, explode, allowReserved)));
    return this;
  }

  /**
   * An argument in the query that is a JSON text.
   *
   * @param name its name
   * @param value the argument, empty where it was left out
   * @return this
   */
  public Call<T> jsonQuery(String name, Optional<JsonNode> value) {
    value.ifPresent(given -> query.add(Parameters.json(name, given)));
    return this;
  }

  /**
   * An argument in a header.
   *
   * @param name its name
   * @param value the argument, empty where it was left out
   * @param explode whether its parts stand apart
   * @return this
   */
  public Call<T> header(String name, Optional<JsonNode> value, boolean explode) {
    value.ifPresent(given -> headers.add(Parameters.header(name, given, explode)));
    return this;
  }

  /**
   * An argument in a cookie.
   *
   * @param name its name
   * @param value the argument, empty where it was left out
   * @param explode whether its parts stand apart
   * @return this
   */
  public Call<T> cookie(String name, Optional<JsonNode> value, boolean explode) {
    value.ifPresent(
        given -> cookies.addAll(Parameters.query(name, given, Style.FORM, explode, false)));
    return this;
  }

  /**
   * A body of JSON.
   *
   * @param mediaType its media type
   * @param value the value, empty where it was left out
   * @return this
   */
  public Call<T> jsonBody(String mediaType, Optional<JsonNode> value) {
    value.ifPresent(given -> body = new Payload(mediaType, CanonicalJson.encode(given)));
    return this;
  }

  /**
   * A body of JSON that is an object.
   *
   * @param mediaType its media type
   * @param members its members
   * @return this
   */
  public Call<T> jsonBody(String mediaType, Members members) {
    return jsonBody(mediaType, Optional.of(members.json()));
  }

  /**
   * A body of JSON that is an object, and is left out without members.
   *
   * @param mediaType its media type
   * @param members its members
   * @return this
   */
  public Call<T> jsonBodyUnlessEmpty(String mediaType, Members members) {
    return members.json().isEmpty() ? this : jsonBody(mediaType, members);
  }

  /**
   * A body of names and values, as in {@code application/x-www-form-urlencoded}.
   *
   * @param value the object whose members they are, empty where it was left out
   * @return this
   */
  public Call<T> formBody(Optional<JsonNode> value) {
    value.ifPresent(given -> body = form(given));
    return this;
  }

  /**
   * A body of names and values that are given one by one.
   *
   * @param members the names and values
   * @return this
   */
  public Call<T> formBody(Members members) {
    return formBody(Optional.of(members.json()));
  }

  /**
   * A body of names and values that are given one by one, left out where there are none.
   *
   * @param members the names and values
   * @return this
   */
  public Call<T> formBodyUnlessEmpty(Members members) {
    return members.json().isEmpty() ? this : formBody(members);
  }

  /**
   * A body of text.
   *
   * @param mediaType its media type
   * @param value the text, empty where it was left out
   * @return this
   */
  public Call<T> textBody(String mediaType, Optional<String> value) {
    String type = mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType;
    value.ifPresent(text -> body = new Payload(type, text.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /**
   * A body of octets.
   *
   * @param mediaType its media type
   * @param value the octets, empty where they were left out
   * @return this
   */
  public Call<T> bytesBody(String mediaType, Optional<byte[]> value) {
    value.ifPresent(octets -> body = new Payload(mediaType, octets));
    return this;
  }

  private static Payload form(JsonNode members) {
    String text =
        members.properties().stream()
            .flatMap(
                member ->
                    Parameters.query(member.getKey(), member.getValue(), Style.FORM, true, false)
                        .stream())
            .map(pair -> pair.name() + "=" + pair.value())
            .collect(Collectors.joining("&"));
    return new Payload("application/x-www-form-urlencoded", text.getBytes(StandardCharsets.UTF_8));
  }
}
