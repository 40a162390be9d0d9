package kennel.client.internal;

/**
 * A body to be sent.
 *
 * @param mediaType its media type
 * @param content its octets
 */
record Payload(String mediaType, byte[] content) {}
