/** Values of one of several types. */

import { isObject, member } from "./json.js";
import type { JsonObject, JsonValue } from "./json.js";
import type { Schema } from "./schema.js";

/** No value: what tags that nobody has listed are to the type checker. */
declare enum Unlisted {
  Tag = "",
}

/**
 * A tag that is newer than this package: some text. It has a type of its own,
 * which no literal belongs to, so that comparing the tag narrows the union.
 */
export type UnknownTag = Unlisted;

/** A variant that is newer than this package, as it came. */
export type UnknownVariant<Tag extends string> = {
  readonly [Name in Tag]: UnknownTag;
} & JsonObject;

/**
 * A union whose property `tag` says which variant a value is. Unknown ones are
 * kept as they are.
 */
export function tagged<T>(
  tag: string,
  variants: () => Readonly<Record<string, Schema<unknown>>>,
): Schema<T> {
  const variant = (value: unknown): Schema<unknown> | undefined => {
    const name = isObject(value) ? member(value, tag) : undefined;
    return typeof name === "string" ? member(variants(), name) : undefined;
  };
  return {
    decode: (value) => (variant(value)?.decode(value) ?? value) as T,
    encode: (value) => variant(value)?.encode(value) ?? value,
    known: (value) => variant(value)?.known?.(value) ?? 0,
  };
}

/**
 * A union whose variants are told apart by their form. What fits none is kept
 * as it is.
 */
export function oneOf<T>(
  variants: () => readonly Schema<unknown>[],
): Schema<T> {
  return {
    decode: (value) => best(variants(), value, (one) => one.decode(value)) as T,
    encode: (value) =>
      best(variants(), value, (one) => {
        const encoded = one.encode(value);
        one.decode(encoded as JsonValue);
        return encoded;
      }),
    known: (value) =>
      Math.max(0, ...variants().map((one) => one.known?.(value) ?? 0)),
    get takesNull(): boolean {
      return variants().some((one) => one.takesNull === true);
    },
  };
}

/**
 * What `work` makes of the variant that knows most of a value, the value where
 * none fits.
 */
function best(
  variants: readonly Schema<unknown>[],
  value: unknown,
  work: (variant: Schema<unknown>) => unknown,
): unknown {
  let found: unknown = value;
  let most = -1;
  for (const variant of variants) {
    const known = isObject(value) ? (variant.known?.(value) ?? 0) : 0;
    if (known > most) {
      const made = attempt(() => work(variant));
      if (made !== undefined) [found, most] = [made.value, known];
    }
  }
  return found;
}

function attempt<T>(work: () => T): { readonly value: T } | undefined {
  try {
    return { value: work() };
  } catch {
    return undefined;
  }
}

/** A variant whose property `Name` has one of the texts `Tag`. */
export type Tagged<
  Variant,
  Name extends string,
  Tag extends string,
> = Tag extends string ? Variant & { readonly [Key in Name]: Tag } : never;
