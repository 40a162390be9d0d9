package defaults.client.internal;

/** How an argument that is no scalar is spelled (OpenAPI 3.1, section 4.8.12.3). */
public enum Style {
  /** {@code a,b}. */
  SIMPLE,
  /** {@code .a.b}. */
  LABEL,
  /** {@code ;name=a,b}. */
  MATRIX,
  /** {@code name=a&name=b}. */
  FORM,
  /** {@code name=a%20b}. */
  SPACE_DELIMITED,
  /** {@code name=a%7Cb}. */
  PIPE_DELIMITED,
  /** {@code name[key]=a}. */
  DEEP_OBJECT
}
