/** What a caller may set for a client and for one call. */

import { secretsIn } from "./secret.js";
import type { Credential, Secret } from "./secret.js";

/** Where a client says what it does. `console` is one. */
export interface Logger {
  /** Each request and each answer. */
  debug(message: string): void;
  /** Each repetition of a request. */
  info(message: string): void;
}

/** Settings of one call. What is left out is as the client has it. */
export interface CallOptions {
  /** Ends the call with a `CancelledError` when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds that the whole call may take, with its retries and the waiting
   * for a job; `Infinity` for no limit.
   */
  readonly timeout?: number | undefined;
  /** Milliseconds that the server may be silent; `Infinity` for no limit. */
  readonly readTimeout?: number | undefined;
  /** How many times a request is repeated, if it is safe to repeat. */
  readonly retries?: number | undefined;
  /** Headers to add to the request, or to replace. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Milliseconds between two looks at a job, unless the server asks for other
   * pauses.
   */
  readonly pollInterval?: number | undefined;
}

/** Settings of a client that every API has. */
export interface BaseOptions extends Omit<CallOptions, "signal"> {
  /**
   * What sends requests: the global `fetch` by default, or one with a proxy or
   * middleware.
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Where the client says what it does. It gets no secrets and no bodies. */
  readonly logger?: Logger | undefined;
  /** Makes the idempotency keys of calls that were given none: UUIDs. */
  readonly newKey?: (() => string) | undefined;
  /** Makes the text that parts a form of several parts. */
  readonly newBoundary?: (() => string) | undefined;
  /**
   * URLs to use in place of those that the API describes for some operations
   * alone, by the described URL: for a test, a mock or a proxy.
   */
  readonly servers?: Readonly<Record<string, string | URL>> | undefined;
}

/** A client's settings, complete. */
export interface Settings {
  readonly baseUrl: URL;
  readonly servers: Readonly<Record<string, string | URL>>;
  readonly userAgent: string;
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly credentialHints: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly readTimeout: number;
  readonly retries: number;
  readonly pollInterval: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly logger: Logger | undefined;
  readonly newKey: () => string;
  readonly newBoundary: () => string;
  readonly jitter: () => number;
}

/** Settings with those of one call on top. */
export function merged(
  settings: Settings,
  options: CallOptions = {},
): Settings {
  return {
    ...settings,
    headers: { ...settings.headers, ...options.headers },
    timeout: options.timeout ?? settings.timeout,
    readTimeout: options.readTimeout ?? settings.readTimeout,
    retries: options.retries ?? settings.retries,
    pollInterval: options.pollInterval ?? settings.pollInterval,
    signal: options.signal ?? settings.signal,
  };
}

/** Every secret that a message must not show. */
export function secretsOf(settings: Settings): readonly Secret[] {
  return [...settings.credentials.values()].flatMap(secretsIn);
}
