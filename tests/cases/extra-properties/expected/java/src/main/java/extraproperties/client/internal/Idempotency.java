package extraproperties.client.internal;

/**
 * A header that makes a call safe to repeat, because the server runs a key once.
 *
 * @param header the header
 * @param form {@code uuid} or {@code hex32}, a UUID without dashes
 * @param duplicate the status that refuses a key which the server knows, 0 where it gives the first
 *     answer again
 */
public record Idempotency(String header, String form, int duplicate) {}
