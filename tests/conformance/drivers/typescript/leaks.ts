/** Where a secret can be seen by whoever gets an error. */

import { inspect } from "node:util";

/** The ways from `error` to `secret`, in words; none where there is none. */
export function leaks(secret: string, error: Error): readonly string[] {
  const deep = {
    depth: Infinity,
    showHidden: true,
    getters: true,
    maxArrayLength: 0,
  };
  const shown: Readonly<Record<string, string>> = {
    message: error.message,
    stack: error.stack ?? "",
    inspect: inspect(error, deep),
    json: JSON.stringify(error, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    ),
  };
  return Object.keys(shown).filter((way) => shown[way]?.includes(secret));
}
