/**
 * Arguments outside the body, in the styles of OpenAPI (3.1, section 4.8.12)
 * and RFC 6570.
 *
 * Everything but the unreserved characters of RFC 3986 is percent-encoded as
 * UTF-8, brackets and the delimiters of `spaceDelimited` and `pipeDelimited`
 * included. A list or an object without members is not sent, null is the word
 * `null`, and booleans are `true` and `false`.
 */

import { isObject, numberText, stringifyJson } from "./json.js";
import type { Schema } from "./schema.js";
import { isArray, within } from "./schema.js";

/** A name and a value, both ready to be sent. */
export type Pair = readonly [name: string, value: string];

export interface PathStyle {
  readonly style?: "simple" | "label" | "matrix";
  readonly explode?: boolean;
}

export interface CookieStyle {
  /** `cookie` is not percent-encoded (OpenAPI 3.2). */
  readonly style?: "form" | "cookie";
  readonly explode?: boolean;
}

export interface QueryStyle {
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

/** What a parameter is made of: one text, several, or texts with names. */
type Shape = string | readonly unknown[] | Readonly<Record<string, unknown>>;

type Quote = (text: string) => string;

/**
 * What a query value may hold as it is when the API allows it: the reserved
 * characters without the delimiters of the query itself (`&`, `+`, `#`) and
 * without brackets, which no query may hold.
 */
const RESERVED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B|3D)/g;
const DELIMITERS = { form: ",", spaceDelimited: "%20", pipeDelimited: "%7C" };
const NOT_IN_A_HEADER = /[^\t\x20-\x7e]/;

/**
 * What takes the place of `{name}` in a path. Throws where the path would lead
 * elsewhere.
 */
export function pathParameter<T>(
  name: string,
  schema: Schema<T>,
  value: T,
  { style = "simple", explode = false }: PathStyle = {},
): Pair {
  const shape = shapeOf(name, schema, value);
  const text = pathText(quote(name), shape, style, explode);
  if (text === "" || text === "." || text === "..") {
    throw new TypeError(
      `${name} must not be ${JSON.stringify(text)}: the path would lead elsewhere`,
    );
  }
  return [name, text];
}

/** The pairs of a query for one argument, none where it is left out. */
export function queryParameter<T>(
  name: string,
  schema: Schema<T>,
  value: T | undefined,
  { style = "form", explode = true, allowReserved = false }: QueryStyle = {},
): readonly Pair[] {
  if (value === undefined) return [];
  const shape = shapeOf(name, schema, value);
  const encode = allowReserved ? quoteLess : quote;
  if (style === "deepObject") return deep(quote(name), shape, encode);
  if (explode) return exploded(quote(name), shape, encode);
  const joined = flat(shape).map(encode).join(DELIMITERS[style]);
  return joined !== "" || typeof shape === "string"
    ? [[quote(name), joined]]
    : [];
}

/** The header for one argument, none where it is left out. */
export function headerParameter<T>(
  name: string,
  schema: Schema<T>,
  value: T | undefined,
  { explode = false }: { readonly explode?: boolean } = {},
): readonly Pair[] {
  if (value === undefined) return [];
  const shape = shapeOf(name, schema, value);
  return [checkedHeader(name, simple(shape, explode, same))];
}

/** The cookies for one argument, none where it is left out. */
export function cookieParameter<T>(
  name: string,
  schema: Schema<T>,
  value: T | undefined,
  { style = "form", explode = true }: CookieStyle = {},
): readonly Pair[] {
  if (style === "form") return queryParameter(name, schema, value, { explode });
  if (value === undefined) return [];
  const shape = shapeOf(name, schema, value);
  const pairs = explode
    ? exploded(name, shape, same, same)
    : [[name, flat(shape).join(",")] as const];
  return pairs.map((pair) => checkedHeader(...pair));
}

/** A schema whose values travel as their JSON text. */
export function asJson<T>(schema: Schema<T>): Schema<T> {
  return { ...schema, encode: (value) => stringifyJson(schema.encode(value)) };
}

/** A query that is one form. */
export function formQuery(pairs: readonly Pair[]): string {
  return pairs.map((pair) => pair.join("=")).join("&");
}

