/** One request over `fetch`, with its limits of time. */

import { after } from "./deadline.js";
import type { Deadline } from "./deadline.js";
import {
  CancelledError,
  ConnectError,
  ConnectionLostError,
  DeadlineError,
  ReadTimeoutError,
} from "./errors.js";
import type { TransportError } from "./errors.js";
import type { Settings } from "./options.js";
import type { Request } from "./requests.js";
import { RawResponse } from "./response.js";
import type { BodySource, RequestSummary } from "./response.js";
import { isOneShot } from "./uploads.js";

/** The codes of Node.js, Deno and Bun that mean that nothing was sent. */
const NOT_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT|ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ConnectionRefused|FailedToOpenSocket)/;

/** Whether the body of an answer is left to be read piece by piece. */
export type IsOpen = (status: number, headers: Headers) => boolean;

/**
 * Sends a request and reads the whole answer, or only its headers if `isOpen`
 * says so.
 *
 * @returns The answer, or why there is none. When the signal of the settings
 *   was aborted, the error says so as well; the caller looks at the signal
 *   first.
 */
export async function send(
  settings: Settings,
  request: Request,
  deadline: Deadline,
  isOpen: IsOpen,
): Promise<RawResponse | TransportError> {
  const watch = new Watch(settings, deadline);
  settings.logger?.debug(titleOf(request.summary));
  try {
    const response = await settings.fetch(request.url, {
      method: request.method,
      headers: request.headers.map(([name, value]): [string, string] => [
        name,
        value,
      ]),
      body: request.content ?? null,
      // Platforms want to know that the answer does not come before the end of a stream.
      ...(isOneShot(request.content) && { duplex: "half" }),
      redirect: "manual",
      signal: watch.signal,
    });
    const { status, statusText, headers } = response;
    if (isOpen(status, headers)) {
      const body = new OpenBody(settings, request.summary, response, watch);
      return new RawResponse(
        status,
        statusText,
        headers,
        body,
        request.summary,
      );
    }
    const content = await read(response, watch);
    const raw = new RawResponse(
      status,
      statusText,
      headers,
      content,
      request.summary,
    );
    watch.stop();
    settings.logger?.debug(
      `${request.summary.operation}: ${raw.reason}, ${String(content.length)} octets`,
    );
    return raw;
  } catch (cause) {
    watch.stop();
    return failure(request.summary, watch, cause);
  }
}

/** Throws a CancelledError when the caller gave up. */
export function stopIfCancelled({ signal }: Settings, operation: string): void {
  if (signal?.aborted !== true) return;
  const what = `${operation}: the call was cancelled by its caller`;
  throw new CancelledError(what, { cause: signal.reason });
}

/** A body that is read piece by piece; only the silence of the server ends it. */
class OpenBody implements BodySource {
  readonly #settings: Settings;
  readonly #request: RequestSummary;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #watch: Watch;

  constructor(
    settings: Settings,
    request: RequestSummary,
    response: Response,
    watch: Watch,
  ) {
    this.#settings = settings;
    this.#request = request;
    this.#reader = response.body?.getReader();
    this.#watch = watch;
    watch.forgetDeadline();
  }

  async *chunks(): AsyncGenerator<Uint8Array, void> {
    try {
      for (;;) {
        const chunk = await this.#next();
        if (!chunk) return;
        yield chunk;
      }
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    this.#watch.stop();
    await this.#reader?.cancel().catch(() => undefined);
  }

  async #next(): Promise<Uint8Array | undefined> {
    const watch = this.#watch;
    stopIfCancelled(this.#settings, this.#request.operation);
    watch.heard();
    try {
      const reading = this.#reader?.read();
      const step = await (reading && Promise.race([reading, watch.ended]));
      return step?.value;
    } catch (cause) {
      stopIfCancelled(this.#settings, this.#request.operation);
      throw failure(this.#request, watch, cause);
    } finally {
      watch.rest();
    }
  }
}

/** Aborts a request for one of three reasons, and knows which. */
class Watch {
  readonly #controller = new AbortController();
  readonly #readTimeout: number;
  readonly #caller: AbortSignal | undefined;
  readonly #stopDeadline: () => void;
  #stopSilence: () => void = () => undefined;
  /**
   * Rejects when the request is ended: some platforms forget to tell a reader.
   */
  readonly ended: Promise<never>;
  /** Why the request was ended. */
  reason: "deadline" | "silence" | "caller" | undefined;

  constructor(settings: Settings, deadline: Deadline) {
    this.#readTimeout = settings.readTimeout;
    this.#caller = settings.signal;
    this.#caller?.addEventListener("abort", this.#cancel);
    this.#stopDeadline = after(deadline.remaining, () => {
      this.#end("deadline");
    });
    this.ended = new Promise((_, reject) => {
      this.signal.addEventListener("abort", () => {
        reject(new Error("the request was ended"));
      });
    });
    this.ended.catch(() => undefined);
    this.heard();
    if (this.#caller?.aborted === true) this.#cancel();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Notes that the server said something. */
  heard(): void {
    this.#stopSilence();
    this.#stopSilence = after(this.#readTimeout, () => {
      this.#end("silence");
    });
  }

  /** Lets the server be silent, while nobody listens. */
  rest(): void {
    this.#stopSilence();
  }

  /** Lets the request take as long as it wants. */
  forgetDeadline(): void {
    this.#stopDeadline();
    this.rest();
  }

  stop(): void {
    this.#stopDeadline();
    this.#stopSilence();
    this.#caller?.removeEventListener("abort", this.#cancel);
  }

  readonly #cancel = (): void => {
    this.#end("caller");
  };

  #end(reason: "deadline" | "silence" | "caller"): void {
    this.reason ??= reason;
    this.#controller.abort();
  }
}

async function read(response: Response, watch: Watch): Promise<Uint8Array> {
  watch.heard();
  const reader = response.body?.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const step = await (reader && Promise.race([reader.read(), watch.ended]));
    if (!step || step.done) break;
    watch.heard();
    pieces.push(step.value);
    length += step.value.length;
  }
  const content = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    content.set(piece, offset);
    offset += piece.length;
  }
  return content;
}

function failure(
  request: RequestSummary,
  watch: Watch,
  cause: unknown,
): TransportError {
  const { operation } = request;
  switch (watch.reason) {
    case "deadline":
      return new DeadlineError(
        `${operation}: the time for the call is over`,
        request,
      );
    case "silence":
      return new ReadTimeoutError(
        `${operation}: the server was silent for too long`,
        request,
      );
    default: {
      const [code, text] = origin(cause);
      if (NOT_SENT.test(code)) {
        const what = `${operation}: no connection: ${text}`;
        return new ConnectError(what, request, { cause });
      }
      const what = `${operation}: the connection broke, or the answer was cut off: ${text}`;
      return new ConnectionLostError(what, request, { cause });
    }
  }
}

/**
 * The code and message at the root of an error: `fetch` says only that it
 * failed.
 */
function origin(error: unknown): readonly [code: string, message: string] {
  let root = error;
  let code = "";
  while (root instanceof Error) {
    if ("code" in root && typeof root.code === "string") code = root.code;
    if (!(root.cause instanceof Error)) break;
    root = root.cause;
  }
  return [code, root instanceof Error ? root.message || code : String(root)];
}

function titleOf(request: RequestSummary): string {
  return `${request.operation}: ${request.method} ${request.url}`;
}
