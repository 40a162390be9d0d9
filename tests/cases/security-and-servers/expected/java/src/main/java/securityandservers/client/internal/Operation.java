package securityandservers.client.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the calls of an operation have in common.
 *
 * @param <T> what they return
 */
public final class Operation<T extends @Nullable Object> {
  private static final Set<String> SAFE_TO_REPEAT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  final String id;
  final String method;
  final String path;
  final List<Answer<T>> answers;
  final List<ErrorAnswer> errors;
  final List<List<String>> security;
  final @Nullable Idempotency idempotency;
  final @Nullable LongRunning<T> longRunning;
  final String accept;
  final @Nullable String server;

  private Operation(Builder<T> builder) {
    this.id = builder.id;
    this.method = builder.method;
    this.path = builder.path;
    this.answers = List.copyOf(builder.answers);
    this.errors = List.copyOf(builder.errors);
    this.security = List.copyOf(builder.security);
    this.idempotency = builder.idempotency;
    this.longRunning = builder.longRunning;
    this.server = builder.server;
    this.accept = mediaTypes();
  }

  /**
   * Begins an operation.
   *
   * @param id its id in the description of the API
   * @param method the HTTP method
   * @param path the path, with variables in braces
   * @param <T> what its calls return
   * @return a builder
   */
  public static <T extends @Nullable Object> Builder<T> of(String id, String method, String path) {
    return new Builder<>(id, method, path);
  }

  /** Whether doing it twice is the same as doing it once (RFC 9110, section 9.2.2). */
  boolean isIdempotent() {
    return SAFE_TO_REPEAT.contains(method);
  }

  LongRunning<T> job() {
    if (longRunning == null) {
      throw new IllegalStateException(id + " makes no job");
    }
    return longRunning;
  }

  /** The errors that an answer to the call or to a poll of its job can hold. */
  List<ErrorAnswer> allErrors() {
    List<ErrorAnswer> all = new ArrayList<>(errors);
    if (longRunning != null && longRunning.failure() != null) {
      all.add(longRunning.failure());
    }
    return all;
  }

  /** The media types that the answers may have, for the header Accept. */
  private String mediaTypes() {
    Stream<Body<?>> own = answers.stream().map(Answer::body);
    Stream<Body<?>> result = Stream.ofNullable(longRunning).map(LongRunning::result);
    boolean streams = !answers.isEmpty() && answers.stream().allMatch(one -> one.body().hasItems());
    Stream<Body<?>> failed = streams ? Stream.empty() : errors.stream().map(ErrorAnswer::body);
    Set<String> types =
        Stream.of(own, result, failed)
            .flatMap(bodies -> bodies)
            .map(Body::mediaType)
            .filter(type -> !type.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return types.isEmpty() ? "*/*" : String.join(", ", types);
  }

  /**
   * Builds an {@link Operation}.
   *
   * @param <T> what its calls return
   */
  public static final class Builder<T extends @Nullable Object> {
    private final String id;
    private final String method;
    private final String path;
    private final List<Answer<T>> answers = new ArrayList<>();
    private final List<ErrorAnswer> errors = new ArrayList<>();
    private final List<List<String>> security = new ArrayList<>();
    private @Nullable String server;
    private @Nullable Idempotency idempotency;
    private @Nullable LongRunning<T> longRunning;

    private Builder(String id, String method, String path) {
      this.id = id;
      this.method = method;
      this.path = path;
    }

    /**
     * Adds an answer that means success.
     *
     * @param first its first status
     * @param last its last status
     * @param body its body
     * @return this
     */
    public Builder<T> answer(int first, int last, Body<? extends T> body) {
      answers.add(new Answer<>(new Statuses(first, last), body));
      return this;
    }

    /**
     * Adds an answer that means failure.
     *
     * @param first its first status
     * @param last its last status
     * @param body its body
     * @param shape where the body keeps what
     * @return this
     */
    public Builder<T> error(int first, int last, Body<?> body, @Nullable ErrorShape shape) {
      errors.add(new ErrorAnswer(new Statuses(first, last), body, shape));
      return this;
    }

    /**
     * Adds credentials that are needed together; any one of these sets is enough.
     *
     * @param credentials their ids in the description
     * @return this
     */
    public Builder<T> security(String... credentials) {
      security.add(List.of(credentials));
      return this;
    }

    /**
     * Says that the operation is answered elsewhere than all others.
     *
     * @param url the server as the description names it
     * @return this
     */
    public Builder<T> server(String url) {
      server = url;
      return this;
    }

    /**
     * Says which header makes a call safe to repeat.
     *
     * @param header the header
     * @param form {@code uuid} or {@code hex32}
     * @param duplicate the status that refuses a key which the server knows, else 0
     * @return this
     */
    public Builder<T> idempotency(String header, String form, int duplicate) {
      idempotency = new Idempotency(header, form, duplicate);
      return this;
    }

    /**
     * Says that the call is done later.
     *
     * @param job how its jobs work
     * @return this
     */
    public Builder<T> job(LongRunning<T> job) {
      longRunning = job;
      return this;
    }

    /** {@return the operation} */
    public Operation<T> build() {
      return new Operation<>(this);
    }
  }
}
