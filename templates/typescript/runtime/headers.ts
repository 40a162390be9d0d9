/** The headers of answers, as the values that the API documents. */

import { parseJson } from "./json.js";
import type { JsonValue } from "./json.js";
import type { Schema } from "./schema.js";

/** The headers of an answer for which the API documents none. */
export type NoHeaders = object;

/** The name of a header and the form of its value, for each property. */
export type HeaderTable<H> = {
  readonly [Name in keyof H]-?: readonly [
    header: string,
    schema: Schema<Exclude<H[Name], undefined>>,
  ];
};

/**
 * Reads the headers of an answer. What is absent, or does not fit, is left out:
 * nobody is to miss a result for it.
 */
export function headersOf<H extends object>(
  table: HeaderTable<H>,
): (headers: Headers) => H {
  const rows = Object.entries<readonly [string, Schema<unknown>]>(table);
  return (headers) => {
    const found = rows.flatMap(([name, [header, schema]]) => {
      const text = headers.get(header);
      const value = text === null ? undefined : valueOf(schema, text);
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(found) as H;
  };
}

/** The value of a text: the first of its readings that fits. */
function valueOf(schema: Schema<unknown>, text: string): unknown {
  for (const reading of readingsOf(text.trim())) {
    try {
      return schema.decode(reading());
    } catch {
      // Another one may fit.
    }
  }
  return undefined;
}

/** What a text may mean (style `simple`): itself, JSON, a list, an object. */
function readingsOf(text: string): readonly (() => JsonValue)[] {
  const parts = text.split(",").map((part) => part.trim());
  const scalars = parts.map(scalarOf);
  const pairs = parts.map((part) => part.split("="));
  const exploded = pairs.every((pair) => pair.length === 2);
  const entries = exploded
    ? pairs
    : parts.flatMap((part, index) =>
        index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : [],
      );
  return [
    () => text,
    () => parseJson(text),
    () => parts,
    () => scalars,
    () => Object.fromEntries(entries) as Record<string, string>,
    () =>
      Object.fromEntries(
        entries.map(([name = "", value = ""]) => [name, scalarOf(value)]),
      ),
  ];
}

function scalarOf(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
