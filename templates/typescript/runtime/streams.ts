/** Bodies that arrive piece by piece. */

import { messageOf } from "./answers.js";
import { DecodeError } from "./errors.js";
import { parseJson } from "./json.js";
import type { JsonObject, JsonValue } from "./json.js";
import type { Body } from "./operation.js";
import type { BodySource, RawResponse } from "./response.js";
import type { Schema } from "./schema.js";
import { streamOf } from "./uploads.js";

/**
 * The octets of an answer, read when they are asked for. They can be read once,
 * in one of the ways. What is not read keeps its connection: `close` it.
 */
export class ByteStream implements AsyncIterable<Uint8Array> {
  readonly #source: BodySource;
  readonly #chunks: AsyncGenerator<Uint8Array, void>;

  /** @internal */
  constructor(source: BodySource) {
    this.#source = source;
    this.#chunks = source.chunks();
  }

  /** The octets as they arrive. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, void> {
    return this.#chunks;
  }

  /** All octets. */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await (await this.blob()).arrayBuffer());
  }

  /** All octets as a `Blob`. */
  async blob(): Promise<Blob> {
    const pieces: BlobPart[] = [];
    for await (const chunk of this.#chunks) pieces.push(chunk as BlobPart);
    return new Blob(pieces);
  }

  /** All octets as a text in UTF-8. */
  async text(): Promise<string> {
    return (await this.blob()).text();
  }

  /** The octets as a stream of the platform. */
  readable(): ReadableStream<Uint8Array> {
    return streamOf(this.#chunks);
  }

  /** Ends the connection. Nothing more can be read. */
  async close(): Promise<void> {
    await this.#source.close();
    await this.#chunks.return();
  }
}

/**
 * The elements of an answer that arrives one by one, read when they are asked
 * for: `for await (const item of stream)`. Leaving the loop ends the
 * connection; so does `close`.
 */
export class ApiStream<T> implements AsyncIterable<T> {
  readonly #source: BodySource;
  readonly #items: AsyncGenerator<T, void>;

  /** @internal */
  constructor(source: BodySource, items: AsyncGenerator<T, void>) {
    this.#source = source;
    this.#items = items;
  }

  /** The elements as they arrive. */
  [Symbol.asyncIterator](): AsyncIterator<T, void> {
    return this.#items;
  }

  /** Ends the connection. Nothing more can be read. */
  async close(): Promise<void> {
    await this.#source.close();
    await this.#items.return();
  }
}

/** What an element of a stream of server-sent events is. */
export type EventForm = "data" | "text" | "event" | "event-json";

/** Octets as they are, read when they are asked for. */
export function octets(
  mediaType = "application/octet-stream",
): Body<ByteStream> {
  return {
    mediaType,
    isOpen: true,
    accepts: () => true,
    read: (response) => new ByteStream(response.source),
  };
}

/** Server-sent events (HTML, section 9.2). */
export function events<T>(
  schema: Schema<T>,
  form: EventForm = "data",
  mediaType = "text/event-stream",
): Body<ApiStream<T>> {
  return itemsOf(mediaType, schema, (response) => eventsOf(response, form));
}

/** JSON values, a line each. */
export function jsonLines<T>(
  schema: Schema<T>,
  mediaType = "application/jsonl",
): Body<ApiStream<T>> {
  return itemsOf(mediaType, schema, linesOf);
}

function itemsOf<T>(
  mediaType: string,
  schema: Schema<T>,
  values: (response: RawResponse) => AsyncGenerator<() => JsonValue, void>,
): Body<ApiStream<T>> {
  return {
    mediaType,
    isOpen: true,
    accepts: (given) => given === mediaType || given === "",
    read: (response) =>
      new ApiStream(
        response.source,
        decoded(response, schema, values(response)),
      ),
  };
}

async function* decoded<T>(
  response: RawResponse,
  schema: Schema<T>,
  values: AsyncGenerator<() => JsonValue, void>,
): AsyncGenerator<T, void> {
  for await (const value of values) {
    yield fitted(response, () => schema.decode(value()));
  }
}

function fitted<T>(response: RawResponse, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new DecodeError(
      `${response.request.operation}: an element of the stream does not fit` +
        ` the documented type: ${messageOf(cause)}`,
      response,
      { cause },
    );
  }
}

/** What the events hold, up to the end or the data `[DONE]`. */
async function* eventsOf(
  response: RawResponse,
  form: EventForm,
): AsyncGenerator<() => JsonValue, void> {
  for await (const event of parsed(textLines(response.source.chunks(), true))) {
    const { data } = event;
    if (data === "[DONE]") return;
    switch (form) {
      case "data":
        yield () => parseJson(data);
        break;
      case "text":
        yield () => data;
        break;
      case "event":
        yield () => event;
        break;
      case "event-json":
        yield () => ({ ...event, data: parseJson(data) });
    }
  }
}

async function* linesOf(
  response: RawResponse,
): AsyncGenerator<() => JsonValue, void> {
  for await (const line of textLines(response.source.chunks(), false)) {
    // RFC 7464 has a record separator in front of each value.
    const text = line.replace(/^\u001e/, "").trim();
    if (text !== "") yield () => parseJson(text);
  }
}

type Event = JsonObject & { readonly data: string };

/** The events of lines; one that is not ended by an empty line is dropped. */
async function* parsed(
  lines: AsyncIterable<string>,
): AsyncGenerator<Event, void> {
  let fields: Record<string, string | number> = {};
  let data: string[] = [];
  for await (const line of lines) {
    if (line === "") {
      if (data.length > 0) yield { ...fields, data: data.join("\n") };
      fields = {};
      data = [];
      continue;
    }
    const [, name = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    switch (name) {
      case "data":
        data.push(value);
        break;
      case "event":
        fields["event"] = value;
        break;
      case "id":
        if (!value.includes("\0")) fields["id"] = value;
        break;
      case "retry":
        if (/^\d+$/.test(value)) fields["retry"] = Number(value);
    }
  }
}

/**
 * The lines of a text in UTF-8, without their ends. A last line without an end
 * is one too. `returns`: a carriage return alone ends a line too.
 */
async function* textLines(
  chunks: AsyncIterable<Uint8Array>,
  returns: boolean,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  const end = returns ? /\r\n|\n|\r(?!$)/g : /\r?\n/g;
  let rest = "";
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    let start = 0;
    for (const found of rest.matchAll(end)) {
      yield rest.slice(start, found.index);
      start = found.index + found[0].length;
    }
    rest = rest.slice(start);
  }
  rest += decoder.decode();
  if (rest.endsWith("\r")) rest = rest.slice(0, -1);
  if (rest !== "") yield rest;
}
