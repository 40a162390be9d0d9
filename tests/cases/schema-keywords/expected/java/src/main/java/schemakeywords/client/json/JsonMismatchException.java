package schemakeywords.client.json;

import com.fasterxml.jackson.databind.JsonNode;

/** A JSON value does not fit the type that it is read as. */
public final class JsonMismatchException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Where the value stands. */
  private final String path;

  /** What is wrong with it. */
  private final String problem;

  /**
   * Makes an exception.
   *
   * @param problem what is wrong with the value
   */
  public JsonMismatchException(String problem) {
    this("", problem);
  }

  private JsonMismatchException(String path, String problem) {
    super(path.isEmpty() ? problem : path + ": " + problem);
    this.path = path;
    this.problem = problem;
  }

  /** {@return where the value stands, as in {@code inventory.refs[0].id}; empty for the whole} */
  public String path() {
    return path;
  }

  static JsonMismatchException wanted(String what, JsonNode found) {
    return new JsonMismatchException(what + " is needed, and this is " + kind(found));
  }

  JsonMismatchException below(String step) {
    boolean joined = path.isEmpty() || path.startsWith("[");
    return new JsonMismatchException(step + (joined ? "" : ".") + path, problem);
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case BOOLEAN -> "a boolean";
      case NUMBER -> "the number " + node.asText();
      case NULL -> "null";
      default -> "nothing";
    };
  }
}
