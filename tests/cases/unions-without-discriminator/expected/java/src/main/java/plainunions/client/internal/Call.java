package plainunions.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plainunions.client.Upload;
import plainunions.client.json.CanonicalJson;
import plainunions.client.json.JsonField;
import plainunions.client.json.JsonType;

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
  @Nullable String wholeQuery;
  @Nullable String address;
  @Nullable String sentTo;
  Payload.@Nullable Maker body;

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
   * An argument in the path that is a document of its own.
   *
   * @param name the variable
   * @param value the argument
   * @param isJson whether it is JSON
   * @return this
   */
  public Call<T> documentPath(String name, Optional<JsonNode> value, boolean isJson) {
    JsonNode document = value.orElse(NullNode.getInstance());
    JsonNode text = TextNode.valueOf(Parameters.documentText(document, isJson));
    path.add(Parameters.path(name, text, Style.SIMPLE, false));
    return this;
  }

  /**
   * An argument in the query that is a document of its own.
   *
   * @param name its name
   * @param value the argument, empty where it was left out
   * @param isJson whether it is JSON
   * @return this
   */
  public Call<T> documentQuery(String name, Optional<JsonNode> value, boolean isJson) {
    value.ifPresent(given -> query.add(Parameters.document(name, given, isJson)));
    return this;
  }

  /**
   * An argument in a header that is a document of its own.
   *
   * @param name its name
   * @param value the argument, empty where it was left out
   * @param isJson whether it is JSON
   * @return this
   */
  public Call<T> documentHeader(String name, Optional<JsonNode> value, boolean isJson) {
    value.ifPresent(
        given ->
            headers.add(Parameters.checkedHeader(name, Parameters.documentText(given, isJson))));
    return this;
  }

  /**
   * An argument in a cookie that is a document of its own.
   *
   * @param name its name
   * @param value the argument, empty where it was left out
   * @param isJson whether it is JSON
   * @return this
   */
  public Call<T> documentCookie(String name, Optional<JsonNode> value, boolean isJson) {
    value.ifPresent(given -> cookies.add(Parameters.document(name, given, isJson)));
    return this;
  }

  /**
   * An argument in a cookie whose values are sent as they are.
   *
   * @param name its name
   * @param value the argument, empty where it was left out
   * @param explode whether its parts stand apart
   * @return this
   */
  public Call<T> plainCookie(String name, Optional<JsonNode> value, boolean explode) {
    value.ifPresent(given -> cookies.addAll(Parameters.cookie(name, given, explode)));
    return this;
  }

  /**
   * The whole query as a form.
   *
   * @param value an object, empty where it was left out
   * @param parts how its members are written, where that is not as usual
   * @return this
   */
  public Call<T> formQuery(Optional<JsonNode> value, FormPart... parts) {
    value.ifPresent(given -> wholeQuery = Forms.encoded(given, List.of(parts)));
    return this;
  }

  /**
   * The whole query as a document.
   *
   * @param value the document, empty where it was left out
   * @param isJson whether it is JSON
   * @return this
   */
  public Call<T> documentQuery(Optional<JsonNode> value, boolean isJson) {
    value.ifPresent(given -> wholeQuery = Percent.encode(Parameters.documentText(given, isJson)));
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
    value.ifPresent(given -> whole(Payload.of(mediaType, CanonicalJson.encode(given))));
    return this;
  }

  /**
   * A body of names and values, as in {@code application/x-www-form-urlencoded}.
   *
   * @param mediaType its media type
   * @param value the object whose members they are, empty where it was left out
   * @param parts how its members are written, where that is not as usual
   * @return this
   */
  public Call<T> formBody(String mediaType, Optional<JsonNode> value, FormPart... parts) {
    value.ifPresent(
        given -> {
          String text = Forms.encoded(given, List.of(parts));
          whole(Payload.of(mediaType, text.getBytes(StandardCharsets.UTF_8)));
        });
    return this;
  }

  /**
   * A body of several parts.
   *
   * @param mediaType its media type
   * @param value the object whose members they are, empty where it was left out
   * @param parts how its members are written, where that is not as usual
   * @return this
   */
  public Call<T> multipartBody(String mediaType, Optional<JsonNode> value, FormPart... parts) {
    value.ifPresent(
        given -> body = boundary -> Forms.multipart(mediaType, given, List.of(parts), boundary));
    return this;
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
    value.ifPresent(text -> whole(Payload.of(type, text.getBytes(StandardCharsets.UTF_8))));
    return this;
  }

  /**
   * A body of octets.
   *
   * @param mediaType its media type
   * @param value the octets, empty where they were left out
   * @return this
   */
  public Call<T> bytesBody(String mediaType, Optional<Upload> value) {
    value.ifPresent(
        upload -> whole(new Payload(upload.mediaType().orElse(mediaType), Octets.of(upload))));
    return this;
  }

  /** Sets what leads to another page. */
  void turnTo(String parameter, String value) {
    Pair turned = new Pair(Percent.encode(parameter), Percent.encode(value));
    query.removeIf(pair -> pair.name().equals(turned.name()));
    query.add(turned);
  }

  private void whole(Payload payload) {
    body = boundary -> payload;
  }
}
