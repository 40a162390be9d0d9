/**
 * JSON in one form, and JSON without loss.
 *
 * Written (the canonical form, the same bytes from a client in any language):
 * no space between tokens; strings escape what RFC 8259 (section 7) says must
 * be, and nothing else; integers in all their digits; other numbers as RFC 8785
 * (section 3.2.2.3) writes them.
 *
 * Read: an integer that a `number` cannot hold exactly becomes a `bigint`, also
 * where it is written with a fraction or an exponent (`9007199254740993.0`).
 */

/**
 * Any JSON value. A `bigint` is an integer that a `number` cannot hold exactly.
 */
export type JsonValue =
  string | number | bigint | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

const DEEPEST = 1000;
const MOST_DIGITS = 400;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const NEEDS_UNESCAPING = /[\\\u0000-\u001f]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Reads a JSON text.
 *
 * @param text - One JSON value.
 * @returns The value; integers of any size are exact.
 * @throws SyntaxError if it is no JSON, or nested deeper than 1000 levels.
 */
export function parseJson(text: string): JsonValue {
  return new Parser(text).document();
}

/**
 * Writes JSON in canonical form. Unlike `JSON.stringify` it takes `bigint`s.
 *
 * @param value - What JSON has, and `bigint`s. Members that are `undefined` are
 *   left out.
 * @throws TypeError if a value has no JSON form.
 */
export function stringifyJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "boolean":
      return value ? "true" : "false";
    case "number":
    case "bigint":
      return numberText(value);
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return arrayText(value);
      return objectText(value);
    default:
      throw new TypeError(`a ${typeof value} has no JSON form`);
  }
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Sets a member of an object, whatever its name is: `__proto__` is a name like
 * any other.
 */
export function setMember(
  target: Record<string, unknown>,
  name: string,
  value: unknown,
): void {
  if (name === "__proto__") {
    Object.defineProperty(target, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  } else {
    target[name] = value;
  }
}

/** The own member of an object, `undefined` where it has none of that name. */
export function member<Value>(
  object: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The text of a number. Throws a TypeError for one that JSON does not have. */
export function numberText(value: number | bigint): string {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new TypeError(`${String(value)} is no number in JSON`);
  }
  return String(value);
}

function quoted(text: string): string {
  if (LONE_SURROGATE.test(text)) {
    throw new TypeError("a text with half of a surrogate pair is no Unicode");
  }
  return JSON.stringify(text);
}

function arrayText(items: readonly unknown[]): string {
  const given = items.filter((item) => item !== undefined);
  return `[${given.map(stringifyJson).join(",")}]`;
}

function objectText(value: object): string {
  const parts: string[] = [];
  for (const [name, given] of membersOf(value)) {
    if (given !== undefined) {
      parts.push(`${quoted(name)}:${stringifyJson(given)}`);
    }
  }
  return `{${parts.join(",")}}`;
}

function membersOf(value: object): Iterable<[string, unknown]> {
  if (value instanceof Map) return value as Map<string, unknown>;
  if (value instanceof Date || Symbol.iterator in value) {
    throw new TypeError("an object of a class of its own has no JSON form");
  }
  return Object.entries(value);
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonValue {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw this.#fault();
    return value;
  }

  #value(depth: number): JsonValue {
    if (depth > DEEPEST) throw new SyntaxError("the JSON is nested too deeply");
    this.#space();
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #object(depth: number): JsonObject {
    const members: Record<string, JsonValue> = {};
    this.#at += 1;
    if (this.#next("}")) return members;
    do {
      this.#space();
      if (this.#text[this.#at] !== '"') throw this.#fault();
      const name = this.#string();
      if (!this.#next(":")) throw this.#fault();
      setMember(members, name, this.#value(depth + 1));
    } while (this.#next(","));
    if (!this.#next("}")) throw this.#fault();
    return members;
  }

  #array(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    this.#at += 1;
    if (this.#next("]")) return items;
    do {
      items.push(this.#value(depth + 1));
    } while (this.#next(","));
    if (!this.#next("]")) throw this.#fault();
    return items;
  }

  #string(): string {
    const start = this.#at;
    let end = start;
    do {
      end = this.#text.indexOf('"', end + 1);
      if (end < 0) throw this.#fault();
    } while (this.#isEscaped(end));
    this.#at = end + 1;
    const inner = this.#text.slice(start + 1, end);
    if (!NEEDS_UNESCAPING.test(inner)) return inner;
    return JSON.parse(this.#text.slice(start, end + 1)) as string;
  }

  #isEscaped(at: number): boolean {
    let first = at;
    while (this.#text[first - 1] === "\\") first -= 1;
    return (at - first) % 2 === 1;
  }

  #number(): number | bigint {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text);
    if (found === null) throw this.#fault();
    this.#at += found[0].length;
    return exactNumber(found[0]);
  }

  #word<Value>(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at)) throw this.#fault();
    this.#at += word.length;
    return value;
  }

  #next(mark: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    SPACE.test(this.#text);
    this.#at = SPACE.lastIndex;
  }

  #fault(): SyntaxError {
    if (this.#at >= this.#text.length) {
      return new SyntaxError("the JSON ends too early");
    }
    return new SyntaxError(`unexpected text at offset ${String(this.#at)}`);
  }
}

/**
 * The number of a JSON text: a `bigint` for a whole number that a `number` may
 * not hold.
 */
function exactNumber(text: string): number | bigint {
  const value = Number(text);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE](.+))?$/.exec(text);
  const [, sign = "", whole = "", decimals = "", exponent = "0"] = parts ?? [];
  const fraction = decimals.replace(/0+$/, "");
  const digits = `${whole}${fraction}`;
  const zeros = Number(exponent) - fraction.length;
  if (digits.length + zeros > MOST_DIGITS) {
    throw new SyntaxError("a number has too many digits");
  }
  if (zeros >= 0) return BigInt(`${sign}${digits}${"0".repeat(zeros)}`);
  const isWhole = /^0*$/.test(digits.slice(zeros));
  return isWhole ? BigInt(`${sign}${digits.slice(0, zeros)}`) : value;
}
