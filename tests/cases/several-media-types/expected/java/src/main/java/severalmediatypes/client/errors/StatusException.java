package severalmediatypes.client.errors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import severalmediatypes.client.Reply;

/** The status of the answer says that the call failed. */
public class StatusException extends ResponseException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param reply the answer
   * @param failure what its body says
   */
  public StatusException(String message, Reply reply, Failure failure) {
    super(message, reply, null);
    this.failure = failure;
  }

  /**
   * The body of an answer that means failure.
   *
   * @param json the body, where it is JSON
   * @param model the body as the documented type, where it fits
   * @param chain the error and its causes, outermost first; empty where the body has none
   */
  public record Failure(Optional<JsonNode> json, Optional<Object> model, List<ErrorDetail> chain) {
    /** What is known of a body that is no JSON. */
    public static final Failure UNKNOWN =
        new Failure(Optional.empty(), Optional.empty(), List.of());
  }

  /** {@return the body, where it is JSON} */
  public final Optional<JsonNode> json() {
    return failure.json();
  }

  /**
   * The body as the type that the API documents for this failure.
   *
   * @param type the class of the documented type
   * @param <T> the documented type
   * @return the body, empty where it does not fit or is documented as another type
   */
  public final <T> Optional<T> body(Class<T> type) {
    return failure.model().filter(type::isInstance).map(type::cast);
  }

  /** {@return the API's own error code} */
  public final Optional<String> code() {
    return outermost().flatMap(ErrorDetail::code);
  }

  /** {@return the API's own short description} */
  public final Optional<String> description() {
    return outermost().flatMap(ErrorDetail::message);
  }

  /** {@return the API's own long description} */
  public final Optional<String> details() {
    return outermost().flatMap(ErrorDetail::details);
  }

  /** {@return what led to the error, the root cause last} */
  public final List<ErrorDetail> causes() {
    return failure.chain().isEmpty()
        ? List.of()
        : failure.chain().subList(1, failure.chain().size());
  }

  private Optional<ErrorDetail> outermost() {
    return failure.chain().stream().findFirst();
  }
}
