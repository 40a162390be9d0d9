package enumsymbols.client.internal;

/** What of a server-sent event is an element of a stream. */
public enum EventForm {
  /** Its data, as text. */
  TEXT,
  /** Its data, as JSON. */
  JSON,
  /** The whole event, with its data as text. */
  EVENT,
  /** The whole event, with the JSON of its data. */
  EVENT_JSON
}
