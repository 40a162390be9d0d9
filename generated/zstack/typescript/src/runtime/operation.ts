/** What an operation is, and one call of it: values only. */

import type { NoHeaders } from "./headers.js";
import type { Pair } from "./parameters.js";
import type { RawResponse } from "./response.js";
import type { Content } from "./uploads.js";

/** How a body in one media type is read. */
export interface Body<T> {
  /** The media type that the API documents, "" for no body. */
  readonly mediaType: string;
  /**
   * Whether it is worth trying on a body of any media type: the text itself
   * decides.
   */
  readonly isSelfEvident?: boolean;
  /** Whether the body is read piece by piece, when the caller asks for it. */
  readonly isOpen?: boolean;
  /** Whether a body of `mediaType` can be read. */
  accepts(mediaType: string): boolean;
  /** The value of the body. Throws where it does not fit. */
  read(response: RawResponse): T;
}

/** The status codes from `first` to `last`, both included; or one. */
export type Statuses = number | readonly [first: number, last: number];

/** A documented answer. */
export interface Answer<T> {
  readonly statuses: Statuses;
  readonly body: Body<T>;
}

/**
 * Where an error body keeps what a caller asks of it, in paths of member names:
 * `error` leads from the body to the error, the others from an error; `cause`
 * leads to the error that caused it.
 */
export interface ErrorShape {
  readonly error: readonly string[];
  readonly code?: readonly string[];
  readonly message?: readonly string[];
  readonly details?: readonly string[];
  readonly cause?: readonly string[];
}

/** A documented answer that means failure. */
export interface ErrorAnswer extends Answer<unknown> {
  readonly shape?: ErrorShape;
}

/**
 * A header that makes a call safe to repeat, because the server runs a key
 * once.
 */
export interface Idempotency {
  readonly header: string;
  /** How a key is written: a UUID, or one without dashes. */
  readonly form: "uuid" | "hex32";
  /** The status that refuses a key which the server knows. */
  readonly duplicate?: number;
}

/** A call that is accepted at once and done later. */
export interface LongRunning<T> {
  /** Statuses of the answer that names the job. */
  readonly accepted: readonly Statuses[];
  /**
   * Member names to the job's address in that answer; none: it is the header
   * Location.
   */
  readonly location: readonly string[];
  /** The job's address with its id as the one variable. */
  readonly pollPath: string;
  /** Statuses of an answer to a poll: the job runs. */
  readonly pending: readonly Statuses[];
  /** The job is done, and the body is the result. */
  readonly done: readonly Statuses[];
  /** The job failed, and the body says why. */
  readonly failed: readonly Statuses[];
  /** The server does not know the job. */
  readonly expired: readonly Statuses[];
  /** Milliseconds between two polls. */
  readonly interval: number;
  readonly result: Body<T>;
  readonly failure?: ErrorAnswer;
  /** Whether the idempotency key is the id of the job. */
  readonly keyIsId?: boolean;
  /** The method that takes a job up again, for messages. */
  readonly resume: string;
}

/** All that the calls of an operation have in common. */
export interface Operation<T, H extends object = NoHeaders> {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly server?: Server;
  readonly answers?: readonly Answer<T>[];
  /** Reads the documented headers of an answer. */
  readonly headers?: (headers: Headers) => H;
  readonly errors?: readonly ErrorAnswer[];
  /**
   * Alternatives, each of which names the credentials that it needs together.
   */
  readonly security?: readonly (readonly string[])[];
  readonly idempotency?: Idempotency;
  readonly longRunning?: LongRunning<T>;
}

/** An operation that makes a job. */
export interface JobOperation<T> extends Operation<T> {
  readonly longRunning: LongRunning<T>;
}

/** A body to be sent. */
export type Payload = WholePayload | PartedPayload;

/** A body whose octets are known. */
export interface WholePayload {
  readonly mediaType: string;
  readonly content: Content;
}

/** A body of several parts, which get their boundary when they are sent. */
export interface PartedPayload {
  readonly mediaType: string;
  readonly parts: (boundary: string) => Content;
}

/** A place that answers an operation in place of the client's base URL. */
export interface Server {
  /** The URL in the description of the API. */
  readonly described: string;
  /** The URL with the defaults of its variables. */
  readonly url: string;
}

/** What the arguments of a call became. */
export interface Arguments {
  readonly path?: readonly Pair[];
  readonly query?: readonly Pair[];
  /** A query that is one document, ready to be sent. */
  readonly querystring?: string | undefined;
  readonly headers?: readonly Pair[];
  readonly cookies?: readonly Pair[];
  readonly body?: Payload | undefined;
}

const SAFE_TO_REPEAT = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

/**
 * Whether doing it twice is the same as doing it once (RFC 9110, section
 * 9.2.2).
 */
export function isIdempotent(operation: Operation<unknown>): boolean {
  return SAFE_TO_REPEAT.includes(operation.method);
}

/** Whether a status is in a range. */
export function isIn(statuses: Statuses, status: number): boolean {
  if (typeof statuses === "number") return statuses === status;
  return statuses[0] <= status && status <= statuses[1];
}

/** Whether a status is in one of several ranges. */
export function isInAny(ranges: readonly Statuses[], status: number): boolean {
  return ranges.some((range) => isIn(range, status));
}

/** How many codes a range has; the narrowest that fits an answer decides. */
export function widthOf(statuses: Statuses): number {
  return typeof statuses === "number" ? 1 : statuses[1] - statuses[0] + 1;
}

/** The media types that the answers may have, for the header Accept. */
export function acceptOf(operation: Operation<unknown>): string {
  const bodies = [
    ...(operation.answers ?? []).map((answer) => answer.body),
    ...(operation.longRunning ? [operation.longRunning.result] : []),
    ...(operation.errors ?? []).map((error) => error.body),
  ];
  const types = new Set(bodies.map((body) => body.mediaType).filter(Boolean));
  return [...types].join(", ") || "*/*";
}
