package enumsymbols.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import enumsymbols.client.Upload;
import enumsymbols.client.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Objects as forms: {@code application/x-www-form-urlencoded}, and those of several parts. */
final class Forms {
  private static final String LINE = "\r\n";

  private Forms() {}

  /** Names and values (OpenAPI 3.1, section 4.8.14.4). */
  static String encoded(JsonNode object, List<FormPart> parts) {
    Map<String, FormPart> known = byName(parts);
    return object.properties().stream()
        .flatMap(
            member ->
                pairs(
                    known.getOrDefault(member.getKey(), FormPart.of(member.getKey())),
                    member.getValue())
                    .stream())
        .map(pair -> pair.name() + "=" + pair.value())
        .collect(Collectors.joining("&"));
  }

  /** Several parts (RFC 7578), with names escaped as browsers do. */
  static Payload multipart(
      String mediaType, JsonNode object, List<FormPart> parts, String boundary) {
    Map<String, FormPart> known = byName(parts);
    List<Octets> written = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      FormPart part = known.getOrDefault(member.getKey(), FormPart.of(member.getKey()));
      for (JsonNode value : values(part, member.getValue())) {
        add(part, value, boundary, written);
      }
    }
    written.add(text("--" + boundary + "--" + LINE));
    return new Payload(mediaType + "; boundary=" + boundary, Octets.joined(written));
  }

  private static Map<String, FormPart> byName(List<FormPart> parts) {
    return parts.stream()
        .collect(
            Collectors.toMap(
                FormPart::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
  }

  private static List<Pair> pairs(FormPart part, JsonNode value) {
    Style style = part.style() == null ? Style.FORM : part.style();
    boolean whole = part.isJson() || (part.style() == null && value.isObject());
    if (whole && part.repeated() && value.isArray()) {
      List<Pair> pairs = new ArrayList<>();
      value.forEach(item -> pairs.add(Parameters.json(part.name(), item)));
      return pairs;
    }
    return whole
        ? List.of(Parameters.json(part.name(), value))
        : Parameters.query(part.name(), value, style, part.explode(), part.reserved());
  }

  /** The values that have a part of their own; null has none. */
  private static List<JsonNode> values(FormPart part, JsonNode value) {
    List<JsonNode> values = new ArrayList<>();
    if (value.isArray() && part.repeated() && (part.style() == null || part.explode())) {
      value.forEach(values::add);
    } else {
      values.add(value);
    }
    values.removeIf(JsonNode::isNull);
    return values;
  }

  private static void add(FormPart part, JsonNode value, String boundary, List<Octets> written) {
    String disposition = "form-data; name=\"" + escaped(part.name()) + "\"";
    if (value instanceof POJONode node && node.getPojo() instanceof Upload upload) {
      String file = upload.fileName().orElse(part.name());
      String stated = part.mediaType().isEmpty() ? "application/octet-stream" : part.mediaType();
      written.add(
          head(
              boundary,
              disposition + "; filename=\"" + escaped(file) + "\"",
              upload.mediaType().orElse(stated),
              upload.headers()));
      written.add(Octets.of(upload));
    } else if (part.style() != null && value.isContainerNode()) {
      written.add(head(boundary, disposition, part.mediaType(), Map.of()));
      written.add(text(Parameters.plain(value, part.style())));
    } else if (part.isJson() || value.isContainerNode()) {
      String type = part.mediaType().isEmpty() ? "application/json" : part.mediaType();
      written.add(head(boundary, disposition, type, Map.of()));
      written.add(text(CanonicalJson.text(value)));
    } else {
      written.add(head(boundary, disposition, part.mediaType(), Map.of()));
      written.add(text(CanonicalJson.scalarText(value)));
    }
    written.add(text(LINE));
  }

  private static Octets head(
      String boundary, String disposition, String mediaType, Map<String, String> headers) {
    StringBuilder lines = new StringBuilder("--").append(boundary).append(LINE);
    lines.append("Content-Disposition: ").append(disposition).append(LINE);
    if (!mediaType.isEmpty()) {
      lines.append("Content-Type: ").append(checked(mediaType)).append(LINE);
    }
    headers.forEach(
        (name, value) ->
            lines.append(checked(name)).append(": ").append(checked(value)).append(LINE));
    return text(lines.append(LINE).toString());
  }

  private static String checked(String text) {
    if (text.contains("\r") || text.contains("\n")) {
      throw new IllegalArgumentException("a header of a part must be one line");
    }
    return text;
  }

  /** A name as browsers write it (HTML, section 4.10.21.8). */
  private static String escaped(String name) {
    return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
  }

  private static Octets text(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
