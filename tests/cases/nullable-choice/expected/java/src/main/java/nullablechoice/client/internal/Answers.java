package nullablechoice.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nullablechoice.client.Reply;
import nullablechoice.client.errors.AuthenticationException;
import nullablechoice.client.errors.BadRequestException;
import nullablechoice.client.errors.ConflictException;
import nullablechoice.client.errors.DecodeException;
import nullablechoice.client.errors.ErrorDetail;
import nullablechoice.client.errors.NotFoundException;
import nullablechoice.client.errors.PermissionDeniedException;
import nullablechoice.client.errors.RateLimitException;
import nullablechoice.client.errors.RedirectException;
import nullablechoice.client.errors.ServerException;
import nullablechoice.client.errors.StatusException;
import nullablechoice.client.errors.StatusException.Failure;
import nullablechoice.client.errors.UnprocessableContentException;
import nullablechoice.client.json.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Answers to values, or to the exception that says what is wrong with them. */
final class Answers {
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_CHAIN = 1000;

  private Answers() {}

  /** The value of an answer. */
  static <T extends @Nullable Object> T result(
      Settings settings, Operation<T> operation, Reply reply) {
    List<Body<? extends T>> bodies = bodies(operation, reply.status());
    if (!bodies.isEmpty()) {
      return read(operation, bodies, reply);
    }
    if (reply.status() >= 200 && reply.status() < 300) {
      throw new DecodeException(
          operation.id + ": the API documents no answer " + reason(reply), reply, null);
    }
    throw statusError(settings, operation, reply);
  }

  /** Whether the body of an answer is handed on while it comes. */
  static boolean isLive(Operation<?> operation, HttpResponse.ResponseInfo answer) {
    String type = Reply.mediaType(answer.headers());
    return isLive(bodies(operation, answer.statusCode()), type);
  }

  private static <T extends @Nullable Object> boolean isLive(
      List<Body<? extends T>> bodies, String type) {
    List<Body<? extends T>> accepting = accepting(bodies, type);
    return !accepting.isEmpty() && accepting.get(0).isLive();
  }

  /** The bodies that an answer may have by its status; the narrowest range of codes decides. */
  private static <T extends @Nullable Object> List<Body<? extends T>> bodies(
      Operation<T> operation, int status) {
    List<Answer<T>> fitting =
        operation.answers.stream().filter(answer -> answer.statuses().contain(status)).toList();
    int width = fitting.stream().mapToInt(answer -> answer.statuses().width()).min().orElse(0);
    List<Body<? extends T>> bodies = new ArrayList<>();
    for (Answer<T> answer : fitting) {
      if (answer.statuses().width() == width) {
        bodies.add(answer.body());
      }
    }
    return bodies;
  }

  /** The bodies that accept a media type, those first that are documented for just this one. */
  private static <B extends Body<?>> List<B> accepting(List<B> bodies, String type) {
    return bodies.stream()
        .filter(body -> body.names(type) || body.accepts(type))
        .sorted(Comparator.comparing(body -> !body.names(type)))
        .toList();
  }

  /**
   * The body of an answer, read by the first of {@code bodies} that accepts its media type. Where
   * none does, the content type may be wrong: the first one that fits is taken.
   */
  static <T extends @Nullable Object> T read(
      Operation<?> operation, List<? extends Body<? extends T>> bodies, Reply reply) {
    List<? extends Body<? extends T>> accepting = accepting(bodies, reply.mediaType());
    IllegalArgumentException failure = null;
    for (Body<? extends T> body : accepting.isEmpty() ? bodies : accepting) {
      try {
        return body.read(reply);
      } catch (IllegalArgumentException error) {
        failure = failure == null ? error : failure;
      }
    }
    String kind = accepting.isEmpty() ? " (its content type is " + reply.mediaType() + ")" : "";
    String problem = failure == null ? "nothing was expected" : failure.getMessage();
    throw new DecodeException(
        "%s: the body of the answer %s%s does not fit the documented type: %s"
            .formatted(operation.id, reason(reply), kind, problem),
        reply,
        failure);
  }

