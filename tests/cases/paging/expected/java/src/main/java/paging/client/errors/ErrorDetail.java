package paging.client.errors;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the API itself says of one error, or of one error that caused another. */
public final class ErrorDetail {
  private final @Nullable String code;
  private final @Nullable String message;
  private final @Nullable String details;

  /**
   * Makes a detail; null stands for what the answer does not have.
   *
   * @param code the error code
   * @param message the short description
   * @param details the long description
   */
  public ErrorDetail(@Nullable String code, @Nullable String message, @Nullable String details) {
    this.code = code;
    this.message = message;
    this.details = details;
  }

  /** {@return the error code} */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** {@return the short description} */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /** {@return the long description} */
  public Optional<String> details() {
    return Optional.ofNullable(details);
  }

  @Override
  public String toString() {
    return Stream.of(code(), message(), details())
        .flatMap(Optional::stream)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(": "));
  }
}
