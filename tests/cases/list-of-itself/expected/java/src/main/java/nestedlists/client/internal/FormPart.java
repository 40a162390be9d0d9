package nestedlists.client.internal;

import org.jspecify.annotations.Nullable;

/**
 * How a member of a form is written, where that is not as usual: files as they are, objects and
 * lists as JSON, everything else as text.
 *
 * @param name the member
 * @param mediaType its media type, empty where the API names none
 * @param repeated whether each element of its list is a part of its own
 * @param isJson whether it is JSON whatever its value is
 * @param style how a list or an object is spelled, null where it is not
 * @param explode whether its elements stand apart
 * @param reserved whether reserved characters are sent as they are
 */
public record FormPart(
    String name,
    String mediaType,
    boolean repeated,
    boolean isJson,
    @Nullable Style style,
    boolean explode,
    boolean reserved) {

  /**
   * A member that is written as usual.
   *
   * @param name the member
   * @return the part
   */
  public static FormPart of(String name) {
    return new FormPart(name, "", false, false, null, true, false);
  }

  /**
   * The same part with a media type.
   *
   * @param type the media type
   * @return the part
   */
  public FormPart as(String type) {
    return new FormPart(name, type, repeated, isJson, style, explode, reserved);
  }

  /** {@return the same part, once for each element of a list} */
  public FormPart each() {
    return new FormPart(name, mediaType, true, isJson, style, explode, reserved);
  }

  /** {@return the same part as JSON} */
  public FormPart json() {
    return new FormPart(name, mediaType, repeated, true, style, explode, reserved);
  }

  /**
   * The same part, spelled in a style.
   *
   * @param spelled the style
   * @param apart whether its elements stand apart
   * @param allowReserved whether reserved characters are sent as they are
   * @return the part
   */
  public FormPart style(Style spelled, boolean apart, boolean allowReserved) {
    return new FormPart(name, mediaType, repeated, isJson, spelled, apart, allowReserved);
  }
}
