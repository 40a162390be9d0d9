/**
 * When a request is sent again, and after how long.
 *
 * | what happened                                   | sent again                       |
 * | ----------------------------------------------- | -------------------------------- |
 * | no connection was made                          | always: nothing was sent         |
 * | the connection broke, or the answer was cut off | if the request is safe to repeat |
 * | the server was silent for `readTimeout`         | if the request is safe to repeat |
 * | 408, 429, 502, 504                              | if the request is safe to repeat |
 * | 503 without an error body of the API's own      | if the request is safe to repeat |
 * | anything else                                   | never                            |
 *
 * Safe are the idempotent methods (RFC 9110, section 9.2.2), and every call
 * with an idempotency key. The pause is what Retry-After says, else random
 * between 0 and 0.5, 1, 2, 4, 8, 8, ... seconds.
 */

import { isOwnError } from "./answers.js";
import type { Operation } from "./operation.js";
import type { RawResponse } from "./response.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;
const TRANSIENT = [408, 429, 502, 503, 504];

/** Whether another attempt may fare better than this answer. */
export function isTransient(
  operation: Operation<unknown>,
  response: RawResponse,
): boolean {
  if (!TRANSIENT.includes(response.status)) return false;
  return response.status !== 503 || !isOwnError(operation, response);
}

/**
 * The pause in milliseconds after failed attempt number `attempt`, which counts
 * from 0.
 */
export function backoff(attempt: number, jitter: () => number): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt) * jitter();
}

/**
 * Milliseconds that the server asks to wait (RFC 9110, section 10.2.3),
 * `undefined` where it does not. A date counts from the answer's own Date, so
 * that the clocks need not agree.
 */
export function retryAfter(response: RawResponse): number | undefined {
  const value = (response.headers.get("retry-after") ?? "").trim();
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const wanted = httpDate(value);
  if (wanted === undefined) return undefined;
  const now = httpDate(response.headers.get("date") ?? "") ?? Date.now();
  return Math.max(0, wanted - now);
}

/**
 * A moment of HTTP (RFC 9110, section 5.6.7); `Date.parse` alone would take
 * much else.
 */
function httpDate(value: string): number | undefined {
  if (!/^[A-Z][a-z]+,? .*\d:\d\d:\d\d/.test(value)) return undefined;
  const moment = Date.parse(
    /GMT|UTC|[+-]\d{4}$/.test(value) ? value : `${value} GMT`,
  );
  return Number.isNaN(moment) ? undefined : moment;
}
