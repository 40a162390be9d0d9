package discriminator.client.json;

import com.fasterxml.jackson.databind.JsonNode;

/** A value that fits no documented variant, kept as it came. */
public interface RawJson {

  /** {@return the value as it came} */
  JsonNode json();
}
