/** JSON objects with properties that the description lists. */

import { isObject, member, setMember } from "./json.js";
import type { JsonObject, JsonValue } from "./json.js";
import { refuse, within } from "./schema.js";
import type { Properties, Property, Schema } from "./schema.js";
import { ShapeError } from "./shape-error.js";

type PropertyTable = Readonly<Record<string, Property<unknown>>>;

/**
 * A JSON object. Properties that it does not list are kept.
 *
 * @param properties - The properties in the order of the description.
 * @param extras - The form of properties that are not listed; any, where it is
 *   left out.
 * @param order - The names in order, where that is another one than an object
 *   can have.
 */
export function record<T extends object>(
  properties: () => NoInfer<Properties<T>>,
  extras?: Schema<unknown>,
  order?: readonly string[],
): Schema<T> {
  let made: PropertyTable | undefined;
  const table = (): PropertyTable =>
    (made ??= properties() as unknown as PropertyTable);
  return {
    decode: (value) => decoded(table(), extras, value) as T,
    encode: (value) => encoded(table(), order, extras, value as JsonObject),
    known: (value) =>
      Object.keys(value).filter((name) => Object.hasOwn(table(), name)).length,
  };
}

/**
 * Reads a property that the types of this package do not list, because it is
 * newer than they are.
 *
 * @param value - An object that a client gave.
 * @param name - The name of the property on the wire.
 */
export function extraProperty(
  value: object,
  name: string,
): JsonValue | undefined {
  return member(value as JsonObject, name);
}

function decoded(
  table: PropertyTable,
  extras: Schema<unknown> | undefined,
  value: JsonValue,
): object {
  if (!isObject(value)) return refuse("an object", value);
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const given = value[name] as JsonValue;
    const property = member(table, name);
    const schema = property?.schema ?? extras;
    if (given === null && property && isAbsence(property)) continue;
    const read = schema ? within(name, () => schema.decode(given)) : given;
    setMember(result, name, read);
  }
  for (const name of Object.keys(table)) {
    if (table[name]?.isRequired === true && !Object.hasOwn(value, name)) {
      throw new ShapeError("is missing", name);
    }
  }
  return result;
}

/**
 * Whether null is as good as absence: where it is no value, and the property
 * may be left out.
 */
function isAbsence(property: Property<unknown>): boolean {
  return !property.isRequired && property.schema.takesNull !== true;
}

function encoded(
  table: PropertyTable,
  order: readonly string[] | undefined,
  extras: Schema<unknown> | undefined,
  value: Readonly<Record<string, unknown>>,
): object {
  const result: [string, unknown][] = [];
  for (const name of order ?? Object.keys(table)) {
    const given = member(value, name);
    const schema = member(table, name)?.schema;
    if (given === null) {
      result.push([name, null]);
    } else if (given !== undefined && schema !== undefined) {
      result.push([name, within(name, () => schema.encode(given))]);
    }
  }
  for (const [name, given] of Object.entries(value)) {
    if (!Object.hasOwn(table, name) && given !== undefined) {
      const made = extras ? within(name, () => extras.encode(given)) : given;
      result.push([name, made]);
    }
  }
  return order ? new Map(result) : Object.fromEntries(result);
}
