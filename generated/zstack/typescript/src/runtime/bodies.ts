/** Bodies: how the media types are written and read. */

import { parseJson, stringifyJson } from "./json.js";
import type { JsonValue } from "./json.js";
import type { Body, Payload } from "./operation.js";
import type { Schema } from "./schema.js";
import { contentOf, fileOf } from "./uploads.js";
import type { Upload } from "./uploads.js";

const OCTETS = "application/octet-stream";

/** A JSON body, whose value can be looked at before it is fitted. */
export interface JsonBody<T> extends Body<T> {
  /**
   * The JSON value as the type. Throws a `ShapeError` where it does not fit.
   */
  fit(value: JsonValue): T;
}

/** JSON that fits a schema. */
export function json<T>(
  schema: Schema<T>,
  mediaType = "application/json",
): JsonBody<T> {
  return {
    mediaType,
    isSelfEvident: true,
    accepts: (given) => isJson(given) || given === "",
    read: (response) => schema.decode(readJson(response.content)),
    fit: (value) => schema.decode(value),
  };
}

/** Plain text. */
export function plainText(mediaType = "text/plain"): Body<string> {
  return {
    mediaType,
    accepts: (given) =>
      given.startsWith("text/") || given === "" || given === mediaType,
    read: (response) => response.text,
  };
}

/** No body, or one that nobody described. */
export const noBody: Body<undefined> = {
  mediaType: "",
  accepts: () => true,
  read: () => undefined,
};

/** Whether a media type is JSON (RFC 6839, section 3.1). */
export function isJson(mediaType: string): boolean {
  return mediaType.endsWith("/json") || mediaType.endsWith("+json");
}

/** The JSON value of a body. Throws where it is no UTF-8 or no JSON. */
export function readJson(content: Uint8Array): JsonValue {
  return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(content));
}

/** The canonical JSON of a value, or no body where it is left out. */
export function jsonPayload(
  value: unknown,
  mediaType = "application/json",
): Payload | undefined {
  if (value === undefined) return undefined;
  return payload(mediaType, stringifyJson(value));
}

/** A text in UTF-8, or no body where it is left out. */
export function textPayload(
  value: string | undefined,
  mediaType = "text/plain",
): Payload | undefined {
  if (value === undefined) return undefined;
  const charset = mediaType.startsWith("text/") ? "; charset=utf-8" : "";
  return payload(`${mediaType}${charset}`, value);
}

/**
 * Octets as they are, or no body where they are left out. Where the API allows
 * a range of media types, that of the upload is sent.
 */
export function octetsPayload(
  value: Upload | undefined,
  mediaType = "application/octet-stream",
): Payload | undefined {
  if (value === undefined) return undefined;
  const file = fileOf(value);
  const isOpen = mediaType.includes("*");
  const own = isOpen ? (file.contentType ?? OCTETS) : mediaType;
  return { mediaType: own, content: contentOf(file.content) };
}

/** An object, or `undefined` where all its members are. */
export function unlessEmpty(
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const isGiven = Object.values(members).some((value) => value !== undefined);
  return isGiven ? members : undefined;
}

function payload(mediaType: string, text: string): Payload {
  return { mediaType, content: new TextEncoder().encode(text) };
}
