/** How JSON becomes values of TypeScript's types, and the way back. */

import { ShapeError } from "./shape-error.js";
import { isObject, setMember } from "./json.js";
import type { JsonObject, JsonValue } from "./json.js";
import type { Upload } from "./uploads.js";

/**
 * The documented values of an enumeration, and any other that a newer server
 * may send.
 */
export type Open<Known extends string | number | bigint> =
  Known | (Widened<Known> & Record<never, never>);

type Widened<Known> = Known extends string
  ? string
  : Known extends number
    ? number
    : bigint;

/** The form of a type on the wire. */
export interface Schema<T> {
  /** Reads a JSON value. Throws a `ShapeError` where it does not fit. */
  decode(value: JsonValue): T;
  /** The JSON value of a value, members in the order of the description. */
  encode(value: T): unknown;
  /**
   * How many members of a JSON object it knows; how well it fits, beside
   * others.
   */
  readonly known?: (value: JsonObject) => number;
  /** Whether null is one of its values. */
  readonly takesNull?: boolean;
}

/** A property of a record. */
export interface Property<T> {
  readonly schema: Schema<T>;
  readonly isRequired: boolean;
}

/** The properties of a record, by their wire names. */
export type Properties<T> = {
  readonly [Name in keyof T]-?: Property<Exclude<T[Name], undefined>>;
};

/** Text. */
export const text: Schema<string> = {
  decode: (value) =>
    typeof value === "string" ? value : refuse("a text", value),
  encode: same,
};

/** `true` or `false`. */
export const boolean: Schema<boolean> = {
  decode: (value) =>
    typeof value === "boolean" ? value : refuse("true or false", value),
  encode: same,
};

/** A number, a double on the wire. */
export const number: Schema<number> = {
  decode: (value) => {
    if (typeof value === "number") return value;
    return typeof value === "bigint"
      ? Number(value)
      : refuse("a number", value);
  },
  encode: same,
};

/** A whole number that a `number` holds exactly; `1.0` is one. */
export const integer: Schema<number> = {
  decode: (value) =>
    Number.isSafeInteger(value)
      ? (value as number) + 0
      : refuse("an integer below 2 to the power of 53", value),
  encode: exactInteger,
};

/** A whole number of any size. */
export const bigInteger: Schema<bigint> = {
  decode: (value) => {
    if (typeof value === "bigint") return value;
    return Number.isSafeInteger(value)
      ? BigInt(value as number)
      : refuse("an integer", value);
  },
  encode: exactInteger,
};

/** A whole number of 64 bits. */
export const int64: Schema<bigint> = {
  decode: (value) => inRange(bigInteger.decode(value)),
  encode: (value) => inRange(BigInt(exactInteger(value))),
};

/** Octets, in base64 on the wire (RFC 4648, section 4). */
export const base64: Schema<Uint8Array> = {
  decode: (value) => {
    try {
      return Uint8Array.from(atob(text.decode(value)), (unit) =>
        unit.charCodeAt(0),
      );
    } catch {
      return refuse("a text in base64", value);
    }
  },
  encode: (value) => {
    let binary = "";
    for (const octet of value) binary += String.fromCharCode(octet);
    return btoa(binary);
  },
};

/** The schema of files, which travel as they are in forms, and in base64 in JSON. */
export interface UploadSchema {
  decode(value: JsonValue): Uint8Array;
  encode(value: Upload): unknown;
}

/** A file. */
export const upload: UploadSchema = {
  decode: (value) => base64.decode(value),
  encode: same,
};

/**
 * A moment: the text of the server on the way in, a text or a `Date` on the way
 * out.
 */
export const dateTime: Schema<string> = {
  decode: (value) => text.decode(value),
  encode: (value: string | Date) =>
    typeof value === "string"
      ? value
      : value.toISOString().replace(".000Z", "Z"),
};

/** Any JSON value. */
export const anything: Schema<JsonValue> = {
  decode: (value) => value,
  encode: same,
  takesNull: true,
};

/** Null and nothing else. */
export const nothing: Schema<null> = constant(null);

/** Exactly one value. */
export function constant<const T extends string | number | boolean | null>(
  only: T,
): Schema<T> {
  return {
    decode: (value) =>
      value === only ? only : refuse(JSON.stringify(only), value),
    encode: same,
    takesNull: only === null,
  };
}

/** A value or null. */
export function nullable<T>(of: Schema<T>): Schema<T | null> {
  return {
    decode: (value) => (value === null ? null : of.decode(value)),
    encode: (value) => (value === null ? null : of.encode(value)),
    takesNull: true,
  };
}

/** A JSON array. */
export function list<T>(item: Schema<T>): Schema<T[]> {
  return {
    decode: (value) => {
      if (!isArray(value)) return refuse("a list", value);
      return value.map((each, index) => within(index, () => item.decode(each)));
    },
    encode: (value) =>
      value.map((each, index) => within(index, () => item.encode(each))),
  };
}

/** A JSON object with any names. */
export function map<T>(of: Schema<T>): Schema<Record<string, T>> {
  return {
    decode: (value) => {
      if (!isObject(value)) return refuse("an object", value);
      return mapped(value, (each) => of.decode(each)) as Record<string, T>;
    },
    encode: (value) => mapped(value, (each) => of.encode(each)),
  };
}

/**
 * A schema that is made when it is first needed, for types that refer to each
 * other.
 */
export function later<T>(make: () => Schema<T>): Schema<T> {
  let made: Schema<T> | undefined;
  const schema = (): Schema<T> => (made ??= make());
  return {
    decode: (value) => schema().decode(value),
    encode: (value) => schema().encode(value),
    known: (value) => schema().known?.(value) ?? 0,
    get takesNull(): boolean {
      return schema().takesNull === true;
    },
  };
}

/** A property that is always there. */
export function required<T>(schema: Schema<T>): Property<T> {
  return { schema, isRequired: true };
}

/**
 * A property that may be left out. In an answer, a null that is no value of it
 * is no property.
 */
export function optional<T>(schema: Schema<T>): Property<T> {
  return { schema, isRequired: false };
}

/** Whether a value is a JSON array. */
export function isArray(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Throws the error that says what was wanted, and what came. */
export function refuse(wanted: string, value: unknown): never {
  throw new ShapeError(`${wanted} is expected, and this is ${kindOf(value)}`);
}

/** Runs `work`, and adds the place to the error that it throws. */
export function within<T>(place: string | number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ShapeError) throw error.inside(place);
    throw error;
  }
}

/** Calls `change` for each member of an object. */
export function mapped(
  members: Readonly<Record<string, unknown>>,
  change: (value: never, name: string) => unknown,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) {
      setMember(
        result,
        name,
        within(name, () => change(value as never, name)),
      );
    }
  }
  return result;
}

function same(value: unknown): unknown {
  return value;
}

function exactInteger(value: bigint | number): bigint | number {
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return value;
  throw new ShapeError(`${String(value)} is no exact integer: give a bigint`);
}

function inRange(value: bigint): bigint {
  if (BigInt.asIntN(64, value) === value) return value;
  throw new ShapeError(`${String(value)} has more than 64 bits`);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return "a text";
    case "boolean":
      return String(value);
    case "number":
    case "bigint":
      return `the number ${String(value)}`;
    default:
      return "an object";
  }
}

/** The JSON value of an argument, `undefined` for one that is left out. */
export function encode<T>(schema: Schema<T>, value: T | undefined): unknown {
  return value === undefined ? undefined : schema.encode(value);
}
