/** Lists that come in pages, walked through as one. */

import { at, resultOf } from "./answers.js";
import { readJson } from "./bodies.js";
import { Deadline } from "./deadline.js";
import { DecodeError } from "./errors.js";
import { exchange } from "./exchange.js";
import type { JsonValue } from "./json.js";
import { isIdempotent } from "./operation.js";
import type { Arguments, Operation } from "./operation.js";
import { secretsOf } from "./options.js";
import type { Settings } from "./options.js";
import { quote } from "./parameters.js";
import type { Pair } from "./parameters.js";
import { buildRequest, withUrl } from "./requests.js";
import type { Request } from "./requests.js";
import type { RawResponse } from "./response.js";
import { isArray, within } from "./schema.js";
import type { Schema } from "./schema.js";

/**
 * How a list comes in pages. `items` are the names that lead to the list in the
 * body, `parameter` is the query parameter that turns the page and `size` the
 * one that says how long it is; `more` leads to a boolean that is false on the
 * last page.
 */
export interface Paging<T> {
  readonly style: "link" | "cursor" | "offset" | "page";
  readonly items: readonly string[];
  readonly item: Schema<T>;
  readonly parameter?: string;
  readonly size?: string;
  /** Names that lead to the cursor of the next page in the body. */
  readonly cursor?: readonly string[];
  /** The header with the cursor of the next page. */
  readonly cursorHeader?: string;
  readonly more?: readonly string[];
  /** The number of the first page. */
  readonly first?: number;
}

/** A call of an operation that gives one page. */
export interface PagedCall {
  readonly settings: Settings;
  readonly operation: Operation<unknown>;
  readonly args: Arguments;
}

/**
 * The elements of all pages: `for await (const item of items)`. A page is asked
 * for when its first element is wanted.
 */
export class Items<T> implements AsyncIterable<T> {
  readonly #call: PagedCall;
  readonly #paging: Paging<T>;

  /** @internal */
  constructor(call: PagedCall, paging: Paging<T>) {
    this.#call = call;
    this.#paging = paging;
  }

  /** The elements from the first page on. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for await (const page of this.pages()) yield* page;
  }

  /** The elements page by page. */
  async *pages(): AsyncGenerator<T[], void> {
    let turn: Turn | undefined = { args: this.#call.args };
    while (turn) {
      const page: Page<T> = await look(this.#call, this.#paging, turn);
      yield page.items;
      turn = next(this.#paging, turn, page);
    }
  }

  /** All elements, or the first ones of them. */
  async toArray(most?: number): Promise<T[]> {
    const found: T[] = [];
    if (most === 0) return found;
    for await (const item of this) {
      found.push(item);
      if (found.length === most) break;
    }
    return found;
  }
}

/** What leads to a page; `url` where a link does. */
interface Turn {
  readonly args: Arguments;
  readonly url?: string;
  readonly number?: number;
}

interface Page<T> {
  readonly items: T[];
  readonly body: JsonValue;
  readonly request: Request;
  readonly response: RawResponse;
}

async function look<T>(
  { settings, operation }: PagedCall,
  paging: Paging<T>,
  { args, url }: Turn,
): Promise<Page<T>> {
  const deadline = Deadline.after(settings.timeout);
  const built = buildRequest(settings, operation, args);
  const request = url === undefined ? built : withUrl(settings, built, url);
  const isSafe = isIdempotent(operation);
  const done = await exchange(settings, operation, request, deadline, isSafe);
  const { response } = done;
  resultOf(operation, response, secretsOf(settings)); // a failure is told
  try {
    const body = readJson(response.content);
    const list = at(body, paging.items) ?? [];
    if (!isArray(list)) throw new TypeError("there is no list");
    const items = list.map((item, index) =>
      within(index, () => paging.item.decode(item)),
    );
    return { items, body, request, response };
  } catch (cause) {
    const what = `${operation.id}: the page has no list that fits`;
    throw new DecodeError(what, response, { cause });
  }
}

/** What leads to the page behind this one, `undefined` where it is the last. */
function next<T>(
  paging: Paging<T>,
  turn: Turn,
  page: Page<T>,
): Turn | undefined {
  const { more = [] } = paging;
  if (more.length > 0 && at(page.body, more) === false) return undefined;
  switch (paging.style) {
    case "link": {
      const url = linked(page);
      return url === undefined ? undefined : { args: turn.args, url };
    }
    case "cursor": {
      const cursor = cursorOf(paging, page);
      return cursor === "" ? undefined : moved(paging, turn, cursor);
    }
    case "offset":
    case "page": {
      const number = numberAfter(paging, turn, page.items.length);
      return number === undefined
        ? undefined
        : moved(paging, turn, String(number), number);
    }
  }
}

function cursorOf<T>(paging: Paging<T>, { body, response }: Page<T>): string {
  const found =
    paging.cursorHeader === undefined
      ? at(body, paging.cursor ?? [])
      : response.headers.get(paging.cursorHeader);
  switch (typeof found) {
    case "string":
    case "number":
    case "bigint":
      return String(found);
    default:
      return "";
  }
}

function numberAfter<T>(
  paging: Paging<T>,
  { args, number }: Turn,
  found: number,
): number | undefined {
  const size = givenNumber(args, paging.size);
  if (found === 0 || (size !== undefined && found < size)) return undefined;
  const isPage = paging.style === "page";
  const now = number ?? givenNumber(args, paging.parameter);
  return (now ?? (isPage ? (paging.first ?? 1) : 0)) + (isPage ? 1 : found);
}

function givenNumber(args: Arguments, name = ""): number | undefined {
  const found = args.query?.find(([other]) => other === quote(name));
  const value = found ? Number(found[1]) : NaN;
  return Number.isInteger(value) ? value : undefined;
}

/** The arguments with the parameter that turns the page, in its place. */
function moved<T>(
  { parameter = "" }: Paging<T>,
  { args }: Turn,
  value: string,
  number?: number,
): Turn {
  const pair: Pair = [quote(parameter), quote(value)];
  const query = [...(args.query ?? [])];
  const place = query.findIndex(([name]) => name === pair[0]);
  if (place < 0) query.push(pair);
  else query[place] = pair;
  return { args: { ...args, query }, ...(number !== undefined && { number }) };
}

/**
 * The page that the header Link names. Credentials go to the same server only,
 * and so does this.
 */
function linked<T>({ request, response }: Page<T>): string | undefined {
  const target = nextLink(response.headers.get("link") ?? "");
  if (target === undefined) return undefined;
  const here = new URL(request.url);
  const there = URL.canParse(target, here) ? new URL(target, here) : undefined;
  if (there?.origin === here.origin) return there.href;
  throw new DecodeError(
    `${request.summary.operation}: the next page is at another server`,
    response,
  );
}

const LINK = /<([^>]*)>((?:[^",]|"(?:[^"\\]|\\.)*")*)/g;
const RELATIONS = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

/** The target of the link whose relations have `next` among them (RFC 8288). */
export function nextLink(header: string): string | undefined {
  for (const [, target, parameters = ""] of header.matchAll(LINK)) {
    const [, quoted, bare = ""] = RELATIONS.exec(parameters) ?? [];
    const relations = (quoted ?? bare).toLowerCase().split(/\s+/);
    if (relations.includes("next")) return target;
  }
  return undefined;
}
