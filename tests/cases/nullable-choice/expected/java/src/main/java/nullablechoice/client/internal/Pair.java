package nullablechoice.client.internal;

/**
 * A name and a value, both ready to be sent.
 *
 * @param name the name
 * @param value the value
 */
record Pair(String name, String value) {}
