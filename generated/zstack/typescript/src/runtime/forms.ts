/**
 * Forms: `application/x-www-form-urlencoded`, and several parts (RFC 7578), which
 * are written as browsers do. What is left out, or null, is not sent.
 */

import { isObject, stringifyJson } from "./json.js";
import type { JsonValue } from "./json.js";
import type { Payload } from "./operation.js";
import { plainShape, queryParameter, quote, scalarText } from "./parameters.js";
import type { Pair, QueryStyle } from "./parameters.js";
import { anything, within } from "./schema.js";
import type { Schema } from "./schema.js";
import { contentOf, fileOf, joined } from "./uploads.js";
import type { Content, Upload } from "./uploads.js";

/** One part of a form: its headers, and its content. */
export interface Part {
  readonly headers: readonly Pair[];
  readonly content: Content;
}

type Given<T> = T | null | undefined;

/** The pairs of a form for one member. */
export function formField<T>(
  name: string,
  schema: Schema<T>,
  value: Given<T>,
  style?: QueryStyle,
): readonly Pair[] {
  if (value === null) return [];
  return queryParameter(name, schema, value, style);
}

/** The pair of a form for a member that is a JSON text. */
export function formJson<T>(
  name: string,
  schema: Schema<T>,
  value: Given<T>,
): readonly Pair[] {
  if (value === undefined || value === null) return [];
  return [[quote(name), quote(jsonOf(name, schema, value))]];
}

/** A pair of a form for each element of a list, each a JSON text. */
export function formJsons<T>(
  name: string,
  schema: Schema<T>,
  values: Given<readonly T[]>,
): readonly Pair[] {
  return (values ?? []).flatMap((one) => formJson(name, schema, one));
}

/** The pairs of a form for members that the API does not list. */
export function formOthers(
  members: unknown,
  listed: readonly string[] = [],
): readonly Pair[] {
  return othersOf(members, listed).flatMap(([name, value]) =>
    formField(name, anything, value),
  );
}

/** A form, or no body where there is none. */
export function formPayload(
  pairs: readonly Pair[] | undefined,
  mediaType = "application/x-www-form-urlencoded",
): Payload | undefined {
  if (!pairs) return undefined;
  const text = pairs.map((pair) => pair.join("=")).join("&");
  return { mediaType, content: new TextEncoder().encode(text) };
}

/** A part that is a text; `mediaType` is "" where the API names none. */
export function textPart<T>(
  name: string,
  schema: Schema<T>,
  value: Given<T>,
  mediaType = "",
): readonly Part[] {
  if (value === undefined || value === null) return [];
  const encoded = within(name, () => schema.encode(value));
  const shape = plainShape(encoded);
  const text =
    typeof shape === "string" ? shape : within(name, () => scalarText(encoded));
  return [part(name, text, mediaType)];
}

/** A part that is a text for each element of a list. */
export function textParts<T>(
  name: string,
  schema: Schema<T>,
  values: Given<readonly T[]>,
  mediaType = "",
): readonly Part[] {
  return (values ?? []).flatMap((one) =>
    textPart(name, schema, one, mediaType),
  );
}

/** A part that is JSON. */
export function jsonPart<T>(
  name: string,
  schema: Schema<T>,
  value: Given<T>,
  mediaType = "application/json",
): readonly Part[] {
  if (value === undefined || value === null) return [];
  return [part(name, jsonOf(name, schema, value), mediaType)];
}

/** A part that is JSON for each element of a list. */
export function jsonParts<T>(
  name: string,
  schema: Schema<T>,
  values: Given<readonly T[]>,
  mediaType = "application/json",
): readonly Part[] {
  return (values ?? []).flatMap((one) =>
    jsonPart(name, schema, one, mediaType),
  );
}

/** A part for a file, or for each of several. */
export function filePart(
  name: string,
  value: Given<Upload | readonly Upload[]>,
  mediaType = "application/octet-stream",
): readonly Part[] {
  if (value === undefined || value === null) return [];
  const uploads = (Array.isArray(value) ? value : [value]) as readonly Upload[];
  return uploads.map((upload) => {
    const file = fileOf(upload);
    return {
      headers: [
        disposition(name, file.fileName ?? name),
        ["Content-Type", file.contentType ?? mediaType],
        ...Object.entries(file.headers ?? {}),
      ],
      content: contentOf(file.content),
    };
  });
}

/** Parts for members that the API does not list. */
export function otherParts(
  members: unknown,
  listed: readonly string[],
): readonly Part[] {
  return othersOf(members, listed).flatMap(([name, value]) =>
    typeof value === "object"
      ? jsonPart(name, anything, value)
      : textPart(name, anything, value),
  );
}

/** A form of several parts, or no body where there is none. */
export function multipartPayload(
  parts: readonly Part[] | undefined,
  mediaType = "multipart/form-data",
): Payload | undefined {
  if (!parts) return undefined;
  return {
    mediaType,
    parts: (boundary) =>
      joined([
        ...parts.flatMap((one) => [
          octets(`--${boundary}\r\n${headText(one.headers)}\r\n`),
          one.content,
          octets("\r\n"),
        ]),
        octets(`--${boundary}--\r\n`),
      ]),
  };
}

/** What `make` makes of a value, nothing for one that is left out. */
export function given<T, Made>(
  value: T,
  make: (value: NonNullable<T>) => Made,
): Made | undefined {
  return value === undefined || value === null ? undefined : make(value);
}

/** A list, or `undefined` where nothing is in it. */
export function unlessNone<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function jsonOf<T>(name: string, schema: Schema<T>, value: T): string {
  return within(name, () => stringifyJson(schema.encode(value)));
}

function othersOf(
  members: unknown,
  listed: readonly string[],
): [string, JsonValue][] {
  if (!isObject(members)) throw new TypeError("a form needs names and values");
  return Object.entries(members).filter(([name]) => !listed.includes(name));
}

function part(name: string, text: string, mediaType: string): Part {
  const type: Pair[] = mediaType === "" ? [] : [["Content-Type", mediaType]];
  return { headers: [disposition(name), ...type], content: octets(text) };
}

function disposition(name: string, fileName?: string): Pair {
  const file =
    fileName === undefined ? "" : `; filename="${inQuotes(fileName)}"`;
  return ["Content-Disposition", `form-data; name="${inQuotes(name)}"${file}`];
}

/**
 * A name inside quotes, as the HTML standard has it ("multipart/form-data
 * encoding algorithm").
 */
function inQuotes(name: string): string {
  return name
    .replaceAll('"', "%22")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function headText(headers: readonly Pair[]): string {
  return headers
    .map(([name, value]) => {
      if (/[\r\n]/.test(name + value)) {
        throw new TypeError(`the header ${name} of a part has a line end`);
      }
      return `${name}: ${value}\r\n`;
    })
    .join("");
}

function octets(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
