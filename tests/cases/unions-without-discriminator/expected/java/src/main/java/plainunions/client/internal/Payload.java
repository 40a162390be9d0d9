package plainunions.client.internal;

/**
 * A body to be sent.
 *
 * @param mediaType its media type
 * @param octets its octets
 */
record Payload(String mediaType, Octets octets) {

  /** Makes a body when a request is made; {@code boundary} tells its parts from each other. */
  interface Maker {
    Payload make(String boundary);
  }

  static Payload of(String mediaType, byte[] content) {
    return new Payload(mediaType, Octets.of(content));
  }
}
