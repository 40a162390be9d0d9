package runtimenames.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import runtimenames.client.json.CanonicalJson;

/**
 * Arguments outside the body, in the styles of OpenAPI (3.1, section 4.8.12) and RFC 6570.
 *
 * <p>Everything but the unreserved characters of RFC 3986 is percent-encoded as UTF-8. A list or an
 * object without members is not sent, null is the word {@code null}.
 */
final class Parameters {
  /**
   * What a query value may hold as it is when the API allows it: the reserved characters without
   * the delimiters of the query itself and without brackets.
   */
  private static final String RESERVED = ":/?@!$'()*,;=";

  private static final Pattern NOT_IN_A_HEADER = Pattern.compile("[^\\t\\x20-\\x7e]");

  private Parameters() {}

  /** What takes the place of {@code {name}} in a path. */
  static Pair path(String name, JsonNode value, Style style, boolean explode) {
    String text = pathText(Percent.encode(name), value, style, explode);
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      throw new IllegalArgumentException(
          name + " must not be \"" + text + "\": the path would lead elsewhere");
    }
    return new Pair(name, text);
  }

  /** The pairs of a query for one argument. */
  static List<Pair> query(
      String name, JsonNode value, Style style, boolean explode, boolean allowReserved) {
    String safe = allowReserved ? RESERVED : "";
    String key = Percent.encode(name);
    if (style == Style.DEEP_OBJECT) {
      List<Pair> pairs = new ArrayList<>();
      deep(key, value, safe, pairs);
      return pairs;
    }
    if (explode) {
      return exploded(key, value, safe);
    }
    String delimiter =
        switch (style) {
          case SPACE_DELIMITED -> "%20";
          case PIPE_DELIMITED -> "%7C";
          default -> ",";
        };
    String joined = String.join(delimiter, flat(value, safe));
    return joined.isEmpty() && value.isContainerNode() ? List.of() : List.of(new Pair(key, joined));
  }

  /** A query pair whose value is a JSON text. */
  static Pair json(String name, JsonNode value) {
    return new Pair(Percent.encode(name), Percent.encode(CanonicalJson.text(value)));
  }

  /** Text as a query pair: what a document in the query is. */
  static Pair document(String name, JsonNode value, boolean isJson) {
    return new Pair(Percent.encode(name), Percent.encode(documentText(value, isJson)));
  }

  /** A document as text. */
  static String documentText(JsonNode value, boolean isJson) {
    return isJson || !value.isTextual() ? CanonicalJson.text(value) : value.textValue();
  }

  /** A list or an object in a part of a form, where nothing is percent-encoded. */
  static String plain(JsonNode value, Style style) {
    String delimiter =
        switch (style) {
          case SPACE_DELIMITED -> " ";
          case PIPE_DELIMITED -> "|";
          default -> ",";
        };
    List<String> parts = new ArrayList<>();
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              member -> {
                parts.add(member.getKey());
                parts.add(CanonicalJson.scalarText(member.getValue()));
              });
    } else {
      value.forEach(item -> parts.add(CanonicalJson.scalarText(item)));
    }
    return String.join(delimiter, parts);
  }

  /** Cookies of one argument whose values are sent as they are (OpenAPI 3.2, style cookie). */
  static List<Pair> cookie(String name, JsonNode value, boolean explode) {
    List<Pair> pairs = new ArrayList<>();
    if (explode && value.isObject()) {
      value
          .properties()
          .forEach(
              member ->
                  pairs.add(
                      checkedCookie(member.getKey(), CanonicalJson.scalarText(member.getValue()))));
    } else if (explode && value.isArray()) {
      value.forEach(item -> pairs.add(checkedCookie(name, CanonicalJson.scalarText(item))));
    } else if (value.isContainerNode()) {
      if (!value.isEmpty()) {
        pairs.add(checkedCookie(name, plain(value, Style.FORM)));
      }
    } else {
      pairs.add(checkedCookie(name, CanonicalJson.scalarText(value)));
    }
    return pairs;
  }

  private static Pair checkedCookie(String name, String value) {
    if (NOT_IN_A_HEADER.matcher(value).find() || value.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "the cookie " + name + " has characters that cannot be sent");
    }
    return new Pair(name, value);
  }

  /** The header for one argument. */
  static Pair header(String name, JsonNode value, boolean explode) {
    return checkedHeader(name, simple(value, explode, true));
  }

  /** The pair itself, if no character of it cannot be sent. */
  static Pair checkedHeader(String name, String value) {
    if (NOT_IN_A_HEADER.matcher(value).find()) {
      throw new IllegalArgumentException(
          "the header " + name + " has characters that cannot be sent");
    }
    return new Pair(name, value);
  }

  private static String pathText(String name, JsonNode value, Style style, boolean explode) {
    switch (style) {
      case LABEL -> {
        String text = simple(value, explode, false);
        return "." + (explode ? text.replace(",", ".") : text);
      }
      case MATRIX -> {
        if (!explode) {
          return matrix(name, simple(value, false, false));
        }
        return exploded(name, value, "").stream()
            .map(pair -> matrix(pair.name(), pair.value()))
            .collect(Collectors.joining());
      }
      default -> {
        return simple(value, explode, false);
      }
    }
  }

  private static String matrix(String name, String value) {
    return value.isEmpty() ? ";" + name : ";" + name + "=" + value;
  }

  /** All names and values, one after the other. */
  private static List<String> flat(JsonNode value, String safe) {
    List<String> parts = new ArrayList<>();
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        parts.add(Percent.encode(member.getKey(), safe));
        parts.add(text(member.getValue(), safe));
      }
    } else if (value.isArray()) {
      value.forEach(item -> parts.add(text(item, safe)));
    } else {
      parts.add(text(value, safe));
    }
    return parts;
  }

  private static List<Pair> exploded(String name, JsonNode value, String safe) {
    List<Pair> pairs = new ArrayList<>();
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        pairs.add(new Pair(Percent.encode(member.getKey()), text(member.getValue(), safe)));
      }
    } else if (value.isArray()) {
      value.forEach(item -> pairs.add(new Pair(name, text(item, safe))));
    } else {
      pairs.add(new Pair(name, text(value, safe)));
    }
    return pairs;
  }

  /** {@code name[key]=value}; objects go deeper, the elements of a list repeat the name. */
  private static void deep(String name, JsonNode value, String safe, List<Pair> pairs) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        String below = name + "%5B" + Percent.encode(member.getKey()) + "%5D";
        deep(below, member.getValue(), safe, pairs);
      }
    } else if (value.isArray()) {
      value.forEach(item -> deep(name, item, safe, pairs));
    } else {
      pairs.add(new Pair(name, text(value, safe)));
    }
  }

  private static String simple(JsonNode value, boolean explode, boolean raw) {
    if (value.isObject()) {
      String between = explode ? "=" : ",";
      return value.properties().stream()
          .map(
              member ->
                  quoted(member.getKey(), raw)
                      + between
                      + quoted(CanonicalJson.scalarText(member.getValue()), raw))
          .collect(Collectors.joining(","));
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(item -> quoted(CanonicalJson.scalarText(item), raw))
          .collect(Collectors.joining(","));
    }
    return quoted(CanonicalJson.scalarText(value), raw);
  }

  private static String quoted(String text, boolean raw) {
    return raw ? text : Percent.encode(text);
  }

  private static String text(JsonNode scalar, String safe) {
    return Percent.encode(CanonicalJson.scalarText(scalar), safe);
  }
}