/** A query that is one JSON text, `undefined` where it is left out. */
export function jsonQuery<T>(
  schema: Schema<T>,
  value: T | undefined,
): string | undefined {
  if (value === undefined) return undefined;
  return quote(stringifyJson(schema.encode(value)));
}

/**
 * The pair itself. Throws a TypeError for characters that no header may have.
 */
export function checkedHeader(name: string, value: string): Pair {
  if (NOT_IN_A_HEADER.test(value)) {
    throw new TypeError(
      `the header ${name} has characters that cannot be sent`,
    );
  }
  return [name, value];
}

/** The path `template` with each `{name}` replaced by its value. */
export function expand(template: string, values: readonly Pair[]): string {
  const known = new Map(values);
  return template.replace(
    /\{([^{}]*)\}/g,
    (_, name: string) => known.get(name) ?? "",
  );
}

/**
 * Percent-encodes all but the unreserved characters (RFC 3986, section 2.3).
 */
export function quote(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function quoteLess(text: string): string {
  return quote(text).replace(RESERVED, decodeURIComponent);
}

function shapeOf<T>(name: string, schema: Schema<T>, value: T): Shape {
  return plainShape(within(name, () => schema.encode(value)));
}

/** What a value is made of, for a place that has no JSON. */
export function plainShape(value: unknown): Shape {
  if (isArray(value)) return given(value);
  if (value instanceof Map) return Object.fromEntries(value) as Shape;
  return isObject(value) ? value : scalarText(value);
}

function given(items: readonly unknown[]): readonly unknown[] {
  return items.filter((item) => item !== undefined);
}

/** The text of a value that is no list and no object. */
export function scalarText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "bigint":
      return numberText(value);
    case "boolean":
      return String(value);
    default:
      if (value === null) return "null";
      throw new TypeError(
        "a list or an object has no form inside another here",
      );
  }
}

function entriesOf(
  shape: Readonly<Record<string, unknown>>,
): [string, unknown][] {
  return Object.entries(shape).filter(([, value]) => value !== undefined);
}

function isList(shape: Shape): shape is readonly unknown[] {
  return Array.isArray(shape);
}

/** All names and values of a shape, one after the other. */
function flat(shape: Shape): string[] {
  if (typeof shape === "string") return [shape];
  return (isList(shape) ? shape : entriesOf(shape).flat()).map(scalarText);
}

function exploded(
  name: string,
  shape: Shape,
  encode: Quote,
  encodeKey: Quote = quote,
): Pair[] {
  if (typeof shape === "string") return [[name, encode(shape)]];
  if (isList(shape))
    return shape.map((item) => [name, encode(scalarText(item))]);
  return entriesOf(shape).map(([key, item]) => [
    encodeKey(key),
    encode(scalarText(item)),
  ]);
}

function same(text: string): string {
  return text;
}

/**
 * `name[key]=value`; objects go deeper, the elements of a list repeat the name.
 */
function deep(name: string, shape: Shape, encode: Quote): Pair[] {
  if (typeof shape === "string") return [[name, encode(shape)]];
  if (isList(shape)) {
    return shape.flatMap((item) => deep(name, plainShape(item), encode));
  }
  return entriesOf(shape).flatMap(([key, item]) =>
    deep(`${name}%5B${quote(key)}%5D`, plainShape(item), encode),
  );
}

function simple(shape: Shape, explode: boolean, encode: Quote): string {
  if (typeof shape === "string") return encode(shape);
  if (isList(shape) || !explode) return flat(shape).map(encode).join(",");
  return entriesOf(shape)
    .map(([key, item]) => `${encode(key)}=${encode(scalarText(item))}`)
    .join(",");
}

function pathText(
  name: string,
  shape: Shape,
  style: "simple" | "label" | "matrix",
  explode: boolean,
): string {
  switch (style) {
    case "simple":
      return simple(shape, explode, quote);
    case "label":
      return `.${simple(shape, explode, quote).replaceAll(",", explode ? "." : ",")}`;
    case "matrix": {
      if (!explode) return matrixPair([name, simple(shape, false, quote)]);
      return exploded(name, shape, quote).map(matrixPair).join("");
    }
  }
}

function matrixPair([name, value]: Pair): string {
  return value === "" ? `;${name}` : `;${name}=${value}`;
}