  /** The exception for an answer that means failure. */
  static StatusException statusError(Settings settings, Operation<?> operation, Reply reply) {
    Failure failure = failure(operation.errors, reply);
    String message = operation.id + ": " + describe(settings, reply, failure);
    int status = reply.status();
    return switch (status) {
      case 400 -> new BadRequestException(message, reply, failure);
      case 401 -> new AuthenticationException(message, reply, failure);
      case 403 -> new PermissionDeniedException(message, reply, failure);
      case 404 -> new NotFoundException(message, reply, failure);
      case 409 -> new ConflictException(message, reply, failure);
      case 422 -> new UnprocessableContentException(message, reply, failure);
      case 429 -> new RateLimitException(message, reply, failure);
      default -> {
        if (status >= 300 && status < 400) {
          yield new RedirectException(message, reply, failure);
        }
        yield status >= 500
            ? new ServerException(message, reply, failure)
            : new StatusException(message, reply, failure);
      }
    };
  }

  /** What the body of a failure says. */
  static Failure failure(Collection<ErrorAnswer> documented, Reply reply) {
    Optional<JsonNode> json = json(reply);
    Optional<ErrorAnswer> answer =
        documented.stream()
            .filter(one -> one.statuses().contain(reply.status()))
            .min(Comparator.comparingInt(one -> one.statuses().width()));
    if (json.isEmpty() || answer.isEmpty()) {
      return new Failure(json, Optional.empty(), List.of());
    }
    ErrorShape shape = answer.get().shape();
    List<ErrorDetail> chain = shape == null ? List.of() : chain(json.get(), shape);
    return new Failure(json, fit(answer.get().body(), json.get(), reply), chain);
  }

  /**
   * Whether a failure comes from the API itself and not from something in front of it: it is JSON
   * with the documented error in it, or of the documented type where no part is said to be the
   * error.
   */
  static boolean isOwnError(Operation<?> operation, Reply reply) {
    Optional<JsonNode> json = json(reply);
    return json.isPresent()
        && operation.allErrors().stream()
            .filter(answer -> answer.statuses().contain(reply.status()))
            .anyMatch(answer -> isDocumented(answer, json.get(), reply));
  }

  /** A failure in one line: the status, and what the API says of it. */
  static String describe(Settings settings, Reply reply, Failure failure) {
    List<ErrorDetail> chain = failure.chain();
    String said = chain.isEmpty() ? reply.text().strip() : chain.get(0).toString();
    if (said.length() > LONGEST_TEXT) {
      said = said.substring(0, LONGEST_TEXT) + "...";
    }
    String root = chain.size() > 1 ? " (root cause: " + chain.get(chain.size() - 1) + ")" : "";
    String line = reason(reply) + (said.isEmpty() ? "" : ": ") + said + root;
    return Secrets.scrub(line, settings.credentials().values());
  }

  /** The member at a path of names. */
  static Optional<JsonNode> at(JsonNode value, List<String> path) {
    JsonNode found = value;
    for (String name : path) {
      found = found.isObject() ? found.get(name) : null;
      if (found == null) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  /** The status and its phrase: {@code 404 Not Found}. */
  static String reason(Reply reply) {
    String phrase = StatusPhrases.of(reply.status());
    return phrase.isEmpty() ? String.valueOf(reply.status()) : reply.status() + " " + phrase;
  }

  private static Optional<JsonNode> json(Reply reply) {
    try {
      return Optional.of(CanonicalJson.decode(reply.content()));
    } catch (IllegalArgumentException error) {
      return Optional.empty();
    }
  }

  private static Optional<Object> fit(Body<?> body, JsonNode json, Reply reply) {
    try {
      return Optional.ofNullable(body.fit(json, reply));
    } catch (IllegalArgumentException error) {
      return Optional.empty();
    }
  }

  private static boolean isDocumented(ErrorAnswer answer, JsonNode json, Reply reply) {
    ErrorShape shape = answer.shape();
    return shape == null
        ? fit(answer.body(), json, reply).isPresent()
        : !chain(json, shape).isEmpty();
  }

  /** The error in a body and its causes, outermost first; empty where the body has no error. */
  private static List<ErrorDetail> chain(JsonNode body, ErrorShape shape) {
    List<ErrorDetail> chain = new ArrayList<>();
    Optional<JsonNode> error = at(body, shape.error());
    while (error.isPresent() && error.get().isObject() && chain.size() < LONGEST_CHAIN) {
      JsonNode one = error.get();
      chain.add(
          new ErrorDetail(
              text(one, shape.code()), text(one, shape.message()), text(one, shape.details())));
      error = shape.cause().isEmpty() ? Optional.empty() : at(one, shape.cause());
    }
    return chain;
  }

  private static @Nullable String text(JsonNode error, List<String> path) {
    JsonNode found = path.isEmpty() ? null : at(error, path).orElse(null);
    if (found == null || found.isNull()) {
      return null;
    }
    return found.isTextual() ? found.textValue() : CanonicalJson.text(found);
  }
}
