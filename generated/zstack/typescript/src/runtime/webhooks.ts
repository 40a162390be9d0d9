/** The bodies of requests that the API makes. */

import { parseJson } from "./json.js";
import type { JsonValue } from "./json.js";
import { mediaTypeOf } from "./response.js";
import type { Schema } from "./schema.js";

/** A body as a server got it. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** How a body in one media type is read. */
export interface Payload<T> {
  readonly mediaType: string;
  read(body: RawBody): T;
}

/** A body that is JSON. */
export function jsonBody<T>(mediaType: string, schema: Schema<T>): Payload<T> {
  return {
    mediaType,
    read: (body) => schema.decode(parseJson(textOf(body))),
  };
}

/**
 * A body that is a form. A member that comes twice is a list; texts that are
 * JSON where the API documents no text are read as such.
 */
export function formBody<T>(mediaType: string, schema: Schema<T>): Payload<T> {
  return { mediaType, read: (body) => fromForm(schema, textOf(body)) };
}

/** A body that is a text. */
export function textBody(mediaType: string): Payload<string> {
  return { mediaType, read: textOf };
}

/** A body that is nothing but octets. */
export function octetsBody(mediaType: string): Payload<Uint8Array> {
  return { mediaType, read: octetsOf };
}

/**
 * The value of a body. Throws a `ShapeError` where it does not fit, and a
 * SyntaxError where it is no JSON.
 *
 * @param contentType - The header Content-Type; the first payload, where it is
 *   left out.
 */
export function readPayload<T>(
  payloads: readonly [Payload<T>, ...Payload<T>[]],
  body: RawBody,
  contentType = "",
): T {
  const wanted = mediaTypeOf(contentType);
  const found = payloads.find((one) => mediaTypeOf(one.mediaType) === wanted);
  return (found ?? payloads[0]).read(body);
}

function fromForm<T>(schema: Schema<T>, text: string): T {
  const members = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    members.set(name, [...(members.get(name) ?? []), value]);
  }
  const plain = objectOf(members, (value) => value);
  try {
    return schema.decode(plain);
  } catch {
    return schema.decode(objectOf(members, scalarOf));
  }
}

function objectOf(
  members: ReadonlyMap<string, readonly string[]>,
  change: (value: string) => JsonValue,
): Record<string, JsonValue> {
  return Object.fromEntries(
    Array.from(members, ([name, [first = "", ...more]]) => [
      name,
      more.length > 0 ? [first, ...more].map(change) : change(first),
    ]),
  );
}

function scalarOf(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function octetsOf(body: RawBody): Uint8Array {
  return typeof body === "string"
    ? new TextEncoder().encode(body)
    : new Uint8Array(body);
}

function textOf(body: RawBody): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}
