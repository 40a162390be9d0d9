package extraproperties.client.errors;

import org.jspecify.annotations.Nullable;

/** The client was not told something that the call needs. */
public final class ConfigurationException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what is missing, and how to give it
   */
  public ConfigurationException(String message) {
    this(message, null);
  }

  /**
   * Makes an exception.
   *
   * @param message what is wrong
   * @param cause what said so
   */
  public ConfigurationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
